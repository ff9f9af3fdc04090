// After one visit the page works without its host; and a new page takes over without harm to what is open.
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listForOffline } from "../../scripts/finishing/offline.mjs";
import { writePolicy } from "../../scripts/finishing/policy.mjs";
import { DIST, host } from "./static.mjs";
import { add, download, expect, open, parts, previewText, ready, sha256, suggested, test as base, twin } from "./support.mjs";

const constrained = "v=1&image=python:3.11-slim-bookworm&airflow=2.10.1&python=3.11&constraints=full&file=constraints.txt";

/** A host of its own for each test, with a copy of the page that can be changed. */
const test = base.extend({
  site: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "site-"));
    await cp(DIST, folder, { recursive: true });
    const site = host(folder);
    site.home = await site.listen();
    await use(site);
    await site.close();
    await rm(folder, { recursive: true });
  },
  baseURL: async ({ site }, use) => use(site.home),
  // What a host that is away says in the console is expected here.
  expected: [[/Failed to load resource|ERR_|Failed to fetch|service worker/i], { option: true }],
});

test.use({ serviceWorkers: "allow" });

/** The first visit is over, or a new build has been taken over: everything is stored, the tables in use too, and the engine
    that this visit has asked its host for is at work. */
async function stored(page, ...tables) {
  await page.locator(".digest code").filter({ hasText: /^[0-9a-f]{64}$/ }).waitFor({ state: "attached" });
  await page.evaluate(async (tables) => {
    const registration = await navigator.serviceWorker.ready;
    const pause = () => new Promise((done) => setTimeout(done, 20));
    const busy = () => registration.installing || registration.waiting || registration.active.state !== "activated";
    while (busy() || !navigator.serviceWorker.controller) await pause();
    for (const table of tables) while (!(await caches.match(new URL(table, location.href).href))) await pause();
  }, tables);
}

/** The same page as a later build: other names, a word that can be seen. */
async function deploy(folder, word) {
  const html = join(folder, "index.html");
  let text = await readFile(html, "utf8");
  for (const name of await readdir(folder)) {
    // Trunk leaves out zeros in front: its sums have up to sixteen digits.
    const [, sum] = /^page-([0-9a-f]+)(?:\.js|_bg\.wasm)(?:\.br|\.gz)?$/.exec(name) ?? [];
    if (!sum) continue;
    const renamed = name.replace(sum, word.padEnd(16, "0"));
    await rename(join(folder, name), join(folder, renamed));
    text = text.replaceAll(name, renamed);
  }
  text = text.replace(/\s*<meta http-equiv="Content-Security-Policy"[^>]*>/, "").replace(/<meta name="description" content="[^"]*">/, `<meta name="description" content="${word}">`);
  await writeFile(html, text);
  await rm(`${html}.br`, { force: true });
  writePolicy(folder);
  const worker = join(folder, "offline.js");
  await writeFile(worker, (await readFile(worker, "utf8")).replace(/const BUILD = "[^"]*"/, 'const BUILD = ""').replace(/const SHELL = \[.*\]/, "const SHELL = []"));
  await rm(`${worker}.br`, { force: true });
  listForOffline(folder);
}

const build = (page) => page.locator("meta[name=description]").getAttribute("content");

test("without the host: the page, the checks, the names of the release in use, its constraints, the download", async ({ page, site }) => {
  await open(page, constrained);
  const at = parts(page);
  await expect(at.lines.locator(".line").first()).toBeVisible();
  await at.addPackage.focus();
  await suggested(page, at.addPackage);
  await page.keyboard.press("Escape");
  await stored(page, "constraints/2.10.1-python3.11.txt", "packages/debian-12.tsv");
  await site.close();
  await page.reload();
  await ready(page);
  await expect(at.status).toContainText("No problems");
  await expect(at.lines.locator(".line").first()).toBeVisible();
  await add(at.addPackage, "git");
  await at.addPackage.click();
  await page.keyboard.type("rsyn");
  await expect(at.option("rsync")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  const { bytes } = await download(page, () => at.download.click());
  expect(sha256(bytes)).toBe(sha256((await twin(`${constrained}&packages=git`)).bytes));
});

test("the host goes away in the middle of work: it goes on, and what was typed is in the download", async ({ page, site }) => {
  await open(page, "v=1&packages=curl");
  const at = parts(page);
  await at.addPackage.focus();
  await suggested(page, at.addPackage);
  await page.keyboard.type("gi");
  await site.close();
  await page.keyboard.type("t");
  await expect(at.option("git")).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await add(at.addRequirement, "pandas==2.2.3");
  const { bytes } = await download(page, () => at.download.click());
  expect(sha256(bytes)).toBe(sha256((await twin("v=1&packages=curl,git&requirements=pandas%3D%3D2.2.3")).bytes));
});

test("names that were never asked for are said to be missing, and nothing else stops", async ({ page, site }) => {
  await open(page);
  await stored(page);
  await site.close();
  await page.reload();
  await ready(page);
  const at = parts(page);
  await page.goto("#v=1&image=python:3.12-slim-bookworm&airflow=3.3.2&python=3.12");
  await at.addPackage.click();
  await expect(at.notice).toContainText("could not be loaded");
  await add(at.addPackage, "git");
  await expect.poll(() => previewText(page)).toContain("FROM python:3.12-slim-bookworm");
});

test("without the host: the DAG of a preset that was seen once is in the download", async ({ page, site }) => {
  await open(page, "v=1&dag=kafka");
  await parts(page).file("kafka_dag.py").click();
  await expect(parts(page).lines).toContainText("KafkaProducerHook");
  await stored(page, "presets/kafka.txt");
  await site.close();
  await page.reload();
  await ready(page);
  const { bytes } = await download(page, () => parts(page).download.click());
  expect(sha256(bytes)).toBe(sha256((await twin("v=1&dag=kafka")).bytes));
});

test("a host that answers with an error: the stored page", async ({ page, site }) => {
  await open(page, "v=1&packages=curl");
  await stored(page);
  site.server.removeAllListeners("request");
  site.server.on("request", (request, response) => response.writeHead(503).end("down"));
  await page.reload();
  await ready(page);
  await expect(parts(page).pack(1)).toHaveValue("curl");
});

test("a new page: there at the next visit, and the old tab goes on", async ({ page, context, site }) => {
  await open(page, "v=1&packages=curl");
  await stored(page);
  await deploy(site.folder, "a1");
  const old = page;
  await add(parts(old).addPackage, "git");
  await old.waitForTimeout(400);
  const fresh = await context.newPage();
  await fresh.goto(`${site.home}#v=1&packages=bash`);
  await ready(fresh);
  expect(await build(fresh)).toBe("a1");
  // The old tab, whose program is gone from the host.
  await add(parts(old).addPackage, "tree");
  const { bytes } = await download(old, () => parts(old).download.click());
  expect(sha256(bytes)).toBe(sha256((await twin("v=1&packages=curl,git,tree")).bytes));
  await old.reload();
  await ready(old);
  expect(await build(old)).toBe("a1");
  await expect(parts(old).packages).toHaveCount(3);
});

test("the new page is stored too: without the host from then on", async ({ page, site }) => {
  await open(page, "v=1&packages=curl");
  await parts(page).addPackage.focus();
  await suggested(page, parts(page).addPackage);
  await stored(page, "packages/alpine-3.23.tsv");
  await deploy(site.folder, "b2");
  await page.reload();
  await ready(page);
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(2);
  await stored(page);
  const brought = await page.evaluate(async () => {
    const [, name] = await caches.keys();
    return (await (await caches.open(name)).keys()).some((request) => request.url.includes("/packages/alpine"));
  });
  expect(brought).toBe(true);
  await site.close();
  await page.reload();
  await ready(page);
  expect(await build(page)).toBe("b2");
  await parts(page).addPackage.focus();
  await suggested(page, parts(page).addPackage);
});

test("of three builds the last two are kept", async ({ page, site }) => {
  await open(page);
  await stored(page);
  const names = () => page.evaluate(async () => (await caches.keys()).length);
  for (const [word, kept] of [["c3", 2], ["d4", 2]]) {
    const before = await page.evaluate(async () => (await caches.keys()).at(-1));
    await deploy(site.folder, word);
    await page.reload();
    await ready(page);
    await expect.poll(() => page.evaluate(async () => (await caches.keys()).at(-1))).not.toBe(before);
    await stored(page);
    await expect.poll(names).toBe(kept);
  }
});

test.describe("in the middle of a deployment", () => {
  test("a page whose program is gone asks for the new one by itself", async ({ page, site }) => {
    const before = await readFile(join(site.folder, "index.html"), "utf8");
    await deploy(site.folder, "e5");
    let first = true;
    await page.route(site.home, async (route) => {
      if (!first) return route.continue();
      first = false;
      await route.fulfill({ contentType: "text/html", body: before });
    });
    await page.goto("#v=1&packages=curl");
    await ready(page);
    expect(await build(page)).toBe("e5");
    await expect(parts(page).pack(1)).toHaveValue("curl");
  });
});

test("another site on the same host keeps its stores", async ({ page }) => {
  await open(page, "", "some/base/");
  await stored(page);
  await page.evaluate(async () => {
    await caches.open("somebody else's");
    await caches.open(`airflow-image-configurator ${location.origin}/other/ 1`);
    await caches.open(`airflow-image-configurator ${location.href.split("#")[0]} 1`);
    await caches.open(`airflow-image-configurator ${location.href.split("#")[0]} 2`);
    await (await navigator.serviceWorker.getRegistration()).unregister();
  });
  await page.reload();
  await ready(page);
  await stored(page);
  const names = await page.evaluate(() => caches.keys());
  expect(names.some((name) => name === "somebody else's")).toBe(true);
  expect(names.some((name) => name.includes("/other/"))).toBe(true);
});

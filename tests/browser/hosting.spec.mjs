// The configurations in hosting/, each with the real server, or with a store that does what it is told.
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { objects } from "../../hosting/objects.mjs";
import { CADDY, NGINX, SERVERS } from "./servers.mjs";
import { DIST, host } from "./static.mjs";
import { add, download, expect, open, parts, sha256, suggested, test as base, twin } from "./support.mjs";

const constrained = "v=1&image=python:3.11-slim-bookworm&airflow=2.10.1&python=3.11&constraints=full";

/** The page says the rest itself; a worker can not. */
function policyOf(name) {
  if (name.endsWith(".html")) return "frame-ancestors *";
  const worker = name.endsWith(".js") ? " script-src 'self' 'wasm-unsafe-eval'; connect-src 'self';" : "";
  return `default-src 'none';${worker} frame-ancestors 'none'`;
}

const test = base.extend({
  kind: ["nginx", { option: true }],
  site: async ({ kind }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "host-"));
    // The page at the root, and under a path, as a project's pages have it.
    await cp(DIST, join(folder, "www"), { recursive: true });
    await cp(DIST, join(folder, "www/project"), { recursive: true });
    const server = await SERVERS[kind](folder, join(folder, "www"));
    await use(server.home);
    await server.close();
    await rm(folder, { recursive: true, force: true });
  },
  baseURL: async ({ site }, use) => use(site),
});

for (const [kind, program] of [["nginx", NGINX], ["caddy", CADDY]]) {
  test.describe(kind, () => {
    test.skip(!existsSync(program) && !process.env.CI, `${kind} is not here`);
    test.use({ kind, serviceWorkers: "allow" });

    for (const path of ["", "project/"]) {
      test(`the page at /${path}: form, checks, names, constraints, download, offline`, async ({ page }) => {
        await open(page, constrained, path);
        const at = parts(page);
        await expect(at.status).toContainText("No problems");
        await at.addPackage.focus();
        await suggested(page, at.addPackage);
        await page.keyboard.press("Escape");
        await add(at.addPackage, "git");
        const { bytes } = await download(page, () => at.download.click());
        expect(sha256(bytes)).toBe(sha256((await twin(`${constrained}&packages=git`)).bytes));
        const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
        expect(new URL(scope).pathname).toBe(`/${path}`);
      });
    }

    test("types, compression, caching and headers of every file", async ({ site }) => {
      for (const { name, type, cache } of objects(DIST)) {
        const answer = await fetch(site + name, { headers: { "accept-encoding": "br" } });
        const header = (name) => answer.headers.get(name);
        const kind = { type: header("content-type")?.toLowerCase().replace("; ", ";"), encoding: header("content-encoding"), cache: header("cache-control") };
        expect({ name, ...kind }).toEqual({ name, type: type.replace("; ", ";"), encoding: "br", cache });
        expect(header("x-content-type-options")).toBe("nosniff");
        expect(header("referrer-policy")).toBe("no-referrer");
        expect(header("content-security-policy")).toBe(policyOf(name));
        expect(header("access-control-allow-origin")).toBe(/^embed\./.test(name) ? "*" : null);
        expect(header("cross-origin-resource-policy")).toBe(/^(embed\.|badge)/.test(name) ? "cross-origin" : "same-origin");
        await answer.arrayBuffer();
      }
      const gzip = await fetch(site, { headers: { "accept-encoding": "gzip" } });
      expect([gzip.headers.get("content-encoding"), gzip.headers.get("content-type").split(";")[0]]).toEqual(["gzip", "text/html"]);
      expect(gzip.headers.get("content-security-policy")).toBe("frame-ancestors *");
      await gzip.arrayBuffer();
      const below = await fetch(`${site}project/`);
      expect(below.headers.get("content-security-policy")).toBe("frame-ancestors *");
      expect(below.headers.get("vary")?.toLowerCase()).toContain("accept-encoding");
      await below.arrayBuffer();
      // Without the slash the page's relative addresses would miss their folder.
      const bare = await fetch(`${site}project`, { redirect: "manual" });
      expect([301, 308]).toContain(bare.status);
      expect(bare.headers.get("location")).toMatch(/^\/?project\/$/);
    });

    test("what is asked for again is not sent again; what is not there is said to be missing", async ({ site }) => {
      const first = await fetch(`${site}packages/alpine-3.23.tsv`);
      await first.arrayBuffer();
      const again = await fetch(`${site}packages/alpine-3.23.tsv`, { headers: { "if-none-match": first.headers.get("etag") ?? "", "if-modified-since": first.headers.get("last-modified") ?? "" } });
      expect(again.status).toBe(304);
      expect((await fetch(`${site}packages/none.tsv`)).status).toBe(404);
    });
  });
}

const stored = base.extend({
  baseURL: async ({}, use) => {
    const store = new Map(objects(DIST).map((object) => [`/bucket/${object.name}`, object]));
    const server = createServer(async (request, response) => {
      const path = new URL(request.url, "http://localhost").pathname;
      const object = store.get(path.endsWith("/") ? `${path}index.html` : path);
      if (!object) return response.writeHead(404).end();
      const encoding = object.encoding && { "content-encoding": object.encoding };
      response.writeHead(200, { "content-type": object.type, "cache-control": object.cache, ...encoding }).end(await readFile(object.file));
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    await use(`http://127.0.0.1:${server.address().port}/`);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  },
});

base.describe("object storage", () => {
  stored("every object with what was given to it: the page works", async ({ page }) => {
    await open(page, "v=1&packages=curl", "bucket/");
    await expect(parts(page).status).toContainText("No problems");
  });

  base("the page comes last, and everything of dist/ is there", async () => {
    const all = objects(DIST);
    expect(all.at(-1).name).toBe("index.html");
    const names = new Set(all.map(({ name }) => name));
    for (const name of ["embed.js", "embed.d.ts", "offline.js", "badge.svg", "packages/alpine-3.23.tsv"]) expect(names.has(name), name).toBe(true);
  });
});

// GitHub Pages: under the project's path, gzip alone, no header of one's own.
base("a host that sets no header and knows no brotli", async ({ browser }) => {
  const folder = await mkdtemp(join(tmpdir(), "pages-"));
  await mkdir(join(folder, "www"));
  await cp(DIST, join(folder, "www"), { recursive: true, filter: (source) => !/\.(br|gz)$/.test(source) });
  const site = host(join(folder, "www"));
  const home = await site.listen();
  const page = await (await browser.newContext({ serviceWorkers: "allow" })).newPage();
  await page.goto(`${home}some/base/#v=1&packages=curl`);
  await page.locator("html[data-whole]").waitFor({ state: "attached" });
  await expect(parts(page).status).toContainText("No problems");
  await page.context().close();
  await site.close();
  await rm(folder, { recursive: true });
});

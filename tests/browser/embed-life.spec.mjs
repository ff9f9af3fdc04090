// What hosts do with the element besides showing it: frameworks that write back, moves, early scripts, integrity,
// browsers that deny storage; and that the frame takes nothing of the host: focus, scroll, history.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addIn, docs, frame, openDocs, test, told } from "./hosts.mjs";
import { expect, watch } from "./support.mjs";

const element = (page) => page.locator("airflow-image-configurator");
const rows = (inside) => inside.getByRole("list", { name: "OS packages" }).getByRole("textbox");
const curl = 'link="v=1&amp;packages=curl"';
const guide = fileURLToPath(new URL("../../docs/embedding.md", import.meta.url));

test.describe("a host that writes back what it is told", () => {
  test("what is being typed, and the focus, stay", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, curl));
    const inside = await frame(page);
    await element(page).evaluate((one) => one.addEventListener("change", ({ detail }) => one.setAttribute("link", detail.link)));
    await addIn(inside, "git");
    const field = inside.getByLabel("Add a Python requirement");
    await field.pressSequentially("pandas", { delay: 120 });
    await expect.poll(() => told(page, "change").then((all) => all.length)).toBeGreaterThan(0);
    await page.waitForTimeout(700);
    await expect(field).toBeFocused();
    await expect(field).toHaveValue("pandas");
    await expect(rows(inside)).toHaveCount(2);
    await expect(inside.getByRole("region", { name: "Opened from a link" })).toHaveCount(0);
  });

  test("a secret that was typed stays too", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, 'link="v=1&amp;env=DB_PASSWORD="'));
    const inside = await frame(page);
    await element(page).evaluate((one) => one.addEventListener("change", ({ detail }) => one.setAttribute("link", detail.link)));
    await inside.getByLabel("Value of DB_PASSWORD").fill("hunter2");
    await addIn(inside, "git");
    await expect.poll(() => told(page, "change").then((all) => all.length)).toBeGreaterThan(0);
    await page.waitForTimeout(500);
    await expect(inside.getByLabel("Value of DB_PASSWORD")).toHaveValue("hunter2");
  });
});

test.describe("nothing of the host is taken", () => {
  test("neither focus nor scroll, at the start and when the host opens a link; no step in its history", async ({ page, host, baseURL }) => {
    await page.setViewportSize({ width: 1000, height: 500 });
    await openDocs(page, host, docs(baseURL, curl, { before: '<button id="before">Before</button><div style="height: 300px"></div>' }));
    await page.locator("#before").focus();
    const length = await page.evaluate(() => history.length);
    const inside = await frame(page);
    await expect.poll(() => told(page, "ready").then((all) => all.length)).toBe(1);
    await element(page).evaluate((one) => { one.link = "v=1&packages=git&env=A=1&file=compose.yaml"; });
    await expect(rows(inside).first()).toHaveValue("git");
    await page.waitForTimeout(400);
    await expect(page.locator("#before")).toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await addIn(inside, "tree");
    await page.waitForTimeout(600);
    expect(await page.evaluate(() => history.length)).toBe(length);
  });

  test("attributes that change while it loads: the last ones count, without a step in the history", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, curl));
    const length = await page.evaluate(() => history.length);
    await page.evaluate(async () => {
      await customElements.whenDefined("airflow-image-configurator");
      const one = document.querySelector("airflow-image-configurator");
      for (const name of ["git", "bash", "tree", "jq", "less", "file"]) {
        one.link = `v=1&packages=${name}`;
        one.setAttribute("show", "packages,preview");
        await new Promise((done) => setTimeout(done, 60));
      }
    });
    const inside = await frame(page);
    await expect(rows(inside)).toHaveCount(1);
    await expect(rows(inside).first()).toHaveValue("file");
    await expect(inside.getByLabel("Add a variable")).toBeHidden();
    expect(await page.evaluate(() => history.length)).toBe(length);
  });

  test("every link inside leads somewhere, in spite of the sandbox", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, curl));
    const inside = await frame(page);
    const links = await inside.locator("a[href]:visible").evaluateAll((all) => all.map((a) => [a.textContent.trim(), a.getAttribute("href"), a.target]));
    expect(links.filter(([, href]) => !href.startsWith("#"))).toEqual([]);
  });
});

test.describe("in the hands of scripts", () => {
  test("moved with its state: it goes on, and hears of its looks", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, curl, { before: '<div id="there"></div>' }));
    const inside = await frame(page);
    await addIn(inside, "git");
    await inside.locator("html").evaluate((root) => { root.dataset.same = "yes"; });
    test.skip(!(await page.evaluate(() => "moveBefore" in Element.prototype)), "this browser has no moveBefore");
    await element(page).evaluate((one) => document.getElementById("there").moveBefore(one, null));
    await expect(inside.locator("html")).toHaveAttribute("data-same", "yes");
    await expect(rows(inside)).toHaveCount(2);
    await element(page).evaluate((one) => one.setAttribute("theme", "dark"));
    await expect(inside.locator("html")).toHaveAttribute("data-theme", "dark");
    await addIn(inside, "tree");
    await expect.poll(() => element(page).evaluate((one) => one.link)).toContain("curl,git,tree");
  });

  test("a link that was set before the element was defined counts", async ({ page, host, baseURL }) => {
    const after = `<script>document.querySelector("airflow-image-configurator").link = "v=1&packages=git";</script>`;
    await openDocs(page, host, docs(baseURL, curl, { after }));
    const inside = await frame(page);
    await expect(rows(inside).first()).toHaveValue("git");
    await addIn(inside, "tree");
    await expect.poll(() => element(page).evaluate((one) => one.link)).toContain("packages=git,tree");
    await expect(page.getByRole("link", { name: "Open full size" })).toHaveAttribute("href", /packages=git,tree$/);
  });

  test("attributes that are taken away again", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, `${curl} lock="packages" show="packages" families="runtime" theme="dark" label="Mine" height="300"`));
    const inside = await frame(page);
    await expect(inside.getByLabel("OS package 1", { exact: true })).toBeDisabled();
    await element(page).evaluate((one) => ["lock", "show", "families", "theme", "label", "height"].forEach((name) => one.removeAttribute(name)));
    await expect(inside.getByLabel("OS package 1", { exact: true })).toBeEnabled();
    await expect(inside.getByLabel("Add a variable")).toBeVisible();
    await expect(inside.locator("html")).not.toHaveAttribute("data-theme", "dark");
    await expect(page.getByTitle("Airflow image configurator")).toBeVisible();
    await expect(rows(inside).first()).toHaveValue("curl");
  });

  test("no link any more, or one that sets nothing, is the empty page", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, curl));
    const inside = await frame(page);
    await expect(rows(inside)).toHaveCount(1);
    await element(page).evaluate((one) => { one.link = "v=1"; });
    await expect(rows(inside)).toHaveCount(0);
    await addIn(inside, "git");
    // At once, before the element was told of the edit, and once more after that.
    await element(page).evaluate((one) => one.removeAttribute("link"));
    await expect(rows(inside)).toHaveCount(0);
    await addIn(inside, "tree");
    await expect.poll(() => element(page).evaluate((one) => one.link)).toContain("packages=tree");
    await element(page).evaluate((one) => one.setAttribute("link", ""));
    await expect(rows(inside)).toHaveCount(0);
  });

  test("another address of the page: what is typed goes with it", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, curl));
    await addIn(await frame(page), "git");
    await expect.poll(() => element(page).evaluate((one) => one.link)).toContain("curl,git");
    await element(page).evaluate((one, src) => one.setAttribute("src", src), `${baseURL}some/base/`);
    await expect(page.getByRole("link", { name: "Open full size" })).toHaveAttribute("href", /\/some\/base\/#v=1.*packages=curl,git$/);
    await expect.poll(() => page.frames().some((one) => one.url().includes("/some/base/"))).toBe(true);
    await expect(rows(await frame(page))).toHaveCount(2);
    await expect.poll(() => told(page, "ready").then((all) => all.length)).toBe(2);
  });
});

test.describe("as the guide says", () => {
  const snippets = async (baseURL) => [...(await readFile(guide, "utf8")).matchAll(/```html\n([^]*?)```/g)].map(([, text]) => text.replaceAll("https://host/path/", baseURL));

  test("its first lines are enough", async ({ page, host, baseURL }) => {
    const [first] = await snippets(baseURL);
    await openDocs(page, host, `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title>${first}`);
    const inside = await frame(page);
    await expect(rows(inside).first()).toHaveValue("curl");
    await expect(inside.getByLabel("Airflow version")).toBeDisabled();
  });

  test("a frame alone, where scripts are not allowed", async ({ page, host, baseURL }) => {
    const [, alone] = await snippets(baseURL);
    const headers = { "content-security-policy": `default-src 'none'; frame-src ${new URL(baseURL).origin}` };
    await openDocs(page, host, { body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title>${alone}`, headers });
    const inside = page.frameLocator("iframe");
    await inside.locator("html[data-whole]").waitFor({ state: "attached" });
    await addIn(inside, "git");
    await expect(inside.getByRole("link", { name: /full size/i })).toHaveAttribute("href", /packages=git$/);
  });

  const held = (baseURL, sum) => docs(baseURL, `<airflow-image-configurator ${curl}><a href="${baseURL}#v=1">Configure this Airflow image</a></airflow-image-configurator>`)
    .replace('embed.js"', `embed.js" integrity="sha384-${sum}" crossorigin="anonymous"`);

  test("the sum of embed.js holds it", async ({ page, host, baseURL }) => {
    const sum = createHash("sha384").update(await (await fetch(`${baseURL}embed.js`)).text()).digest("base64");
    await openDocs(page, host, held(baseURL, sum));
    await expect(rows(await frame(page)).first()).toHaveValue("curl");
  });

  test.describe("with another file", () => {
    test.use({ expected: [[/integrity/i, /Failed to find a valid digest/], { option: true }] });

    test("readers get the link", async ({ page, host, baseURL }) => {
      await openDocs(page, host, held(baseURL, createHash("sha384").update("another file").digest("base64")));
      await expect(page.getByRole("link", { name: "Configure this Airflow image" })).toBeVisible();
      await expect(page.locator("airflow-image-configurator:defined")).toHaveCount(0);
    });
  });
});

test("a browser that keeps storage from third parties", async ({ playwright, host, baseURL, launchOptions }) => {
  const folder = await mkdtemp(join(tmpdir(), "profile-"));
  await mkdir(join(folder, "Default"));
  await writeFile(join(folder, "Default/Preferences"), JSON.stringify({ profile: { cookie_controls_mode: 1, block_third_party_cookies: true } }));
  const context = await playwright.chromium.launchPersistentContext(folder, { ...launchOptions, serviceWorkers: "block" });
  const wrong = [];
  watch(context, [new URL(baseURL).origin, host.origin], wrong);
  const page = await context.newPage();
  await openDocs(page, host, docs(baseURL, curl));
  const inside = await frame(page);
  const denied = await inside.locator("html").evaluate(() => { try { return localStorage.length; } catch (error) { return error.name; } });
  expect(denied).toBe("SecurityError");
  await addIn(inside, "git");
  await expect.poll(() => element(page).evaluate((one) => one.link)).toContain("curl,git");
  expect(wrong).toEqual([]);
  await context.close();
  await rm(folder, { recursive: true });
});

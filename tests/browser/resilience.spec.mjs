// What the page does where it is not at home: no storage, no clipboard, no network, in a frame, under another path.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { add, download, expect, expectTwin, fileNames, hold, open, parts, previewText, ready, sha256, test, twin } from "./support.mjs";

const constrained = "v=1&image=python:3.11-slim-bookworm&airflow=2.10.1&python=3.11&constraints=full&file=constraints.txt";
const constraints = fileURLToPath(new URL("../../catalog/constraints/2.10.1-python3.11.txt", import.meta.url));

test("storage denied: everything works, the theme too", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
    }
  });
  await open(page, "v=1&packages=curl");
  expect(await page.evaluate(() => { try { return String(localStorage); } catch (error) { return error.name; } })).toBe("SecurityError");
  await add(parts(page).addPackage, "git");
  await page.getByRole("button", { name: /^Theme/ }).click();
  await page.keyboard.press("?");
  await expectLettersToggle(page);
  await expectTwin(page);
});

async function expectLettersToggle(page) {
  await page.getByRole("checkbox", { name: "Single-character keys" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

for (const [what, deny] of [
  ["missing", () => Object.defineProperty(Navigator.prototype, "clipboard", { get() { return undefined; } })],
  ["refused", () => { Clipboard.prototype.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError")); }],
]) {
  test(`clipboard ${what}: the text is there for copying by hand, selected`, async ({ page }) => {
    await page.addInitScript(deny);
    await open(page, "v=1&packages=curl");
    await page.getByRole("button", { name: "Copy link" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    const text = dialog.getByRole("textbox");
    await expect(text).toBeFocused();
    await expect(text).toHaveValue(/#v=1&image=alpine:3\.23.*packages=curl$/);
    expect(await text.evaluate((field) => field.selectionEnd - field.selectionStart === field.value.length)).toBe(true);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });
}

test.describe("the program does not arrive", () => {
  test.use({ expected: [[/Failed to load resource|ERR_|wasm|WebAssembly|fetch|integrity/i], { option: true }] });

  test("the static page stands, and says what to do", async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto("");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Airflow image configurator");
    await expect(page.getByText(/reload the page/)).toBeVisible({ timeout: 20_000 });
  });

  test("answered with a page of an error: the same", async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, contentType: "text/html", body: "<h1>not here</h1>" }));
    await page.goto("");
    await expect(page.getByText("Which Airflow?")).toBeVisible();
    await expect(page.getByText(/reload the page/)).toBeVisible({ timeout: 20_000 });
  });
});

test("the first paint does not wait for the program", async ({ page }) => {
  const arrived = await hold(page, "**/*.wasm");
  await page.goto("", { waitUntil: "commit" });
  await expect(page.getByText("Which Airflow?")).toBeVisible();
  await expect(page.getByText("Plain Docker, small (Alpine)")).toBeVisible();
  await expect(page.getByText("Download zip").first()).toBeVisible();
  const places = () =>
    page.evaluate(() => ["h1", "section.question:nth-of-type(1)", ".homes"].map((name) => document.querySelector(name).getBoundingClientRect().top));
  const before = await places();
  arrived();
  await ready(page);
  const after = await places();
  before.forEach((top, at) => expect(Math.abs(top - after[at]), `part ${at} jumps`).toBeLessThan(8));
});

test.describe("constraints", () => {
  test("arrive after the page, are shown, and are in the zip", async ({ page }) => {
    let arrive = () => {};
    const held = new Promise((resolve) => { arrive = resolve; });
    await page.route("**/constraints/*.txt", async (route) => {
      await held;
      await route.continue();
    });
    await open(page, constrained);
    await expect(parts(page).file("constraints.txt")).toHaveAttribute("aria-current", "true");
    await expect(parts(page).code).toContainText("Loading");
    arrive();
    const text = await readFile(constraints, "utf8");
    await expect(parts(page).code).not.toContainText("Loading");
    expect(await previewText(page)).toBe(text.trimEnd());
    const { bytes } = await download(page, () => parts(page).download.click());
    expect(sha256(bytes)).toBe(sha256((await twin(constrained)).bytes));
  });

  test.describe("do not arrive", () => {
    test.use({ expected: [[/Failed to load resource|ERR_FAILED|fetch/i], { option: true }] });

    for (const [what, refuse] of [
      ["the network fails", (route) => route.abort()],
      ["the server fails", (route) => route.fulfill({ status: 500, body: "" })],
      ["another text comes", (route) => route.fulfill({ status: 200, body: "pandas==1\n" })],
    ]) {
      test(`${what}: said, the rest works, and trying again helps`, async ({ page }) => {
        let broken = true;
        await page.route("**/constraints/*.txt", (route) => (broken ? refuse(route) : route.continue()));
        await open(page, constrained);
        const at = parts(page);
        await expect(at.code).toContainText("could not be loaded");
        await add(at.addPackage, "git");
        await at.file("packages.txt").click();
        expect(await previewText(page)).toBe("git");
        await at.file("constraints.txt").click();
        broken = false;
        await page.getByRole("button", { name: "Try again" }).click();
        await expect(at.lines.locator(".line").first()).toBeVisible();
        await expect(at.digest).toHaveText(/^[0-9a-f]{64}$/);
      });
    }

    test("the download waits for them, asks again, and starts by itself", async ({ page }) => {
      let broken = true;
      await page.route("**/constraints/*.txt", (route) => (broken ? route.abort() : route.continue()));
      await open(page, constrained);
      await expect(parts(page).code).toContainText("could not be loaded");
      broken = false;
      const { bytes } = await download(page, () => parts(page).download.click());
      expect(sha256(bytes)).toBe(sha256((await twin(constrained)).bytes));
    });

    test("the download says so when they do not come at all", async ({ page }) => {
      await page.route("**/constraints/*.txt", (route) => route.abort());
      await open(page, constrained);
      await parts(page).download.click();
      await expect(parts(page).said).toContainText("could not be loaded");
    });
  });
});

test("under a sub-path: the page, its program and its data", async ({ page }) => {
  await open(page, constrained, "some/base/");
  expect(new URL(page.url()).pathname).toBe("/some/base/");
  await expect(parts(page).lines.locator(".line").first()).toBeVisible();
  await add(parts(page).addPackage, "curl");
  await expect.poll(() => page.evaluate(() => location.pathname + location.hash)).toMatch(/^\/some\/base\/#v=1&.*packages=curl/);
  const asked = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname));
  expect(asked.length).toBeGreaterThan(1);
  for (const path of asked) expect(path).toMatch(/^\/some\/base\//);
});

test("the address of the page is in no file", async ({ page }) => {
  await open(page, "v=1&packages=curl", "some/base/");
  const served = new RegExp(`${new URL(page.url()).host}|some/base`);
  const at = parts(page);
  for (const name of await fileNames(page)) {
    await at.files.getByRole("button", { name, exact: true }).first().click();
    expect(await previewText(page), name).not.toMatch(served);
  }
  await expectTwin(page);
});

test.describe("in a frame of another page", () => {
  for (const [what, sandbox] of [["plain", null], ["sandboxed", "allow-scripts allow-same-origin allow-downloads"], ["without an origin", "allow-scripts allow-downloads"]]) {
    test(`${what}: it works`, async ({ page, baseURL }) => {
      if (what === "without an origin") {
        // Its requests count as another origin's: a host that is to be framed so has to allow them.
        await page.route(`${baseURL}**`, async (route) => {
          if (route.request().url().endsWith("/host")) return route.fallback();
          const response = await route.fetch();
          await route.fulfill({ response, headers: { ...response.headers(), "access-control-allow-origin": "*" } });
        });
      }
      await page.route("**/host", (route) =>
        route.fulfill({
          contentType: "text/html",
          body: `<!doctype html><title>host</title><iframe title="configurator" style="width:1000px;height:700px" src="${baseURL}#v=1&packages=curl" ${sandbox === null ? "" : `sandbox="${sandbox}"`}></iframe>`,
        }),
      );
      await page.goto("host");
      const frame = page.frameLocator("iframe");
      await frame.locator("html[data-whole]").waitFor({ state: "attached" });
      await expect(frame.getByLabel("OS package 1", { exact: true })).toHaveValue("curl");
      await frame.getByLabel("Add an OS package").fill("git");
      await frame.getByLabel("Add an OS package").press("Enter");
      await expect(frame.getByLabel("OS package 2", { exact: true })).toHaveValue("git");
      await frame.getByRole("button", { name: /^Theme/ }).click();
      const { bytes } = await download(page, () => frame.getByRole("banner").getByRole("button", { name: "Download zip" }).click());
      expect(sha256(bytes)).toBe(sha256((await twin("v=1&packages=curl,git")).bytes));
      expect(page.url()).toMatch(/\/host$/);
    });
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs", async ({ page }) => {
    await page.goto("");
    await expect(page.getByText(/needs JavaScript/)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});

test("two tabs do not disturb each other", async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  await open(one, "v=1&packages=curl");
  await open(two, "v=1&packages=git");
  await add(parts(two).addPackage, "bash");
  await expect(parts(one).packages).toHaveCount(1);
  await expect(parts(one).pack(1)).toHaveValue("curl");
});

test("a page opened from a link asks nobody but its own host, and sets no cookie", async ({ page, context }) => {
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  await open(page, "v=1&repository=https://example.com/airflow&index=https://pypi.example.com/simple&requirements=https://example.com/x.whl");
  const at = parts(page);
  for (const name of await fileNames(page)) await at.files.getByRole("button", { name, exact: true }).first().click();
  await page.waitForTimeout(300);
  expect(asked.filter((address) => address.includes("example.com"))).toEqual([]);
  expect(asked.filter((address) => address.includes("repository="))).toEqual([]);
  expect(await context.cookies()).toEqual([]);
});

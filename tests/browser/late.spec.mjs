// What comes after the page, and what the page does while it does not: the engine, and the tables of names.
import { add, addVariable, download, expect, hold, liveLink, open, parts, previewText, sha256, suggested, test, texts, twin } from "./support.mjs";

const failed = "Some checks could not be loaded.";
const again = (place) => place.getByRole("button", { name: "Try again" });

/** The work that needs no engine: type, add, choose, undo, a file, the link. */
async function work(page) {
  const at = parts(page);
  await add(at.addPackage, "curl");
  await add(at.addRequirement, "pandas");
  await addVariable(page, "TZ", "UTC");
  expect(await texts(at.packages)).toEqual(["curl"]);
  expect(await texts(at.requirements)).toEqual(["pandas"]);
  await expect(at.value("TZ")).toHaveValue("UTC");
  await at.airflow.selectOption("2.11.0");
  await expect(at.airflow).toHaveValue("2.11.0");
  expect(await previewText(page)).toContain("2.11.0");
  await at.file("packages.txt").click();
  expect(await previewText(page)).toBe("curl");
  const file = await download(page, () => page.getByRole("button", { name: "Download this file" }).click());
  expect(file.bytes.toString()).toBe("curl\n");
  await page.keyboard.press("Control+z");
  await expect(at.airflow).toHaveValue("3.3.2");
  await add(at.addPackage, "a;b");
  await expect(at.status).toContainText("1 error");
  await page.getByRole("button", { name: "Remove a;b" }).click();
}

test.describe("the engine", () => {
  test("comes late: the form works meanwhile, the bar says so, then all is checked", async ({ page }) => {
    const arrive = await hold(page, "**/engine-*.wasm");
    await open(page, "v=1&packages=curl&env=AIRFLOW__CORE__LOAD_EXAMPLES=no");
    const at = parts(page);
    await expect(at.status).toContainText("Checking…");
    await add(at.addPackage, "git");
    expect(await texts(at.packages)).toEqual(["curl", "git"]);
    await at.addPackage.focus();
    await page.keyboard.press("ArrowDown");
    await expect(at.notice).toContainText("Loading names… Type on, it works without them.");
    arrive();
    await suggested(page, at.addPackage);
    await expect(at.status).toContainText("1 warning");
    await expect(page.getByRole("list", { name: "Environment" })).toContainText("load_examples is True or False");
  });

  test("comes late: what was asked to download comes then, by itself", async ({ page }) => {
    const arrive = await hold(page, "**/engine-*.wasm");
    await open(page, "v=1&packages=curl");
    const at = parts(page);
    await expect(at.status).toContainText("Checking…");
    const { bytes } = await download(page, async () => {
      await at.download.click();
      arrive();
    });
    expect(sha256(bytes)).toBe(sha256((await twin("v=1&packages=curl")).bytes));
  });

  test.describe("does not come", () => {
    test.use({ expected: [[/Failed to load resource|ERR_|fetch|wasm|WebAssembly|engine|importScripts|NetworkError|Worker/i], { option: true }] });

    for (const [what, pattern, refuse] of [
      ["none of its files", "**/engine-*", (route) => route.abort()],
      ["its program alone", "**/engine-*.wasm", (route) => route.abort()],
      ["a page of an error instead", "**/engine-*", (route) => route.fulfill({ status: 404, contentType: "text/html", body: "<h1>not here</h1>" })],
      ["a page of an error instead of its program", "**/engine-*.wasm", (route) => route.fulfill({ status: 404, contentType: "text/html", body: "<h1>not here</h1>" })],
    ]) {
      test(`${what}: said, the rest works, and trying again helps`, async ({ page }) => {
        let broken = true;
        await page.route(pattern, (route) => (broken ? refuse(route) : route.continue()));
        await open(page);
        const at = parts(page);
        await expect(at.status).toContainText(failed);
        await at.addPackage.focus();
        await expect(at.notice).toContainText("The names could not be loaded. Type on, it works without them.");
        await page.keyboard.press("Escape");
        await work(page);
        await expect(at.status).toContainText(failed);
        broken = false;
        await again(at.status).click();
        await expect(at.status).toContainText("No problems");
        await at.addPackage.focus();
        await page.keyboard.press("ArrowDown");
        await suggested(page, at.addPackage);
        const { bytes } = await download(page, () => at.download.click());
        const link = await liveLink(page);
        expect(sha256(bytes)).toBe(sha256((await twin(link)).bytes));
      });
    }

    test("the list of names leads back to it, too", async ({ page }) => {
      let broken = true;
      await page.route("**/engine-*", (route) => (broken ? route.abort() : route.continue()));
      await open(page);
      const at = parts(page);
      await expect(at.status).toContainText(failed);
      await at.addPackage.click();
      await expect(at.notice).toContainText("could not be loaded");
      broken = false;
      await again(at.notice).click();
      await suggested(page, at.addPackage);
      await expect(at.addPackage).toBeFocused();
    });

    test("the download says so, asks again, and comes when it can", async ({ page }) => {
      let broken = true;
      await page.route("**/engine-*", (route) => (broken ? route.abort() : route.continue()));
      await open(page, "v=1&packages=curl");
      const at = parts(page);
      await expect(at.status).toContainText(failed);
      await at.download.click();
      await expect(at.said).toContainText("could not be loaded");
      broken = false;
      const { bytes } = await download(page, () => at.download.click());
      expect(sha256(bytes)).toBe(sha256((await twin("v=1&packages=curl")).bytes));
    });

    for (const [what, deny] of [
      ["there are no workers", () => { delete window.Worker; }],
      ["workers are refused", () => { window.Worker = class { constructor() { throw new DOMException("denied", "SecurityError"); } }; }],
    ]) {
      test(`${what}: it runs beside the page`, async ({ page }) => {
        await page.addInitScript(deny);
        await open(page);
        const at = parts(page);
        await expect(at.status).toContainText("No problems");
        await at.addPackage.focus();
        await suggested(page, at.addPackage);
        await page.keyboard.press("Escape");
        await work(page);
        const { bytes } = await download(page, () => at.download.click());
        // The address bar waits for the typing to pause.
        const link = () => page.evaluate(() => location.hash.slice(1));
        await expect.poll(async () => sha256((await twin(await link())).bytes)).toBe(sha256(bytes));
      });
    }
  });
});

test.describe("the table of packages", () => {
  test("comes late: said, typing works meanwhile, and the names appear by themselves", async ({ page }) => {
    const arrive = await hold(page, "**/packages/*.tsv");
    await open(page);
    const at = parts(page);
    await at.addPackage.click();
    await expect(at.notice).toHaveText("Loading names… Type on, it works without them.");
    await page.keyboard.type("rsyn");
    await expect(at.notice).toContainText("Loading names");
    await expect(at.addPackage).toHaveValue("rsyn");
    arrive();
    await expect(at.option("rsync")).toBeVisible();
    await expect(at.notice).toHaveCount(0);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await texts(at.packages)).toEqual(["rsync"]);
  });

  test.describe("does not come", () => {
    test.use({ expected: [[/Failed to load resource|ERR_FAILED|fetch/i], { option: true }] });

    for (const [what, refuse] of [
      ["the network fails", (route) => route.abort()],
      ["the server fails", (route) => route.fulfill({ status: 500, body: "" })],
    ]) {
      test(`${what}: said in the list, adding works, and trying again helps`, async ({ page }) => {
        let broken = true;
        await page.route("**/packages/*.tsv", (route) => (broken ? refuse(route) : route.continue()));
        await open(page);
        const at = parts(page);
        await at.addPackage.click();
        await expect(at.notice).toContainText("The names could not be loaded. Type on, it works without them.");
        await page.keyboard.type("tree");
        await page.keyboard.press("Enter");
        await expect.poll(() => texts(at.packages)).toEqual(["tree"]);
        await page.keyboard.press("ArrowDown");
        await expect(at.notice).toContainText("could not be loaded");
        broken = false;
        await again(at.notice).click();
        await suggested(page, at.addPackage);
        await expect(at.addPackage).toBeFocused();
        await expect(at.option("curl")).toBeVisible();
        await page.keyboard.press("Escape");
        const { bytes } = await download(page, () => at.download.click());
        expect(sha256(bytes)).toBe(sha256((await twin("v=1&packages=tree")).bytes));
      });
    }

    test("a row whose name could not be looked up: the bar says that checks are missing, and leads back", async ({ page }) => {
      let broken = true;
      await page.route("**/packages/*.tsv", (route) => (broken ? route.abort() : route.continue()));
      await open(page, "v=1&packages=nosuchthing");
      const at = parts(page);
      await expect(at.status).toContainText(failed);
      broken = false;
      await again(at.status).click();
      await expect(at.status).toContainText("1 warning");
      await expect(page.getByRole("list", { name: "OS packages" })).toContainText("nosuchthing is not in our table");
    });
  });
});

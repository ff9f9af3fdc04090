// The program comes in parts: the form works with the first alone, and loses nothing while the second is on its way. What
// reads a link is needed where there is one.
import { expect, test } from "@playwright/test";
import { add, hold, liveLink, open, parts, texts } from "./support.mjs";

const SECOND = "**/second-*.wasm";
const STYLES = "**/second-*.css";

/** Opens the page and keeps the second part back; gives what lets it come. */
async function held(page, link = "") {
  const release = await hold(page, SECOND);
  await page.goto(`./#${link}`);
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  return async () => {
    release();
    await page.locator("html[data-whole]").waitFor({ state: "attached" });
  };
}

test("before the rest is here: rows, versions and undo work, and all of it is in the files", async ({ page }) => {
  const release = await held(page);
  const at = parts(page);
  await add(at.addPackage, "curl");
  await add(at.addPackage, "git");
  await add(at.addPackage, "tree");
  await page.keyboard.press("Control+z");
  expect(await texts(at.packages)).toEqual(["curl", "git"]);
  await expect(page.getByLabel("Airflow version")).toBeEnabled();
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("Loading");
  await release();
  await expect(at.lines).toContainText("FROM alpine");
  await expect.poll(() => liveLink(page)).toContain("packages=curl,git");
  await page.reload();
  await page.locator("html[data-whole]").waitFor({ state: "attached" });
  expect(await texts(at.packages)).toEqual(["curl", "git"]);
});

test("a download that was wanted before is made when the rest has come", async ({ page }) => {
  const release = await held(page, "v=1&packages=curl");
  const arrived = page.waitForEvent("download");
  await parts(page).download.click();
  await release();
  expect((await arrived).suggestedFilename()).toBe("my-airflow.zip");
});

test("another link that is opened before is opened", async ({ page }) => {
  const release = await held(page, "v=1&packages=curl");
  await page.evaluate(() => { location.hash = "v=1&packages=git"; });
  await release();
  await expect(parts(page).pack(1)).toHaveValue("git");
});

for (const [what, which, answer] of [
  ["part that does not come", SECOND, { status: 500, body: "" }],
  ["part that is another one", SECOND, { contentType: "application/wasm", body: Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]) }],
  ["part whose styles do not come", STYLES, { status: 500, body: "" }],
  ["part whose styles are others", STYLES, { contentType: "text/css", body: ".form { display: none }" }],
]) {
  test(`a second ${what} is said, the form goes on, and trying again helps`, async ({ page }) => {
    await page.route(which, (route) => route.fulfill(answer));
    await page.goto("./");
    const banner = page.locator(".form .banner");
    await expect(banner).toContainText("could not be loaded");
    await expect(page.getByRole("region", { name: "Preview" })).toContainText("could not be loaded");
    await add(parts(page).addPackage, "curl");
    await page.unroute(which);
    await banner.getByRole("button", { name: "Try again" }).click();
    await expect(parts(page).lines).toContainText("FROM alpine");
    await expect(banner).toHaveCount(0);
    expect(await texts(parts(page).packages)).toEqual(["curl"]);
  });
}

test("on a phone what is missing is said above the form, and the files have a way back", async ({ page }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await page.route(SECOND, (route) => route.fulfill({ status: 500, body: "" }));
  await page.goto("./");
  await expect(page.locator(".form .banner")).toBeInViewport();
  await page.locator("#bottom").getByRole("button", { name: "Files", exact: true }).click();
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("could not be loaded");
  await page.getByRole("button", { name: "Back to the form" }).click();
  await expect(parts(page).addPackage).toBeVisible();
});

test("a download that is wanted tries again what did not come, and says when it fails again", async ({ page }) => {
  await page.route(SECOND, (route) => route.fulfill({ status: 500, body: "" }));
  await page.goto("./");
  await expect(page.locator(".form .banner")).toBeVisible();
  await parts(page).download.click();
  await expect(page.locator("p.unseen")).toContainText("could not be loaded");
  await page.unroute(SECOND);
  const arrived = page.waitForEvent("download");
  await parts(page).download.click();
  expect((await arrived).suggestedFilename()).toBe("my-airflow.zip");
});

for (const [what, link, said] of [
  ["a link", "v=1&packages=curl&env=A=b", "that sets 1 package, 1 variable"],
  ["a link with something to read", "v=1&dockerfile=USER%20root", "Read what this link sets before you build: "],
]) {
  for (const width of [380, 1280]) {
    test(`${what}, ${width} wide: what it set is said from the start, and nothing moves when the rest comes`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      const release = await held(page, link);
      const banner = page.locator(".form .banner");
      const places = () => page.locator(".form .question").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
      await expect(banner).toContainText(said);
      const words = async () => (await banner.innerText()).replace(/\s+/g, " ");
      const before = [await words(), await places()];
      await expect(banner.getByRole("button")).toHaveCount(0);
      await release();
      await expect(banner.getByRole("button", { name: "Start over" })).toBeVisible();
      expect([await words(), await places()]).toEqual(before);
    });
  }
}

const OPENING = /(opening|shared)-[0-9a-f]{16}\.wasm$/;

test("who comes without a link does not wait for what reads one; with a link the form is there with its rows", async ({ page }) => {
  const release = await hold(page, OPENING);
  await page.goto("./");
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  await page.goto("about:blank");
  await page.goto("./#v=1&packages=curl");
  await expect(page.locator("html[data-ready]")).toHaveCount(0);
  release();
  await page.locator("html[data-whole]").waitFor({ state: "attached" });
  await expect(parts(page).pack(1)).toHaveValue("curl");
});

test("when what reads the link does not come, the page says so and keeps the address", async ({ page }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await page.route(OPENING, (route) => route.fulfill({ status: 500, body: "" }));
  await page.goto("./#v=1&packages=curl");
  await page.locator("html[data-failed]").waitFor({ state: "attached" });
  await expect(page.getByText("could not be loaded whole")).toBeInViewport();
  expect(page.url()).toContain("#v=1&packages=curl");
  await page.unroute(OPENING);
  await page.reload();
  await page.locator("html[data-whole]").waitFor({ state: "attached" });
  await expect(parts(page).pack(1)).toHaveValue("curl");
});

test("the start fetches the form alone; the rest comes by itself", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page);
  const at = (pattern) => asked.findIndex((path) => pattern.test(path));
  expect(at(/page-[0-9a-f]{16}_bg\.wasm$/)).toBeGreaterThan(0);
  expect(at(/second-[0-9a-f]{16}\.wasm$/)).toBeGreaterThan(at(/page-[0-9a-f]{16}_bg\.wasm$/));
  expect(asked.filter((path) => /__wasm_split/.test(path))).toEqual([]);
});

test("a fault of ours in the middle of the work: the page says so, and the address brings the work back", async ({ page }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await open(page, "v=1&packages=curl");
  // What a program that stops throws, as any of its calls would.
  await page.evaluate(() => {
    const stops = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 115, 0, 0, 10, 5, 1, 3, 0, 0, 11]);
    setTimeout(new WebAssembly.Instance(new WebAssembly.Module(stops)).exports.s);
  });
  await expect(page.getByRole("alert")).toContainText("Something in this page broke");
  await expect(page.getByRole("alert")).toBeInViewport();
  await page.getByRole("alert").getByRole("button", { name: "Reload" }).click();
  await page.locator("html[data-whole]").waitFor({ state: "attached" });
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(parts(page).pack(1)).toHaveValue("curl");
});

// What the browser remembers: offered, never in the way, never another tab's work, never a secret.
import { add, addVariable, download, expect, liveLink, open, parts, ready, test, texts } from "./support.mjs";

const PREFIX = "airflow-image-configurator.";
const stored = (page) =>
  page.evaluate((prefix) => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith(prefix))), PREFIX);
const history = (page) => page.getByRole("dialog", { name: "History and bookmarks" });
const openHistory = (page) => page.getByRole("button", { name: "History and bookmarks" }).click();
const entries = (page) => history(page).getByRole("listitem");

/** Waits until the page has written what it remembers. */
async function remembered(page, text) {
  await expect.poll(async () => Object.values(await stored(page)).join("\n")).toContain(text);
}

test("a page that was closed comes back as it was, and can be started over", async ({ page, context }) => {
  await open(page);
  await add(parts(page).addPackage, "curl");
  await remembered(page, "packages=curl");
  await page.close();
  const again = await context.newPage();
  await open(again);
  expect(await texts(parts(again).packages)).toEqual(["curl"]);
  const banner = again.getByRole("region", { name: "Restored" });
  await expect(banner).toContainText("Your work is back");
  expect(await again.evaluate(() => location.hash)).toContain("packages=curl");
  await banner.getByRole("button", { name: "Start over" }).click();
  await expect(parts(again).packages).toHaveCount(0);
  await openHistory(again);
  await expect(entries(again)).toHaveCount(1);
  await entries(again).first().getByRole("button", { name: /^Open/ }).click();
  expect(await texts(parts(again).packages)).toEqual(["curl"]);
});

test("a link wins over what was remembered, which is one click away", async ({ page, context }) => {
  await open(page);
  await add(parts(page).addPackage, "curl");
  await remembered(page, "packages=curl");
  const other = await context.newPage();
  await open(other, "v=1&requirements=pandas");
  expect(await texts(parts(other).packages)).toEqual([]);
  expect(await texts(parts(other).requirements)).toEqual(["pandas"]);
  await parts(other).banner.getByRole("button", { name: "Go back to your earlier work" }).click();
  expect(await texts(parts(other).packages)).toEqual(["curl"]);
  await parts(other).undo.click();
  await expect.poll(() => texts(parts(other).requirements)).toEqual(["pandas"]);
});

test("an untouched link is not remembered, and a reload of one's own work says nothing", async ({ page }) => {
  await open(page, "v=1&packages=curl");
  await page.waitForTimeout(600);
  expect(await stored(page)).toEqual({});
  await add(parts(page).addPackage, "git");
  await remembered(page, "packages=curl,git");
  await page.reload();
  await ready(page);
  await expect(parts(page).banner).toHaveCount(0);
  expect(await texts(parts(page).packages)).toEqual(["curl", "git"]);
});

test("two tabs do not write over each other", async ({ page, context }) => {
  await open(page);
  await add(parts(page).addPackage, "curl");
  await remembered(page, "packages=curl");
  const other = await context.newPage();
  await open(other);
  expect(await texts(parts(other).packages)).toEqual(["curl"]);
  await add(parts(other).addPackage, "git");
  await remembered(other, "packages=curl,git");
  await add(parts(page).addPackage, "bash");
  await remembered(page, "packages=curl,bash");
  const all = Object.values(await stored(page)).join("\n");
  expect(all).toContain("packages=curl,git");
  expect(all).toContain("packages=curl,bash");
});

test("what was downloaded stays, and what comes after is another entry", async ({ page }) => {
  await open(page);
  await add(parts(page).addPackage, "curl");
  await download(page, () => parts(page).download.click());
  await add(parts(page).addPackage, "git");
  await remembered(page, "packages=curl,git");
  await openHistory(page);
  await expect(entries(page)).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(history(page)).toBeHidden();
});

test("bookmarks are named, opened, exported, brought back and removed", async ({ page }) => {
  await open(page, "v=1&packages=curl");
  await openHistory(page);
  await expect(history(page)).toContainText("Nothing yet");
  await history(page).getByRole("button", { name: "Bookmark this configuration" }).click();
  const name = history(page).getByLabel("Name of the bookmark");
  await name.fill("nightly <b>");
  await name.press("Enter");
  await expect(name).toHaveValue("nightly <b>");
  const file = await download(page, () => history(page).getByRole("button", { name: "Export as a file" }).click());
  expect(file.name).toBe("airflow-configurations.txt");
  expect(file.bytes.toString()).toMatch(/^# airflow-image-configurator history 1\n\d+\t1\tnightly <b>\tv=1&image=[^\n]*packages=curl\n$/);
  await history(page).getByRole("button", { name: "Remove: nightly <b>" }).click();
  await expect(history(page)).toContainText("Nothing yet");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Import" }).click();
  await page.locator("#import input[type=file]").first().setInputFiles({ name: file.name, mimeType: "text/plain", buffer: file.bytes });
  await expect(history(page).getByLabel("Name of the bookmark")).toHaveValue("nightly <b>");
});

test("no value of a secret is remembered, in the address, in the title or in the history", async ({ page }) => {
  await open(page);
  await addVariable(page, "AIRFLOW__CORE__FERNET_KEY", "hunter2");
  await addVariable(page, "GITHUB_TOKEN", "hunter3");
  await remembered(page, "GITHUB_TOKEN");
  await openHistory(page);
  const seen = await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), location.href, document.title, document.querySelector("#history").innerHTML]));
  expect(seen).not.toContain("hunter");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Share/ }).click();
  await expect(page.getByRole("dialog", { name: "Share" }).getByRole("region", { name: "Command line" })).toBeVisible();
  expect(await page.locator("#share").innerText()).not.toContain("hunter");
  expect(await liveLink(page)).not.toContain("hunter");
});

test("storage that is full says so once, and nothing else changes", async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  });
  await open(page);
  await add(parts(page).addPackage, "curl");
  const notice = page.getByText("This browser does not remember your work here");
  await expect(notice).toBeVisible();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await add(parts(page).addPackage, "git");
  await liveLink(page);
  await expect(notice).toHaveCount(0);
  expect(await texts(parts(page).packages)).toEqual(["curl", "git"]);
});

test("what is damaged in the store is left out and said, the rest is there", async ({ page }) => {
  await page.addInitScript((prefix) => {
    if (sessionStorage.seeded) return;
    sessionStorage.seeded = "yes";
    localStorage[prefix + "a"] = "1\t0\t\tv=1&packages=curl";
    localStorage[prefix + "b"] = "\u0000garbage";
    localStorage["somebody else's"] = "stays";
  }, PREFIX);
  await open(page);
  expect(await texts(parts(page).packages)).toEqual(["curl"]);
  await expect(page.getByText("could not be read and was left out")).toBeVisible();
  expect(Object.keys(await stored(page))).toEqual([`${PREFIX}a`]);
  expect(await page.evaluate(() => localStorage["somebody else's"])).toBe("stays");
});

test("back and forward between two links", async ({ page }) => {
  await open(page, "v=1&packages=curl");
  await liveLink(page);
  await page.evaluate(() => { location.hash = "v=1&packages=git"; });
  await expect.poll(() => texts(parts(page).packages)).toEqual(["git"]);
  await liveLink(page);
  await page.goBack();
  await expect.poll(() => texts(parts(page).packages)).toEqual(["curl"]);
  await page.goForward();
  await expect.poll(() => texts(parts(page).packages)).toEqual(["git"]);
});

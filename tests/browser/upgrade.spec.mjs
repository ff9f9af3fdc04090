// Another version or another image under work that is there: shown first, applied in one step, or left as it is.
import { add, expect, expectTwin, hold, liveLink, open, parts, preview, suggested, test, violations } from "./support.mjs";

const old = "v=1&image=alpine:3.23&airflow=2.11.0&python=3.12&env=AIRFLOW__WEBSERVER__BASE_URL=http://a.example.com&env=AIRFLOW__CORE__PARALLELISM=64";
const alpine = "v=1&image=alpine:3.23&airflow=3.3.2&python=3.12&packages=build-base,curl";
const debian = "Official apache/airflow (Debian)";

const plan = (page) => page.getByRole("dialog", { name: "What this changes" });
const leave = (page) => plan(page).locator("footer").getByRole("button", { name: "Leave it as it is" });
const apply = (page) => plan(page).getByRole("button", { name: "Change it" });

/** The link of a page whose engine has looked at it: from then on it is asked before an image is changed. */
async function opened(page, link) {
  await open(page, link);
  await expect(page.locator(".problems").filter({ visible: true }).first()).not.toContainText("Checking");
  return liveLink(page);
}

test("another version is shown first: rows with old and new name, files with their lines", async ({ page }) => {
  const before = await opened(page, old);
  const at = parts(page);
  await at.airflow.selectOption("3.3.2");
  await expect(plan(page)).toBeVisible();
  await expect(plan(page).getByRole("listitem")).toHaveText(/^AIRFLOW__WEBSERVER__BASE_URL.*AIRFLOW__API__BASE_URL$/);
  await expect(plan(page)).not.toContainText("a.example.com/");
  const file = plan(page).locator("details").filter({ has: page.getByText("Dockerfile", { exact: true }) });
  const lines = file.locator(".gone, .new");
  await expect(lines.first()).toBeHidden();
  await file.locator("summary").click();
  await expect(lines.first()).toBeVisible();
  const texts = await lines.allTextContents();
  expect(texts).toContain('gone: ENV AIRFLOW__WEBSERVER__BASE_URL="http://a.example.com"');
  expect(texts).toContain('new: ENV AIRFLOW__API__BASE_URL="http://a.example.com"');
  expect(texts.join("\n")).not.toContain("PARALLELISM");
  const count = (sign) => texts.filter((text) => text.startsWith(sign)).length;
  await expect(file.locator("summary")).toContainText(`+${count("new")} −${count("gone")}`);
  // Nothing holds yet.
  await expect(at.airflow).toHaveValue("2.11.0");
  await expect(at.variable(1)).toHaveValue("AIRFLOW__WEBSERVER__BASE_URL");
  await expect(at.undo).toHaveAttribute("aria-disabled", "true");
  expect(await liveLink(page)).toBe(before);
});

for (const [what, act] of [
  ["“Leave it as it is”", (page) => leave(page).click()],
  ["Escape", (page) => page.keyboard.press("Escape")],
  ["×", (page) => plan(page).locator("header").getByRole("button").click()],
]) {
  test(`${what} leaves the version, the rows and the list as they are`, async ({ page }) => {
    const before = await opened(page, old);
    const at = parts(page);
    await at.airflow.selectOption("3.3.2");
    await expect(plan(page)).toBeVisible();
    await act(page);
    await expect(plan(page)).toBeHidden();
    await expect(at.airflow).toHaveValue("2.11.0");
    await expect(at.variable(1)).toHaveValue("AIRFLOW__WEBSERVER__BASE_URL");
    await expect(at.undo).toHaveAttribute("aria-disabled", "true");
    expect(await liveLink(page)).toBe(before);
    expect(await preview(page, "Dockerfile")).toContain("2.11.0");
    // And the same can be chosen again.
    await at.airflow.selectOption("3.3.2");
    await expect(plan(page)).toBeVisible();
  });

  test(`${what} leaves the card that was chosen as it is`, async ({ page }) => {
    const before = await opened(page, alpine);
    const at = parts(page);
    await page.getByText(debian, { exact: true }).click();
    await expect(plan(page)).toBeVisible();
    await expect(at.home("Plain Docker, small (Alpine)")).toBeChecked();
    await act(page);
    await expect(plan(page)).toBeHidden();
    await expect(at.home("Plain Docker, small (Alpine)")).toBeChecked();
    await expect(at.home(debian)).not.toBeChecked();
    await expect(at.pack(1)).toHaveValue("build-base");
    expect(await liveLink(page)).toBe(before);
    await page.getByText(debian, { exact: true }).click();
    await expect(plan(page)).toBeVisible();
  });
}

test("applied, it is one step: one undo takes all of it back, one redo brings it again", async ({ page }) => {
  const before = await opened(page, old);
  const at = parts(page);
  await at.airflow.selectOption("3.3.2");
  await apply(page).click();
  await expect(plan(page)).toBeHidden();
  await expect(at.airflow).toHaveValue("3.3.2");
  await expect(at.variable(1)).toHaveValue("AIRFLOW__API__BASE_URL");
  await expect(at.value("AIRFLOW__API__BASE_URL")).toHaveValue("http://a.example.com");
  await expect(at.value("AIRFLOW__CORE__PARALLELISM")).toHaveValue("64");
  await expect(at.said).toContainText("Undo takes all of it back");
  await expect(at.status).toContainText("No problems");
  const { link } = await expectTwin(page);
  expect(link).toContain("airflow=3.3.2");
  await at.undo.click();
  await expect(at.airflow).toHaveValue("2.11.0");
  await expect(at.variable(1)).toHaveValue("AIRFLOW__WEBSERVER__BASE_URL");
  await expect(at.undo).toHaveAttribute("aria-disabled", "true");
  expect(await liveLink(page)).toBe(before);
  await at.redo.click();
  await expect(at.airflow).toHaveValue("3.3.2");
  await expect(at.variable(1)).toHaveValue("AIRFLOW__API__BASE_URL");
  await expect(at.redo).toHaveAttribute("aria-disabled", "true");
});

test("another system: its packages under their names there", async ({ page }) => {
  await opened(page, alpine);
  const at = parts(page);
  await page.getByText(debian, { exact: true }).click();
  await expect(plan(page).getByRole("listitem")).toHaveText(/^build-base.*build-essential$/);
  await apply(page).click();
  await expect(at.home(debian)).toBeChecked();
  await expect(at.pack(1)).toHaveValue("build-essential");
  await expect(at.pack(2)).toHaveValue("curl");
  await at.undo.click();
  await expect(at.home("Plain Docker, small (Alpine)")).toBeChecked();
  await expect(at.pack(1)).toHaveValue("build-base");
  await expect(at.undo).toHaveAttribute("aria-disabled", "true");
});

test("what is to be looked at afterwards is said before", async ({ page }) => {
  await opened(page, "v=1&airflow=3.3.2&env=AIRFLOW__API__WORKERS=2&packages=nosuchthing");
  const at = parts(page);
  await expect(at.status).toContainText("1 warning");
  await at.airflow.selectOption("2.11.0");
  await expect(plan(page)).toBeVisible();
  // What is said of the package now already is nothing new.
  await expect(plan(page)).not.toContainText("nosuchthing is not");
});

for (const [what, link] of [["no rows", "v=1&airflow=2.11.0"], ["rows that it does not touch", "v=1&airflow=2.11.0&env=TZ=UTC&packages=curl"]]) {
  test(`with ${what} a version is taken at once`, async ({ page }) => {
    await opened(page, link);
    const at = parts(page);
    await at.airflow.selectOption("3.3.2");
    await expect(at.airflow).toHaveValue("3.3.2");
    await expect.poll(() => preview(page, "Dockerfile")).toContain("3.3.2");
    await expect(plan(page)).toBeHidden();
    await at.undo.click();
    await expect(at.airflow).toHaveValue("2.11.0");
    await expect(at.undo).toHaveAttribute("aria-disabled", "true");
  });
}

test("by keyboard alone: choose, read, leave; choose again, apply, undo", async ({ page }) => {
  await opened(page, old);
  const at = parts(page);
  await at.airflow.focus();
  await page.keyboard.press("3");
  await expect(plan(page)).toBeVisible();
  expect(await plan(page).evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Escape");
  await expect(plan(page)).toBeHidden();
  await expect(at.airflow).toBeFocused();
  await expect(at.airflow).toHaveValue("2.11.0");

  await page.keyboard.press("Home");
  await expect(plan(page)).toBeVisible();
  for (let step = 0; step < 20 && !(await apply(page).evaluate((button) => button === document.activeElement)); step++) {
    await page.keyboard.press("Tab");
  }
  await expect(apply(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(plan(page)).toBeHidden();
  await expect(at.airflow).toHaveValue("3.3.2");
  await expect(at.airflow).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(at.airflow).toHaveValue("2.11.0");
  await expect(at.variable(1)).toHaveValue("AIRFLOW__WEBSERVER__BASE_URL");
});

test("a card by keyboard: after it is applied the focus is on it", async ({ page }) => {
  await opened(page, alpine);
  const at = parts(page);
  await at.home("Plain Docker, small (Alpine)").focus();
  await page.keyboard.press("ArrowDown");
  await expect(plan(page)).toBeVisible();
  await apply(page).focus();
  await page.keyboard.press("Enter");
  await expect(at.home(debian)).toBeChecked();
  await expect(at.home(debian)).toBeFocused();
});

test("on a narrow screen it fits, and both ways are within reach", async ({ page }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await opened(page, old);
  await parts(page).airflow.selectOption("3.3.2");
  await expect(plan(page)).toBeVisible();
  await plan(page).locator("summary").first().click();
  const box = await plan(page).boundingBox();
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(380);
  expect(await plan(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBeLessThanOrEqual(0);
  await apply(page).scrollIntoViewIfNeeded();
  await expect(apply(page)).toBeInViewport({ ratio: 1 });
  await expect(leave(page)).toBeInViewport({ ratio: 1 });
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("axe finds nothing in it", async ({ page }) => {
      test.slow();
      await page.emulateMedia({ reducedMotion: "reduce" });
      await opened(page, old);
      await parts(page).airflow.selectOption("3.3.2");
      await expect(plan(page)).toBeVisible();
      for (const summary of await plan(page).locator("summary").all()) await summary.click();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test("a plan that is shown goes with the configuration it was made for", async ({ page }) => {
  await opened(page, old);
  await parts(page).airflow.selectOption("3.3.2");
  await expect(plan(page)).toBeVisible();
  const other = "v=1&image=alpine:3.23&airflow=2.11.0&python=3.12&packages=curl";
  await page.evaluate((link) => { location.hash = link; }, other);
  await expect(plan(page)).toBeHidden();
  expect(await liveLink(page)).toBe(other);
});

test.describe("while the plan of a choice waits for a table", () => {
  /** Chooses another home, whose table does not come before it is let. */
  async function waiting(page) {
    const arrive = await hold(page, "**/packages/debian-12.tsv");
    const link = await opened(page, "v=1&image=alpine:3.23&airflow=3.3.2&python=3.12&packages=tree");
    const asked = page.waitForRequest("**/packages/debian-12.tsv");
    await page.getByText(debian, { exact: true }).click();
    await asked;
    await expect(page.getByText("Working out what this changes…").first()).toBeVisible();
    return { arrive, link };
  }

  /** Lets the table come, and waits until the engine has looked at it. */
  async function come(page, arrive) {
    const come = page.waitForResponse("**/packages/debian-12.tsv");
    arrive();
    await come;
    await parts(page).addPackage.fill("c");
    await suggested(page, parts(page).addPackage);
    await parts(page).addPackage.fill("");
  }

  test("the choice is not lost when somebody types on", async ({ page }) => {
    const { arrive } = await waiting(page);
    const at = parts(page);
    const before = await at.digest.textContent();
    await at.addPackage.fill("git");
    // The zip is packed after the engine has looked at what was typed.
    await expect(at.digest).toHaveText(/^[0-9a-f]{64}$/);
    await expect(at.digest).not.toHaveText(before);
    arrive();
    await expect(at.home(debian)).toBeChecked();
    await expect(at.addPackage).toHaveValue("git");
  });

  test("a step back takes the choice back", async ({ page }) => {
    const { arrive, link } = await waiting(page);
    const at = parts(page);
    await expect(at.undo).toHaveAccessibleName(/choose the image/);
    await at.undo.click();
    await expect(at.said).toContainText("Undone: choose the image");
    await expect(page.getByText("Working out what this changes…").filter({ visible: true })).toHaveCount(0);
    await come(page, arrive);
    await expect(at.home(debian)).not.toBeChecked();
    expect(await liveLink(page)).toBe(link);
  });

  test("a step forward goes on without it", async ({ page }) => {
    const { arrive, link } = await waiting(page);
    const at = parts(page);
    await at.undo.click();
    await add(at.addPackage, "git");
    const forward = await liveLink(page);
    await at.undo.click();
    await page.getByText(debian, { exact: true }).click();
    await page.keyboard.press("Control+Shift+z");
    await come(page, arrive);
    expect(await liveLink(page)).toBe(forward);
    expect(forward).not.toBe(link);
  });

  test("another configuration that is opened stays as it is", async ({ page }) => {
    const { arrive } = await waiting(page);
    const other = "v=1&image=alpine:3.23&airflow=3.3.2&python=3.12&packages=curl";
    await page.evaluate((link) => { location.hash = link; }, other);
    await expect(parts(page).pack(1)).toHaveValue("curl");
    await come(page, arrive);
    await expect(parts(page).home(debian)).not.toBeChecked();
    expect(await liveLink(page)).toBe(other);
  });
});

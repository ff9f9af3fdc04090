// What a state looks like without the page's colours, and what axe says of the page in the middle of things.
import { add, expect, open, parts, preview, restyle, suggested, test, violations } from "./support.mjs";
import { FILLED, openDetails, still } from "./looks.mjs";

test.describe("forced colours: a state can be seen without the page's colours", () => {
  test.use({ viewport: { width: 1280, height: 800 } });
  test.beforeEach(async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  });

  /** How an element looks; the caret and the pointer away from it. */
  async function looks(page, element) {
    await page.mouse.move(1, 790);
    await still(page);
    return (await element.screenshot({ caret: "hide" })).toString("base64");
  }

  /** An element's surroundings as well: an outline stands outside of it. */
  async function around(page, element) {
    await page.mouse.move(1, 790);
    await still(page);
    const { x, y, width, height } = await element.boundingBox();
    const clip = { x: Math.max(0, x - 4), y: Math.max(0, y - 4), width: width + 8, height: height + 8 };
    return (await page.screenshot({ clip, caret: "hide" })).toString("base64");
  }

  test("the file that is open, by more than its weight", async ({ page }) => {
    await open(page, "v=1&packages=curl");
    await restyle(page, "* { font-weight: 400 !important }");
    await preview(page, "packages.txt");
    const on = await looks(page, parts(page).file("packages.txt"));
    await preview(page, "Dockerfile");
    expect(await looks(page, parts(page).file("packages.txt"))).not.toBe(on);
  });

  test("the changes, while they are shown", async ({ page }) => {
    await open(page, "v=1&packages=curl");
    await restyle(page, "* { font-weight: 400 !important }");
    const tab = page.getByRole("button", { name: /^Changes/ });
    const off = await looks(page, tab);
    await tab.click();
    await page.evaluate(() => document.activeElement.blur());
    expect(await looks(page, tab)).not.toBe(off);
  });

  test("the lines of a field, and its files", async ({ page }) => {
    await open(page, "v=1&packages=curl,git&file=packages.txt");
    const at = parts(page);
    const [line, file] = [page.locator("#code .line").first(), at.file("packages.txt")];
    const [dark, unmarked] = [await looks(page, line), await looks(page, file)];
    await at.pack(1).focus();
    await expect(line).toHaveClass(/lit/);
    expect(await looks(page, line)).not.toBe(dark);
    expect(await looks(page, file)).not.toBe(unmarked);
  });

  test("the active suggestion", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.click();
    await page.keyboard.type("lib");
    await suggested(page, at.addPackage);
    await page.keyboard.press("ArrowDown");
    const second = at.options.nth(1);
    const off = await looks(page, second);
    await page.keyboard.press("ArrowDown");
    await expect(second).toHaveAttribute("aria-selected", "true");
    expect(await looks(page, second)).not.toBe(off);
  });

  test("a value that is chosen, and a variable that is secret", async ({ page }) => {
    await open(page, "v=1&env=AIRFLOW__CORE__LOAD_EXAMPLES=False");
    await restyle(page, "* { font-weight: 400 !important }");
    const at = parts(page);
    await at.value("AIRFLOW__CORE__LOAD_EXAMPLES").focus();
    const chip = page.getByRole("button", { name: "False", exact: true });
    await expect(chip).toHaveAttribute("aria-pressed", "true");
    const on = await looks(page, chip);
    await page.getByRole("button", { name: "True", exact: true }).click();
    await expect(chip).toHaveAttribute("aria-pressed", "false");
    expect(await looks(page, chip)).not.toBe(on);
    const secret = page.getByRole("button", { name: /^Keep secret/ });
    const plain = await looks(page, secret);
    await secret.click();
    await page.evaluate(() => document.activeElement.blur());
    expect(await looks(page, secret)).not.toBe(plain);
  });

  test("where it runs", async ({ page }) => {
    await open(page);
    await restyle(page, "* { font-weight: 400 !important }");
    const card = page.locator(".home").nth(1);
    await card.scrollIntoViewIfNeeded();
    const off = await looks(page, card.getByRole("radio"));
    await card.locator("label").click();
    await expect(card.getByRole("radio")).toBeChecked();
    await page.evaluate(() => document.activeElement.blur());
    expect(await looks(page, card.getByRole("radio"))).not.toBe(off);
  });

  test("what cannot be pressed", async ({ page }) => {
    await open(page);
    const undo = parts(page).undo;
    const off = await looks(page, undo);
    await add(parts(page).addPackage, "curl");
    expect(await looks(page, undo)).not.toBe(off);
  });

  test("a bookmark", async ({ page }) => {
    await open(page, "v=1&packages=curl");
    await add(parts(page).addPackage, "git");
    await page.waitForTimeout(600);
    await page.getByRole("button", { name: "History and bookmarks" }).click();
    const star = page.getByRole("dialog").getByRole("button", { name: /^Bookmark: / }).first();
    const off = await looks(page, star);
    await star.click();
    await expect(star).toHaveAttribute("aria-pressed", "true");
    await page.evaluate(() => document.activeElement.blur());
    expect(await looks(page, star)).not.toBe(off);
  });

  test("a field with an error, and a fix that is a button among words", async ({ page }) => {
    await open(page, "v=1&name=a%2Fb&packages=a%20b");
    const name = page.getByLabel("Project name");
    await expect(name).toHaveAttribute("aria-invalid", "true");
    const wrong = await looks(page, name);
    await name.evaluate((field) => field.removeAttribute("aria-invalid"));
    expect(await looks(page, name)).not.toBe(wrong);
    const edge = await page.getByRole("button", { name: "Split it" }).evaluate((fix) => getComputedStyle(fix).borderTopStyle !== "none" && parseFloat(getComputedStyle(fix).borderTopWidth) > 0);
    expect(edge).toBe(true);
  });

  test("lines that came and went", async ({ page }) => {
    await open(page, "v=1&packages=curl");
    await add(parts(page).addPackage, "git");
    await page.getByRole("button", { name: /^Changes/ }).click();
    const cell = page.locator(".hunk .new").first();
    const on = await looks(page, cell);
    await cell.evaluate((cell) => cell.classList.remove("new"));
    expect(await looks(page, cell)).not.toBe(on);
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`the focus, wherever it is, ${colorScheme}`, async ({ page }) => {
      test.slow();
      await page.emulateMedia({ forcedColors: "active", colorScheme, reducedMotion: "reduce" });
      await open(page, "v=1&packages=curl&requirements=pandas&env=DB_PASSWORD=");
      await page.evaluate(() => document.body.focus());
      const unseen = [];
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press("Tab");
        const on = page.locator(":focus");
        if ((await on.count()) === 0) break;
        const name = await on.evaluate((element) => element.getAttribute("aria-label") ?? element.id ?? element.textContent);
        const handle = await on.elementHandle();
        // The ring of a radio is around its card.
        const drawn = (await on.getAttribute("type")) === "radio" ? page.locator(".home:focus-within") : on;
        const box = await drawn.boundingBox();
        const look = async () => (await page.screenshot({ caret: "hide", clip: { x: Math.max(0, box.x - 4), y: Math.max(0, box.y - 4), width: box.width + 8, height: box.height + 8 } })).toString("base64");
        const focused = await look();
        // Where the focus is stays as it is: only its ring goes.
        const back = await restyle(page, ":focus-visible, .home:has(:focus-visible) { outline: none !important }");
        if ((await look()) === focused) unseen.push(name);
        await back();
        await handle.dispose();
      }
      expect(unseen).toEqual([]);
    });
  }

  test("the focus of a page without an outline would not be seen, so that the test above can fail", async ({ page }) => {
    await open(page);
    await parts(page).undo.focus();
    const ring = await around(page, parts(page).undo);
    await restyle(page, ":focus-visible { outline: none !important }");
    expect(await around(page, parts(page).undo)).not.toBe(ring);
  });
});

/** Situations that a person is in for a while, each with what brings them about. */
const SITUATIONS = [
  ["suggestions", "", async (page) => {
    const at = parts(page);
    await at.addPackage.click();
    await page.keyboard.type("lib");
    await suggested(page, at.addPackage);
    await page.keyboard.press("ArrowDown");
  }],
  ["findings with ways out, and what an option is", "v=1&requirements=psycopg2&env=AIRFLOW__CORE__LOAD_EXAMPLES=False", async (page) => {
    await expect(page.getByRole("button", { name: /psycopg2-binary/ })).toBeVisible();
    await parts(page).value("AIRFLOW__CORE__LOAD_EXAMPLES").focus();
    await expect(page.getByRole("group", { name: "Values" })).toBeVisible();
  }],
  ["a link to be read before it is built", FILLED, async (page) => {
    await expect(page.getByRole("button", { name: "I have read them" })).toBeVisible();
  }],
  ["the plan for another image", "v=1&image=alpine:3.23&airflow=2.11.0&python=3.12&env=AIRFLOW__WEBSERVER__BASE_URL=http://a.example.com", async (page) => {
    await expect(page.locator(".problems").filter({ visible: true }).first()).not.toContainText("Checking");
    await parts(page).airflow.selectOption("3.3.2");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.getByRole("dialog").locator("details").first().evaluate((details) => { details.open = true; });
  }],
  ["sharing", "v=1&packages=curl", async (page) => {
    await page.getByRole("banner").getByRole("button", { name: /^Share/ }).click();
    await expect(page.getByRole("dialog").locator("pre").first()).toBeVisible();
  }],
  ["import, and what it found", "v=1&packages=curl", async (page) => {
    await page.getByRole("banner").getByRole("button", { name: "Import" }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("Or paste a text").fill("FROM alpine:3.22\nRUN apk add git\nFOO bar\n");
    await page.getByRole("button", { name: "Read it" }).click();
    await expect(page.getByRole("button", { name: "Back", exact: true })).toBeVisible();
  }],
  ["history with a bookmark", "v=1&packages=curl", async (page) => {
    await add(parts(page).addPackage, "git");
    await page.waitForTimeout(600);
    await page.getByRole("button", { name: "History and bookmarks" }).click();
    await page.getByRole("button", { name: "Bookmark this configuration" }).click();
    await expect(page.getByRole("dialog").getByLabel("Name of the bookmark").first()).toBeVisible();
  }],
  ["changes, side by side", "v=1&packages=curl", async (page) => {
    await add(parts(page).addPackage, "git");
    if ((await page.viewportSize()).width < 600) await page.getByRole("button", { name: /^Files \(/ }).click();
    await page.getByRole("button", { name: /^Changes/ }).click();
    await expect(page.locator(".hunk").first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("Side by side").check();
  }],
];

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 380, height: 800 }]) {
    test.describe(`${colorScheme}, ${viewport.width} wide: axe finds nothing`, () => {
      test.use({ colorScheme, viewport });

      for (const [what, link, prepare] of SITUATIONS) {
        test(what, async ({ page }) => {
          test.slow();
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await open(page, link);
          await prepare(page);
          await still(page);
          expect(await violations(page)).toEqual([]);
          expect(await small(page)).toEqual([]);
        });
      }

      test.describe("without the engine", () => {
        test.use({ expected: [/Failed to load resource|engine|net::ERR/] });
        test("what could not be loaded is said", async ({ page }) => {
          test.slow();
          await page.route(/engine-/, (route) => route.abort());
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await open(page, "v=1&packages=curl");
          await expect(page.getByText("Some checks could not be loaded.").filter({ visible: true }).first()).toBeVisible({ timeout: 15_000 });
          // What has scrolled below a bar by half is no smaller target for it, but it is measured as one.
          await restyle(page, ".bottom { position: static !important }");
          expect(await violations(page)).toEqual([]);
          expect(await small(page)).toEqual([]);
        });
      });
    });
  }
}

/** What is smaller than 24 px and nearer than 24 px to another target (WCAG 2.5.8); words in a sentence excepted. */
function small(page) {
  return page.locator("button, select, summary, textarea, input, a[href], [role=option]").evaluateAll((all) =>
    all
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen") && !element.matches(".unseen"))
      // What belongs to a label is pressed by it.
      .map((element) => [element, (element.matches("input[type=radio], input[type=checkbox]") ? (element.closest("label, .home") ?? element) : element).getBoundingClientRect()])
      .filter(([element, box]) => getComputedStyle(element).display !== "inline" && (box.width < 24 || box.height < 24))
      .map(([element, box]) => `${element.getAttribute("aria-label") ?? element.textContent}: ${box.width} x ${box.height}`),
  );
}

test("everything open, in every list: nothing is too small to be pressed", async ({ page }) => {
  await open(page, FILLED);
  await openDetails(page);
  expect(await small(page)).toEqual([]);
});

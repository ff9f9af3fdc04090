// What can be checked by machine: axe's rules, reflow, zoom, reduced motion, names and roles.
import { add, expect, open, parts, preview, restyle, test, violations } from "./support.mjs";
import { FILLED as filled, doubleText, expectNoSidewaysScroll } from "./looks.mjs";

const situations = [
  ["empty", "", async () => {}],
  ["filled, with findings, everything open", filled, async (page) => {
    await page.locator("details").evaluateAll((all) => all.forEach((details) => { details.open = true; }));
  }],
];

/** How bright the ground of the page is, from 0 to 255. */
function brightness(page) {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d");
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
  });
}

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 380, height: 800 }]) {
    test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
      test.use({ colorScheme, viewport });

      for (const [what, link, prepare] of situations) {
        test(`axe finds nothing: ${what}`, async ({ page }) => {
          test.slow();
          await open(page, link);
          await prepare(page);
          expect((await brightness(page)) > 128).toBe(colorScheme === "light");
          // Lines that are new flash, and would be measured in the middle of it.
          await page.waitForTimeout(700);
          expect(await violations(page)).toEqual([]);
        });
      }

      test("axe finds nothing in the sheet of keys and in the files", async ({ page }) => {
        test.slow();
        await open(page, "v=1&packages=curl");
        await page.keyboard.press("?");
        await expect(page.getByRole("dialog")).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press("Escape");
        if (viewport.width < 600) await page.getByRole("button", { name: /^Files \(/ }).click();
        await preview(page, "README.md");
        await page.waitForTimeout(700);
        expect(await violations(page)).toEqual([]);
      });
    });
  }
}

test.describe("reflow", () => {
  for (const [what, viewport] of [["320 px", { width: 320, height: 640 }], ["1280 px at 200 %", { width: 640, height: 400 }], ["1280 px at 400 %", { width: 320, height: 256 }]]) {
    test(`${what}: nothing sideways, everything within reach`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await open(page, filled);
      await page.locator("details").evaluateAll((all) => all.forEach((details) => { details.open = true; }));
      await expectNoSidewaysScroll(page, "section.bottom");
      await add(parts(page).addPackage, "git");
      await expect(parts(page).pack(3)).toHaveValue("git");
      await expect(page.getByRole("button", { name: "Download zip" }).filter({ visible: true }).first()).toBeInViewport();
    });
  }

  test("text twice as large: nothing is cut off", async ({ page }) => {
    await open(page, filled);
    await doubleText(page);
    await expectNoSidewaysScroll(page);
    const cut = await page.locator("button:visible, label:visible, h1:visible, h2:visible, h3:visible").evaluateAll((all) =>
      all.filter((element) => getComputedStyle(element).overflowY !== "visible" && element.scrollHeight > element.clientHeight + 2).map((element) => element.textContent),
    );
    expect(cut).toEqual([]);
  });

  test("WCAG's text spacing: nothing sideways", async ({ page }) => {
    await page.setViewportSize({ width: 380, height: 800 });
    await open(page, filled);
    await restyle(page, "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }");
    await expectNoSidewaysScroll(page, "section.bottom");
  });

  test("320 px: the bar at the bottom fits with its counters", async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, filled);
    await expectNoSidewaysScroll(page);
  });
});

test.describe("a phone", () => {
  test.use({ viewport: { width: 380, height: 800 }, hasTouch: true });

  test("form and files one above the other, and a way there and back", async ({ page }) => {
    await open(page, "v=1&packages=curl");
    const at = parts(page);
    await expect(at.files).toBeHidden();
    await page.getByRole("button", { name: /^Files \(\d+\)/ }).tap();
    await expect(at.files).toBeVisible();
    await expect(at.code).toBeFocused();
    expect(await preview(page, "packages.txt")).toBe("curl");
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: "Back to the form" }).tap();
    await expect(at.files).toBeHidden();
    await expect(at.airflow).toBeVisible();
  });

  test("what is tapped is at least 24 px high and wide", async ({ page }) => {
    await open(page, filled);
    const small = await page.locator("button:visible, select:visible, summary:visible, textarea:visible, input[type=text]:visible").evaluateAll((all) =>
      all
        .map((element) => [element.getAttribute("aria-label") ?? element.textContent, element.getBoundingClientRect(), getComputedStyle(element).display])
        .filter(([, box, display]) => display !== "inline" && (box.width < 24 || box.height < 24))
        .map(([name, box]) => `${name}: ${box.width} x ${box.height}`),
    );
    expect(small).toEqual([]);
  });
});

test("who wants less motion gets none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "v=1&packages=curl&file=packages.txt");
  await add(parts(page).addPackage, "git");
  await expect(parts(page).lines).toContainText("git");
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((element) => {
        const style = getComputedStyle(element);
        const longest = (text) => Math.max(...text.split(",").map((part) => parseFloat(part) * (part.includes("ms") ? 1 : 1000)));
        return (style.animationName !== "none" && longest(style.animationDuration) > 1) || longest(style.transitionDuration) > 1;
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect(moving).toEqual([]);
});

test("without the wish there is motion, so that the test above can fail", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await open(page, "v=1&packages=curl&file=packages.txt");
  await add(parts(page).addPackage, "git");
  await expect.poll(() => page.evaluate(() => document.getAnimations().length + [...document.querySelectorAll("*")].filter((element) => parseFloat(getComputedStyle(element).transitionDuration) > 0).length)).toBeGreaterThan(0);
});

// Download has no border: it is a bare word among words.
test("forced colours: fields and buttons keep an edge", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page);
  for (const element of [parts(page).airflow, parts(page).download]) {
    const edge = await element.evaluate((element) => {
      for (let at = element; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none") return true;
        if (at.matches("section, header, main")) return false;
      }
      return false;
    });
    expect(edge).toBe(true);
  }
});

test("the theme can be chosen, and is remembered", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await open(page);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole("button", { name: "Theme: as the system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await expect(page.getByRole("button", { name: "Theme: dark" })).toBeVisible();
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.reload();
  await expect(page.getByRole("button", { name: "Theme: dark" })).toBeVisible();
  expect(await ground()).toBe(dark);
});

test("landmarks, one main heading, headings in order, a language", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("banner")).toHaveCount(1);
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(parts(page).form.locator("footer")).toContainText("not a product of Astronomer");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Airflow image configurator");
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  const levels = await page.getByRole("heading").evaluateAll((all) => all.map((heading) => Number(heading.tagName[1])));
  levels.reduce((before, level) => {
    expect(level - before).toBeLessThanOrEqual(1);
    return level;
  }, 0);
});

test("errors are announced as they come, and the words are there for those who cannot see colours", async ({ page }) => {
  await open(page);
  const at = parts(page);
  await add(at.addPackage, "a;b");
  const status = page.getByRole("status", { name: "Status" });
  await expect(status).toContainText("1 error");
  await expect(page.getByRole("list", { name: "OS packages" })).toContainText("Error");
});

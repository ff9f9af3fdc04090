// A language that is read from right to left: the page is mirrored, code and names are not.
import { add, expect, open, parts, suggested, test, violations } from "./support.mjs";
import { FILLED, cut, doubleText, expectNoSidewaysScroll, openDetails, overlaps, places, still } from "./looks.mjs";

// The buttons of a finding stand in its sentence, which goes its own way while it is not translated.
const MARKED = "button:not(.finding button), input, select, textarea, summary, h1, h2, h3, .field > label, .home label, .top .icon, .finding .icon, .row .icon, .file, nav, .status > *";

async function turn(page, direction) {
  await page.evaluate((direction) => { document.documentElement.dir = direction; }, direction);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await still(page);
}

/** Where everything stands from the side of reading's start is the same in both directions. */
async function expectMirrored(page, selector = MARKED, least = 20) {
  await turn(page, "ltr");
  const before = await places(page, selector);
  expect(before.length).toBeGreaterThan(least);
  await turn(page, "rtl");
  const after = await places(page, selector);
  const moved = before.flatMap((one, at) => {
    const other = after[at];
    const same = other && one.name === other.name && ["start", "end", "top"].every((edge) => Math.abs(one[edge] - other[edge]) <= 2);
    return same ? [] : [`${JSON.stringify(one)} became ${JSON.stringify(other)}`];
  });
  expect(moved).toEqual([]);
}

for (const viewport of [{ width: 1280, height: 800 }, { width: 380, height: 800 }]) {
  test.describe(`right to left, ${viewport.width} wide`, () => {
    test.use({ viewport });

    for (const [what, link] of [["empty", ""], ["filled", FILLED]]) {
      test(`${what}: a mirrored page, nothing sideways, nothing over another`, async ({ page }) => {
        test.slow();
        await open(page, link);
        await openDetails(page);
        await page.waitForTimeout(900);
        await expectMirrored(page);
        await expectNoSidewaysScroll(page);
        expect(await overlaps(page)).toEqual([]);
        expect(await violations(page)).toEqual([]);
      });
    }

    test("the files: mirrored around code that is not", async ({ page }) => {
      await open(page, "v=1&packages=curl");
      if (viewport.width < 600) await page.getByRole("button", { name: /^Files \(/ }).click();
      await expect(parts(page).files).toBeVisible();
      await page.waitForTimeout(900);
      await expectMirrored(page, ".preview button:not(.code *), .preview h2, .preview .field > label, .preview nav, .preview .status > *, .preview .icon, .tree, .open");
      await expectNoSidewaysScroll(page);
      expect(await overlaps(page, ".preview")).toEqual([]);
      // The numbers are on the left of the lines, and the lines begin there.
      const [code, first] = await page.evaluate(() => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector("#code .line"));
        return [document.querySelector("#code").getBoundingClientRect().left, range.getBoundingClientRect().left];
      });
      expect(first - code).toBeLessThan(60);
    });

    test("suggestions and dialogs are mirrored", async ({ page }) => {
      test.slow();
      await open(page, "v=1&packages=curl");
      await add(parts(page).addPackage, "git");
      const at = parts(page);
      await at.addPackage.click();
      await page.keyboard.type("lib");
      await suggested(page, at.addPackage);
      await expectMirrored(page, ".entry .name, .entry .detail, .suggestions .group, .row button, .row input, h2, h3", 10);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      for (const name of ["History and bookmarks", "Import", /^Share/]) {
        await page.getByRole("banner").getByRole("button", { name }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await page.waitForTimeout(300);
        await expectMirrored(page, "dialog[open] :is(button, h2, h3, label, li, textarea, select, p), .question h2, .homes label", 10);
        expect(await overlaps(page, "dialog[open]")).toEqual([]);
        await expectNoSidewaysScroll(page);
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toHaveCount(0);
      }
    });
  });
}

test("right to left with text twice as large: nothing sideways, nothing cut", async ({ page }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await open(page, FILLED);
  await openDetails(page);
  await doubleText(page);
  await turn(page, "rtl");
  await expectNoSidewaysScroll(page);
  expect(await cut(page)).toEqual([]);
  expect(await overlaps(page)).toEqual([]);
});

/** Where each character of an element's text stands, from the left: a code's must rise. */
function runs(page, selector) {
  return page.locator(selector).evaluateAll((all) =>
    all.filter((element) => element.checkVisibility({ visibilityProperty: true })).flatMap((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const places = [];
      while (walker.nextNode()) {
        for (let at = 0; at < walker.currentNode.length; at += 1) {
          if (/\s/.test(walker.currentNode.data[at])) continue;
          const range = document.createRange();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + 1);
          const box = range.getClientRects()[0];
          if (box && box.width) places.push([Math.round(box.top), box.left]);
        }
      }
      const backwards = places.some(([top, left], at) => at > 0 && places[at - 1][0] === top && left < places[at - 1][1] - 1);
      return backwards ? [element.textContent.slice(0, 60)] : [];
    }),
  );
}

test("code, paths and names read from left to right", async ({ page }) => {
  const link = "v=1&packages=curl&requirements=pandas%3D%3D2.2.3&env=AIRFLOW__CORE__LOAD_EXAMPLES=False&dockerfile=RUN%20true&name=.dots.";
  await open(page, link);
  await openDetails(page);
  await turn(page, "rtl");
  expect(await runs(page, "#code .line, .file, .folder > span, .open-head h2, code, kbd, .example span, .status .digest code")).toEqual([]);
  // A field's text cannot be measured; its direction can.
  for (const field of [parts(page).requirement(1), parts(page).value("AIRFLOW__CORE__LOAD_EXAMPLES"), parts(page).instructions, page.getByLabel("Project name")]) {
    expect(await field.evaluate((field) => getComputedStyle(field).direction)).toBe("ltr");
  }
  await page.keyboard.press("?");
  expect(await runs(page, "dialog[open] kbd")).toEqual([]);
});

test("icons that point along the reading turn around, others do not", async ({ page }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await open(page, "v=1&packages=curl");
  await page.getByRole("button", { name: /^Files \(/ }).click();
  const turned = () =>
    page.locator("svg.icon").evaluateAll((all) =>
      Object.fromEntries(all.map((icon) => [icon.firstElementChild.getAttribute("href"), icon.getScreenCTM().a < 0 || getComputedStyle(icon).scale.startsWith("-1")])),
    );
  expect(Object.values(await turned())).not.toContain(true);
  await turn(page, "rtl");
  const after = await turned();
  const [around, same] = [["#i-back", "#i-undo", "#i-redo"], ["#i-copy", "#i-download", "#i-plus", "#i-clock"]];
  expect(around.map((icon) => after[icon])).toEqual([true, true, true]);
  expect(same.map((icon) => after[icon])).toEqual([false, false, false, false]);
});

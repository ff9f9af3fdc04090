// Text of any size: the layout follows the size of the text, not the width of the window alone.
import { add, expect, open, parts, preview, test } from "./support.mjs";
import { FILLED, cut, doubleText, expectNoSidewaysScroll, openDetails, overlaps, still } from "./looks.mjs";

const WIDTHS = [1280, 900, 380, 320];

for (const width of WIDTHS) {
  test.describe(`text twice as large, ${width} px wide`, () => {
    test.use({ viewport: { width, height: 800 } });

    for (const [what, link] of [["empty", ""], ["filled", FILLED]]) {
      test(`${what}: nothing sideways, nothing cut, nothing over another`, async ({ page }) => {
        await open(page, link);
        await openDetails(page);
        await doubleText(page);
        await expectNoSidewaysScroll(page);
        expect(await cut(page)).toEqual([]);
        expect(await overlaps(page)).toEqual([]);
      });
    }

    test("the form works, and the files are within reach", async ({ page }) => {
      await open(page, "v=1&packages=curl");
      await doubleText(page);
      const at = parts(page);
      await add(at.addPackage, "git");
      await expect(at.pack(2)).toHaveValue("git");
      await page.getByRole("button", { name: /^Files \(\d+\)/ }).click();
      await expect(at.code).toBeFocused();
      expect(await preview(page, "packages.txt")).toBe("curl\ngit");
      await still(page);
      await expectNoSidewaysScroll(page);
      expect(await cut(page)).toEqual([]);
      expect(await overlaps(page)).toEqual([]);
      // A line can be read: what is open is not only a slit.
      await page.locator("#code .line").first().scrollIntoViewIfNeeded();
      const line = await page.locator("#code .line").first().evaluate((line) => {
        const box = line.getBoundingClientRect();
        const there = document.elementFromPoint(box.left + box.width / 4, box.top + box.height / 2);
        return line === there || line.contains(there);
      });
      expect(line).toBe(true);
      const back = page.getByRole("button", { name: "Back to the form" });
      await back.click();
      await expect(at.files).toBeHidden();
      await expect(at.airflow).toBeVisible();
    });

    test("dialogs fit, and what is in them", async ({ page }) => {
      test.slow();
      await open(page, "v=1&packages=curl&requirements=pandas");
      await add(parts(page).addPackage, "git");
      // By then it is remembered, and the history has an entry.
      await expect(page).toHaveURL(/git/);
      await doubleText(page);
      for (const name of ["History and bookmarks", "Import", /^Share/]) {
        await page.getByRole("banner").getByRole("button", { name }).click();
        const dialog = page.getByRole("dialog");
        await expect(dialog).toBeVisible();
        await still(page);
        await expectNoSidewaysScroll(page);
        expect(await cut(page, "dialog[open]")).toEqual([]);
        expect(await overlaps(page, "dialog[open]")).toEqual([]);
        await page.keyboard.press("Escape");
        await expect(dialog).toHaveCount(0);
      }
    });
  });
}

test("the size of the text decides between side by side and one above the other", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page);
  await expect(parts(page).files).toBeVisible();
  await expect(page.locator("section.bottom")).toBeHidden();
  await doubleText(page);
  await expect(parts(page).files).toBeHidden();
  await expect(page.locator("section.bottom")).toBeVisible();
});

for (const [what, viewport] of [["200 %", { width: 640, height: 400 }], ["400 %", { width: 320, height: 200 }]]) {
  test(`1280 x 800 zoomed to ${what}: nothing cut, nothing over another, bars leave room`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await open(page, FILLED);
    await openDetails(page);
    await expectNoSidewaysScroll(page);
    expect(await cut(page)).toEqual([]);
    expect(await overlaps(page)).toEqual([]);
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(100);
    const taken = await page.evaluate(() =>
      [...document.querySelectorAll(".top, .bottom")].reduce((sum, bar) => {
        const { top, bottom } = bar.getBoundingClientRect();
        return sum + Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0));
      }, 0),
    );
    expect(taken, "what the bars take of the height").toBeLessThanOrEqual(viewport.height / 3);
  });
}

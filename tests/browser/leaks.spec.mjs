// What was on the page and is gone leaves nothing behind: the program's memory, which never shrinks, stays as it was once
// everything has been there. Steps are taken back and done again, so that the history does not grow.
import { USUAL } from "./bench/configurations.mjs";
import { heap, noteMemories } from "./bench/heap.mjs";
import { checked, expect, open, parts, test } from "./support.mjs";

/** What may come by chance, in kB: two pages of memory, by how its pieces lie. A row that leaves 48 bytes leaves more. */
const SLACK = { "wasm of the page, kB": 128, "DOM nodes": 0, "listeners": 0 };

/** In the page: presses buttons in turn, and waits after each until what follows is drawn. */
async function press([selectors, rounds]) {
  for (let round = 0; round < rounds; round += 1) {
    for (const selector of selectors) {
      document.querySelector(selector).click();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
  }
}

test("rows, lines and choices that are drawn anew leave nothing behind", async ({ page }) => {
  await noteMemories(page);
  await open(page, USUAL);
  const other = `${USUAL.replace(/pkg/g, "other")}&image=alpine:3.23&name=other`;
  await page.evaluate((link) => { location.hash = link; }, other);
  await expect(parts(page).pack(1)).toHaveValue("other0");
  await checked(page);
  const look = await heap(page);
  const after = async (rounds) => {
    await page.evaluate(press, [["button[aria-label^=Undo]", "button[aria-label^=Redo]"], rounds]);
    await page.waitForTimeout(800);
    return look();
  };
  const before = await after(30);
  const now = await after(60);
  const grown = Object.entries(SLACK).filter(([name, slack]) => !(now[name] <= before[name] + slack));
  expect(grown, JSON.stringify({ before, now })).toEqual([]);
});

/** In the page: goes into a field and out of it again. */
async function visit([selector, times]) {
  for (let time = 0; time < times; time += 1) {
    document.querySelector(selector).focus();
    document.activeElement.blur();
    await new Promise((done) => setTimeout(done));
  }
}

test("going into the field for a new row and out again leaves nothing behind", async ({ page }) => {
  await noteMemories(page);
  await open(page, USUAL);
  const look = await heap(page);
  const after = async (times) => {
    await page.evaluate(visit, [".adder input", times]);
    await page.waitForTimeout(800);
    return look();
  };
  const before = await after(100);
  const now = await after(400);
  const grown = Object.entries(SLACK).filter(([name, slack]) => !(now[name] <= before[name] + slack));
  expect(grown, JSON.stringify({ before, now })).toEqual([]);
});

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

/** Does something until everything has been there, then much more often: what has grown, and the figures. */
async function grown(page, look, act, [warm, much]) {
  const after = async (times) => {
    await act(times);
    await page.waitForTimeout(800);
    return look();
  };
  const before = await after(warm);
  const now = await after(much);
  return { grown: Object.entries(SLACK).filter(([name, slack]) => !(now[name] <= before[name] + slack)), before, now };
}

/** In the page: goes into a field and out of it again. */
async function visit([selector, times]) {
  for (let time = 0; time < times; time += 1) {
    document.querySelector(selector).focus();
    document.activeElement.blur();
    await new Promise((done) => setTimeout(done));
  }
}

test("rows, lines and choices that are drawn anew leave nothing behind", async ({ page }) => {
  await noteMemories(page);
  await open(page, USUAL);
  const other = `${USUAL.replace(/pkg/g, "other")}&image=alpine:3.23&name=other`;
  await page.evaluate((link) => { location.hash = link; }, other);
  await expect(parts(page).pack(1)).toHaveValue("other0");
  await checked(page);
  const turn = (rounds) => page.evaluate(press, [["button[aria-label^=Undo]", "button[aria-label^=Redo]"], rounds]);
  const seen = await grown(page, await heap(page), turn, [30, 60]);
  expect(seen.grown, JSON.stringify(seen)).toEqual([]);
});

test("going into the field for a new row and out again leaves nothing behind", async ({ page }) => {
  await noteMemories(page);
  await open(page, USUAL);
  const turn = (times) => page.evaluate(visit, [".adder input", times]);
  const seen = await grown(page, await heap(page), turn, [100, 400]);
  expect(seen.grown, JSON.stringify(seen)).toEqual([]);
});

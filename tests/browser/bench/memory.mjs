// What an hour of edits leaves behind: as many edits as a busy person makes in it, one after the other, with undo, dialogs,
// files and images in between. After the first part, in which history and caches fill, nothing may go on growing.
import { USUAL } from "./configurations.mjs";
import { heap, noteMemories } from "./heap.mjs";
import { opened } from "./visit.mjs";

const POINTS = 8;
/** Growth over the second half that is no growth: what a counter moves by itself. */
const STEADY = 0.03;

/** `{ rows, verdict }`: a row a point of time, and per counter whether it levels off. */
export async function memory(browser, subject, edits) {
  const { context, page } = await opened(browser, subject, USUAL, { before: noteMemories });
  try {
    const look = await heap(page);
    const rows = [{ edits: 0, ...(await look()) }];
    const part = Math.ceil(edits / POINTS);
    for (let done = 0; done < POINTS; done += 1) {
      await page.evaluate(type, part);
      await elsewhere(page, done);
      // Late answers and timers are over.
      await page.waitForTimeout(800);
      rows.push({ edits: (done + 1) * part, ...(await look()) });
    }
    return { rows, verdict: verdict(rows) };
  } finally {
    await context.close();
  }
}

/** In the page: types into each kind of field, adds rows and takes them away, undoes and does again. */
async function type(edits) {
  const press = (verb) => document.querySelector(`header button[aria-label^="${verb}"], [role=banner] button[aria-label^="${verb}"]`).click();
  const write = (label, text) => {
    const field = document.querySelector(`[aria-label="${label}"]`);
    if (!field) throw new Error(`there is no field ${label}`);
    field.focus();
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return field;
  };
  const enter = (field) => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  const FIELDS = ["OS package 1", "Python requirement 2", "Value of NAME_3", "Variable 6"];
  for (let edit = 0; edit < edits; edit += 1) {
    const step = edit % 20;
    if (step < 16) write(FIELDS[edit % 4], `typed-${edit % 97}`);
    else if (step === 16) enter(write("Add an OS package", `more-${edit}`));
    else if (step === 17) enter(write("Add a Python requirement", `more-${edit}==1.0`));
    else if (step === 18) for (let back = 0; back < 6; back += 1) press("Undo");
    else for (let again = 0; again < 3; again += 1) press("Redo");
    await new Promise((done) => (edit % 5 === 0 ? requestAnimationFrame(() => setTimeout(done)) : setTimeout(done)));
  }
}

/** Opens and closes what can be opened, shows every file, builds on each kind of image; and goes back to the start. */
async function elsewhere(page, part) {
  for (const name of ["Import", "History", "Keyboard shortcuts", "Share"]) {
    for (let time = 0; time < 5; time += 1) {
      await page.getByRole("banner").getByRole("button", { name: new RegExp(`^${name}`) }).first().evaluate((button) => button.click());
      await page.locator("dialog[open]").waitFor();
      await page.keyboard.press("Escape");
      await page.locator("dialog[open]").waitFor({ state: "detached" }).catch(() => {});
    }
  }
  const files = page.getByRole("navigation", { name: "Files" }).getByRole("button");
  for (let at = 0; at < (await files.count()); at += 1) await files.nth(at).evaluate((button) => button.click());
  for (const image of ["Official apache/airflow (Debian)", "Plain Docker, small (Alpine)"]) {
    await page.getByRole("radio", { name: image }).evaluate((radio) => radio.click());
    await page.waitForTimeout(200);
  }
  await page.evaluate((link) => { location.hash = `#${link}`; }, `${USUAL}&name=part-${part}`);
  await page.getByLabel("Value of NAME_19", { exact: true }).waitFor();
}

/** Per counter: how much the second half added, and whether that is still growth. */
function verdict(rows) {
  const counters = Object.keys(rows[0]).filter((name) => name !== "edits");
  return Object.fromEntries(counters.map((name) => {
    const [middle, end] = [rows[Math.floor(rows.length / 2)][name], rows.at(-1)[name]];
    return [name, { secondHalf: end - middle, levelsOff: end <= middle * (1 + STEADY) }];
  }));
}

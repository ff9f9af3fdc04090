// From a keystroke until the preview has it, laid out.
import { CONFIGURATIONS } from "./configurations.mjs";
import { keys } from "./statistics.mjs";
import { opened } from "./visit.mjs";

/** The file in the preview, and the field that is typed into. */
const FIELDS = [
  ["packages.txt", "Add an OS package"],
  ["requirements.txt", "Add a Python requirement"],
  ["Dockerfile", "Value of TYPED"],
];
const VARIABLE = "Add a variable";
/** The first keys of a field pay for what is made once. */
const WARM = 10;

export const keystrokes = (count) => Object.entries(CONFIGURATIONS).map(([name, link]) => ({
  title: `Keystroke to preview, ${name}`,
  run: async (browser, subject) => {
    const { context, page } = await opened(browser, subject, link);
    try {
      const times = [];
      for (const [file, label] of FIELDS) times.push(...(await inField(page, file, label, count)));
      return keys("until it is laid out", times);
    } finally {
      await context.close();
    }
  },
}));

async function inField(page, file, label, count) {
  await page.getByRole("navigation", { name: "Files" }).getByRole("button", { name: file, exact: true }).click();
  const isValue = label.startsWith("Value");
  if (isValue) await page.getByLabel(VARIABLE).fill("TYPED");
  const field = page.getByLabel(label);
  await field.click();
  const times = await field.evaluate(type, count + WARM);
  await field.fill("");
  if (isValue) await page.getByLabel(VARIABLE).fill("");
  return times.slice(WARM);
}

/** In the page: types, a key a frame, and times each until the preview has changed. */
async function type(element, count) {
  const preview = document.querySelector("#code .lines");
  const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value").set;
  const times = [];
  for (let key = 0; key < count; key += 1) {
    const changed = new Promise((done, late) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        document.body.getBoundingClientRect();
        done(performance.now());
      });
      observer.observe(preview, { childList: true, subtree: true, characterData: true });
      setTimeout(() => late(new Error("the preview does not follow")), 5_000);
    });
    const before = performance.now();
    set.call(element, element.value.length > 30 ? "a" : `${element.value}${"abcdefghij"[key % 10]}`);
    element.dispatchEvent(new InputEvent("input", { bubbles: true }));
    times.push((await changed) - before);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
  }
  return times;
}

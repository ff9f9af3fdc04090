// From a keystroke until the list shows what it finds, laid out; to the engine and back; and the search alone.
import { engineTimes, insideTimes, timeEngine, timeInside } from "./engine.mjs";
import { keys } from "./statistics.mjs";
import { opened } from "./visit.mjs";

/** What is typed letter by letter, slips of the fingers among it. */
const WORDS = ["postgresql-cl", "mogno", "libssl dev", "pyhton", "openjdk 17", "gti", "unixodbc", "paralelism"];
/** The table that is searched: the largest release first. */
const TABLES = [
  ["names of Debian 12, the largest release", "v=1&image=debian:12-slim&airflow=3.3.2&python=3.12", "Add an OS package"],
  ["names of Alpine 3.23", "v=1&airflow=3.3.2", "Add an OS package"],
  ["names of Python", "v=1&airflow=3.3.2", "Add a Python requirement"],
  ["options of Airflow 3.3", "v=1&airflow=3.3.2", "Add a variable"],
];

export const search = TABLES.map(([name, link, label]) => ({
  title: `Keystroke to suggestions, ${name}`,
  run: async (browser, subject) => {
    const { context, page } = await opened(browser, subject, link, { before: timeEngine });
    try {
      const field = page.getByLabel(label);
      await field.click();
      await page.locator(".suggestions .entry").first().waitFor();
      await page.waitForTimeout(1_000);
      await page.evaluate(() => { engineTimes.length = 0; });
      await timeInside(page);
      const times = await field.evaluate(type, WORDS);
      return [
        ...keys("until it is laid out", times),
        ...keys("to the engine and back", await engineTimes(page, "Find")),
        ...keys("the search alone", await insideTimes(page, "Find")),
      ];
    } finally {
      await context.close();
    }
  },
}));

/** In the page: types, and times each key until the list has changed; keys that change nothing are left out. */
async function type(element, words) {
  const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value").set;
  const times = [];
  const press = async (text) => {
    const changed = new Promise((done) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        document.body.getBoundingClientRect();
        done(performance.now());
      });
      observer.observe(document.querySelector(".suggestions"), { childList: true, subtree: true, characterData: true });
      setTimeout(() => done(NaN), 300);
    });
    const before = performance.now();
    set.call(element, text);
    element.dispatchEvent(new InputEvent("input", { bubbles: true }));
    times.push((await changed) - before);
    await new Promise((done) => setTimeout(done, 120));
  };
  for (const word of words) {
    for (let end = 1; end <= word.length; end += 1) await press(word.slice(0, end));
    await press("");
  }
  return times.filter((time) => !Number.isNaN(time));
}

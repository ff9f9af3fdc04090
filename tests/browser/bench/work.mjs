// What a person waits for now and then: the zip, a link that is opened in the page, the import of a project.
import { CONFIGURATIONS, HUGE } from "./configurations.mjs";
import { engineTimes, timeEngine } from "./engine.mjs";
import { median } from "./statistics.mjs";
import { opened } from "./visit.mjs";

const LAST_VARIABLE = "Value of NAME_99";
const PARTS = 5;

export const work = [
  ...Object.entries(CONFIGURATIONS).map(([name, link]) => ({ title: `Zip, ${name}`, run: within(link, zip) })),
  { title: "Link, huge, opened in the running page", run: within("v=1&airflow=3.3.2", link) },
  { title: "Import of a huge project", run: within("v=1&airflow=3.3.2", importing) },
];

function within(link, measure) {
  return async (browser, subject) => {
    const { context, page } = await opened(browser, subject, link, { before: timeEngine, context: { acceptDownloads: true } });
    try {
      return await measure(page);
    } finally {
      await context.close();
    }
  };
}

/** Pressed right after an edit, when nothing is packed yet. */
async function zip(page) {
  const presses = [];
  for (let run = 0; run < PARTS + 1; run += 1) {
    await page.getByLabel("Project name").fill(`run-${run}`);
    const arrived = page.waitForEvent("download");
    const before = performance.now();
    await page.getByRole("banner").getByRole("button", { name: "Download zip" }).evaluate((button) => button.click());
    await arrived;
    presses.push(performance.now() - before);
  }
  // The first pays for what is made once.
  return [
    ["from the press until the browser has the file", "ms", median(presses.slice(1))],
    ["zip and SHA-256 alone, in the engine and back", "ms", median((await engineTimes(page, "Pack")).slice(1))],
  ];
}

async function link(page) {
  const times = [];
  for (let run = 0; run < PARTS; run += 1) {
    times.push(await page.evaluate(follow, [`${HUGE}&name=run-${run}`, LAST_VARIABLE]));
    await page.evaluate(() => { location.hash = "#v=1&airflow=3.3.2"; });
    await page.getByLabel(LAST_VARIABLE, { exact: true }).waitFor({ state: "detached" });
    await page.waitForTimeout(500);
  }
  return [["read, until its last row is laid out", "ms", median(times)]];
}

/** In the page: goes to a link, and waits until the field of this name is there. */
async function follow([fragment, label]) {
  const before = performance.now();
  location.hash = `#${fragment}`;
  await until(label, () => document.querySelector(`[aria-label="${label}"]`));
  return performance.now() - before;
}

const many = (count, line) => Array.from({ length: count }, (_, at) => `${line(at)}\n`).join("");
/** No more variables than the page lays out at once: its last row is waited for. */
const PROJECT = {
  "Dockerfile": `FROM apache/airflow:3.3.2-python3.12\n${many(40, (at) => `ENV SETTING_${at}="value ${at}"`)}`,
  "packages.txt": many(50, (at) => `pkg${at}`),
  "requirements.txt": many(100, (at) => `req${at}==1.${at}`),
  ".env": many(100, (at) => `NAME_${at}=value ${at}`),
};

async function importing(page) {
  const [shown, taken] = [[], []];
  for (let run = 0; run < PARTS; run += 1) {
    await page.getByRole("button", { name: "Import", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Import" });
    const input = dialog.locator("input[type=file]").first();
    shown.push(await input.evaluate(drop, PROJECT));
    const take = dialog.getByRole("button", { name: "Take it over" });
    taken.push(await take.evaluate(takeOver, LAST_VARIABLE));
    await page.getByRole("button", { name: /^Undo/ }).click();
    await page.getByLabel(LAST_VARIABLE, { exact: true }).waitFor({ state: "detached" });
    await page.waitForTimeout(300);
  }
  return [
    ["reading alone, in the engine and back", "ms", median(await engineTimes(page, "Import"))],
    ["from the files until what was read is shown", "ms", median(shown)],
    ["from taking it over until its last row is laid out", "ms", median(taken)],
  ];
}

/** In the page: hands files to the dialog, and waits until they can be taken over. */
async function drop(input, project) {
  const transfer = new DataTransfer();
  for (const [name, text] of Object.entries(project)) transfer.items.add(new File([text], name));
  const dialog = input.closest("dialog");
  const before = performance.now();
  input.files = transfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await until("Take it over", () => dialog.querySelector("button.primary"));
  return performance.now() - before;
}

async function takeOver(button, label) {
  const before = performance.now();
  button.click();
  await until(label, () => document.querySelector(`[aria-label="${label}"]`));
  return performance.now() - before;
}

// Prints how soon the built page shows and works: cold, on a fast and on a slow profile, the median of some runs; how
// long a keystroke takes until the preview has it, or the list what it finds, laid out; and how long the zip takes.
// RUNS=9 node bench.mjs; the environment is that of scripts/bench. Figures to read, never a test.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const RUNS = Number(process.env.RUNS ?? 5);
const KEYS = Number(process.env.KEYS ?? 60);
const PORT = Number(process.env.PORT ?? 8322);
const PAGE = `http://127.0.0.1:${PORT}/`;
const PROFILES = {
  "as it comes": null,
  "1.6 Mbit/s, 150 ms, 4x slower": { throughput: (1.6e6 / 8), latency: 150, processor: 4 },
};

const quantile = (figures, part) => figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * part))];
const median = (figures) => quantile(figures, 0.5);

/** One cold visit: a new profile, nothing cached. */
async function visit(browser, profile) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  if (profile) {
    const { throughput, latency, processor } = profile;
    await session.send("Network.emulateNetworkConditions", {
      offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput,
    });
    await session.send("Emulation.setCPUThrottlingRate", { rate: processor });
  }
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.documentElement?.hasAttribute("data-ready")) return;
      window.readyAfter = performance.now();
      observer.disconnect();
    }).observe(document, { attributes: true, attributeFilter: ["data-ready"], childList: true, subtree: true });
  });
  await page.goto(PAGE);
  await page.waitForFunction(() => window.readyAfter !== undefined, null, { timeout: 60_000 });
  const atReady = bytes;
  const figures = await page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    ready: window.readyAfter,
  }));
  await context.close();
  return { ...figures, bytes: atReady };
}

const many = (count, one) => Array.from({ length: count }, (_, at) => one(at)).join("");
const project = (packages, requirements, variables) =>
  `v=1&airflow=3.3.2${many(packages, (at) => `&packages=pkg${at}`)}` +
  `${many(requirements, (at) => `&requirements=req${at}%3D%3D1.${at}`)}${many(variables, (at) => `&env=NAME_${at}=value%20${at}`)}`;
const PROJECTS = {
  "empty": project(0, 0, 0),
  "usual: 20, 30 and 20 rows": project(20, 30, 20),
  "huge: 50, 100 and 100 rows": project(50, 100, 100),
};
/** The file in the preview, the field typed into, and what is typed. */
const FIELDS = [
  ["packages.txt", "Add an OS package"],
  ["requirements.txt", "Add a Python requirement"],
  ["Dockerfile", "Value of the new row"],
];

/** The times of keystrokes in one field, from the event until the preview has changed and is laid out. */
async function keystrokes(page, file, label, count) {
  await page.getByRole("navigation", { name: "Files" }).getByRole("button", { name: file, exact: true }).click();
  if (label.startsWith("Value")) await page.getByLabel("Add a variable").fill("TYPED");
  const field = page.getByLabel(label.startsWith("Value") ? "Value of TYPED" : label);
  await field.click();
  const times = await field.evaluate(async (element, count) => {
    const preview = document.querySelector("#code .lines");
    const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value").set;
    const times = [];
    for (let key = 0; key < count + 10; key += 1) {
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
    return times.slice(10);
  }, count);
  await field.fill("");
  if (label.startsWith("Value")) await page.getByLabel("Add a variable").fill("");
  return times;
}

/** From pressing Download right after an edit, when nothing is packed yet, until the browser has the file. */
async function zip(page, run) {
  await page.getByLabel("Project name").fill(`run-${run}`);
  const arrived = page.waitForEvent("download");
  const before = performance.now();
  await page.getByRole("banner").getByRole("button", { name: "Download zip" }).evaluate((button) => button.click());
  await arrived;
  return performance.now() - before;
}

/** What is typed letter by letter, the slip of the fingers among it. */
const WORDS = ["postgresql-cl", "mogno", "libssl dev", "pyhton", "openjdk 17", "gti", "unixodbc", "paralelism"];
/** The system, whose table is searched, and the field. */
const TABLES = {
  "28,574 names of Debian 12": ["v=1&image=debian:12-slim&airflow=3.3.2&python=3.12", "Add an OS package"],
  "17,000 names of Alpine 3.23": ["v=1&airflow=3.3.2", "Add an OS package"],
  "10,000 names of Python": ["v=1&airflow=3.3.2", "Add a Python requirement"],
  "options of Airflow 3.3": ["v=1&airflow=3.3.2", "Add a variable"],
};

/** The times of keystrokes until the list shows what they find: to the worker and back, laid out. */
async function searching(browser, [fragment, label]) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${PAGE}#${fragment}`);
  const field = page.getByLabel(label);
  await field.click();
  await page.locator(".suggestions .entry").first().waitFor();
  await page.waitForTimeout(1_000);
  const times = await field.evaluate(async (element, words) => {
    const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value").set;
    const times = [];
    const type = async (text) => {
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
      await new Promise((done) => setTimeout(done, 150));
    };
    for (const word of words) {
      for (let end = 1; end <= word.length; end += 1) await type(word.slice(0, end));
      await type("");
    }
    return times;
  }, WORDS);
  await context.close();
  const seen = times.filter((time) => !Number.isNaN(time));
  return { median: quantile(seen, 0.5), most: quantile(seen, 0.99) };
}

/** Keystrokes and zip with one project open. */
async function work(browser, fragment) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(`${PAGE}#${fragment}`);
  await page.locator("html[data-whole]").waitFor({ state: "attached" });
  await page.waitForTimeout(500);
  // A link with many rows is read before its download.
  const read = page.getByRole("button", { name: "I have read them" });
  if (await read.isVisible()) await read.click();
  const times = [];
  for (const [file, label] of FIELDS) times.push(...(await keystrokes(page, file, label, KEYS)));
  await page.waitForTimeout(500);
  const zips = [];
  for (let run = 0; run < 9; run += 1) zips.push(await zip(page, run));
  await context.close();
  return { median: quantile(times, 0.5), most: quantile(times, 0.99), zip: quantile(zips, 0.5) };
}

const server = spawn(process.execPath, [fileURLToPath(new URL("serve.mjs", import.meta.url))], {
  env: { ...process.env, PORT: String(PORT) },
  stdio: "inherit",
});
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
try {
  for (let tries = 0; !(await fetch(PAGE).catch(() => null))?.ok; tries += 1) {
    if (tries > 50) throw new Error(`Nothing answers at ${PAGE}: is there a dist/? Run make build.`);
    await new Promise((done) => setTimeout(done, 100));
  }
  console.log(new Date().toISOString().slice(0, 10));
  console.log(`${"start, median of " + RUNS + " cold visits".padEnd(14)}`.padEnd(36) + "first paint   form works    bytes on the wire");
  for (const [name, profile] of Object.entries(PROFILES)) {
    const visits = [];
    for (let run = 0; run < RUNS; run += 1) visits.push(await visit(browser, profile));
    const of = (figure) => median(visits.map((one) => one[figure])).toFixed(0);
    console.log(name.padEnd(36) + `${of("paint")} ms`.padStart(11) + `${of("ready")} ms`.padStart(13) + of("bytes").padStart(21));
  }
  console.log(`\n${"keystroke to preview".padEnd(36)}     median    99th part          zip`);
  for (const [name, fragment] of Object.entries(PROJECTS)) {
    const { median, most, zip } = await work(browser, fragment);
    console.log(name.padEnd(36) + [median, most, zip].map((one, at) => `${one.toFixed(1)} ms`.padStart(at === 0 ? 11 : 13)).join(""));
  }
  console.log(`\n${"keystroke to suggestions".padEnd(36)}     median    99th part`);
  for (const [name, table] of Object.entries(TABLES)) {
    const { median, most } = await searching(browser, table);
    console.log(name.padEnd(36) + [median, most].map((one, at) => `${one.toFixed(1)} ms`.padStart(at === 0 ? 11 : 13)).join(""));
  }
} finally {
  await browser.close();
  server.kill();
}

// Measures the built page, alone or beside another one, and prints what was seen as Markdown: `make bench`, and
// docs/performance.md for what each figure means. Figures to read, never a test.
import { existsSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { keystrokes } from "./bench/keystrokes.mjs";
import { load } from "./bench/load.mjs";
import { memory } from "./bench/memory.mjs";
import { native } from "./bench/native.mjs";
import { watch } from "./bench/noise.mjs";
import { search } from "./bench/search.mjs";
import { settings } from "./bench/settings.mjs";
import { sizes } from "./bench/sizes.mjs";
import { spread } from "./bench/statistics.mjs";
import { label, subject } from "./bench/subject.mjs";
import { markdown } from "./bench/table.mjs";
import { widget } from "./bench/widget.mjs";
import { work } from "./bench/work.mjs";
import { DIST } from "./static.mjs";

const wanted = settings(process.argv.slice(2));
const does = (kind) => wanted.only.includes(kind);
const say = (text) => console.error(`▸ ${text}`);

/** Runs a measurement again and again, a page after the other, so that noise meets all of them alike. */
async function repeated(browser, subjects, { title, run }, noise) {
  const seen = new Map();
  for (let turn = 0; turn < wanted.runs; turn += 1) {
    for (const subject of subjects) {
      for (const [figure, unit, value] of await run(browser, subject)) {
        const row = seen.get(figure) ?? { title, figure, unit, values: {} };
        (row.values[subject.name] ??= []).push(value);
        seen.set(figure, row);
      }
    }
    noise.look();
  }
  return [...seen.values()].map(({ values, ...row }) => ({ ...row, by: Object.fromEntries(Object.entries(values).map(([name, all]) => [name, spread(all)])) }));
}

/** Everything that was asked for, of all subjects. */
async function measured(browser, subjects, noise) {
  const report = { sizes: {}, figures: [], memory: {}, doubts: [] };
  const ours = subjects.filter((subject) => subject.ours);
  const all = [
    ...(does("load") ? load.map((measurement) => [measurement, subjects]) : []),
    ...[does("keystrokes") && keystrokes(wanted.keys), does("search") && search, does("work") && work, does("widget") && widget]
      .filter(Boolean).flat().map((measurement) => [measurement, ours]),
  ];
  for (const subject of does("sizes") ? subjects : []) {
    say(`sizes of ${subject.name}`);
    const { rows, doubts } = await sizes(browser, subject);
    report.sizes[subject.name] = rows;
    report.doubts.push(...doubts.map((doubt) => `${subject.name}: ${doubt}`));
    noise.look();
  }
  for (const [measurement, pages] of all.filter(([, pages]) => pages.length > 0)) {
    say(measurement.title);
    report.figures.push(...(await repeated(browser, pages, measurement, noise)));
  }
  for (const subject of does("memory") ? ours : []) {
    say(`memory of ${subject.name}, ${wanted.edits} edits`);
    report.memory[subject.name] = await memory(browser, subject, wanted.edits);
    noise.look();
  }
  return report;
}

async function main() {
  const noise = watch();
  const subjects = [await subject(DIST, "this page")];
  if (wanted.against) subjects.push(await subject(wanted.against, label(wanted.against), wanted.ready));
  const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
  let report;
  try {
    report = await measured(browser, subjects, noise);
  } finally {
    await browser.close();
    await Promise.all(subjects.map((subject) => subject.close()));
  }
  if (does("native")) {
    say("the core alone, native");
    report.figures.push(...native().map(({ title, figure, unit, ...seen }) => ({ title, figure, unit, by: { [subjects[0].name]: seen } })));
    noise.look();
  }
  const whole = { date: new Date().toISOString().slice(0, 10), subjects: subjects.map(({ name }) => name), noise: noise.said(), ...report };
  process.stdout.write(markdown(whole));
  if (wanted.json) writeFileSync(wanted.json, `${JSON.stringify(whole, null, 1)}\n`);
}

await main();

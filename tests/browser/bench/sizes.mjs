// What a page weighs, by what a browser asks for: until the form works, after that by itself, and when something is
// first used. Never by the names of files: what nobody asked for is listed at the end.
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { startFiles } from "../../../scripts/start-files.mjs";
import { noteReadiness } from "./load.mjs";
import { blank, opened } from "./visit.mjs";

/** Files above this, in bytes of brotli, have a row of their own. */
const LARGE = 20_000;

/** What is used, from which link, by what a person does first. */
const USES = [
  ["packages, Alpine", "v=1&airflow=3.3.2", (page) => page.getByLabel("Add an OS package").click()],
  ["packages, Debian", "v=1&image=debian:12-slim&airflow=3.3.2&python=3.12", (page) => page.getByLabel("Add an OS package").click()],
  ["requirements", "v=1&airflow=3.3.2", (page) => page.getByLabel("Add a Python requirement").click()],
  ["variables", "v=1&airflow=3.3.2", (page) => page.getByLabel("Add a variable").click()],
  ["the DAG of a preset", "v=1&airflow=3.3.2&preset=sftp-to-postgres", (page) => page.getByRole("navigation", { name: "Files" }).getByRole("button", { name: /_dag\.py/ }).click()],
  ["all of Airflow's constraints", "v=1&image=python:3.11-slim-bookworm&airflow=2.10.1&python=3.11&constraints=full&file=constraints.txt", () => {}],
];

/** A page's files by when they are fetched: `[{ when, name, count, raw, gzip, brotli }]`. */
export async function sizes(browser, subject) {
  const { start, idle, twice } = await startAndIdle(browser, subject);
  const rows = [...listed(subject.ours ? "until the form works" : "until the network is silent", start, subject), ...listed("by itself after that", idle, subject)];
  const known = new Set([...start, ...idle]);
  if (subject.ours) {
    for (const [use, link, act] of USES) {
      const fetched = (await used(browser, subject, link, act)).filter((path) => !known.has(path));
      rows.push(...listed(`first use: ${use}`, fetched, subject));
    }
    rows.push(...rest(subject, rows));
  }
  return { rows, doubts: [...twice.map((path) => `${path} is fetched twice`), ...(subject.ours ? doubts(subject, start) : [])] };
}

async function startAndIdle(browser, subject) {
  const { context, page } = await blank(browser);
  try {
    await noteReadiness(page);
    const from = subject.asked.length;
    await page.goto(subject.home);
    if (subject.ours) await page.waitForFunction(() => after.ready !== undefined, null, { timeout: 60_000 });
    await silence(subject);
    const asked = since(subject, from);
    const times = (path) => subject.asked.slice(from).filter((one) => one.path === path).length;
    const twice = asked.filter((path) => times(path) > 1);
    if (!subject.ours) return { start: asked, idle: [], twice };
    const early = await page.evaluate(() =>
      performance.getEntriesByType("resource").filter(({ startTime }) => startTime < after.ready).map(({ name }) => new URL(name).pathname.slice(1)));
    const start = asked.filter((path) => path === "index.html" || early.includes(path));
    return { start, idle: asked.filter((path) => !start.includes(path)), twice };
  } finally {
    await context.close();
  }
}

async function used(browser, subject, link, act) {
  const { context, page } = await opened(browser, subject, link, { before: () => { subject.mark = subject.asked.length; } });
  try {
    await act(page);
    await silence(subject);
    return since(subject, subject.mark);
  } finally {
    await context.close();
  }
}

/** Nobody has asked for anything for a while. */
async function silence({ asked }) {
  const SILENT = 1_500;
  const began = Date.now();
  while (Date.now() - Math.max(began, asked.at(-1)?.at ?? 0) < SILENT) await new Promise((done) => setTimeout(done, 100));
}

const since = ({ asked, folder }, from) => [...new Set(asked.slice(from).map(({ path }) => path))].filter((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile());

function listed(when, paths, subject) {
  const rows = paths.map((path) => ({ when, name: plain(path), paths: [path], ...weight(subject.folder, [path]) }));
  return rows.length > 1 ? [...rows, { when, name: "in all", ...weight(subject.folder, paths) }] : rows;
}

/** Files that no visit here asked for: the large ones a row each, the others a folder a row. */
function rest({ folder }, rows) {
  const seen = new Set(rows.flatMap(({ paths = [] }) => paths));
  const when = "not asked for here";
  const row = (name, paths) => ({ when, name, ...weight(folder, paths) });
  const left = served(folder).filter((path) => !seen.has(path)).sort();
  const large = left.filter((path) => weight(folder, [path]).brotli > LARGE);
  const folders = grouped(left, dirname);
  const small = [...folders].flatMap(([group, paths]) => {
    const few = paths.filter((path) => !large.includes(path));
    if (group === "." || few.length < 2) return few.map((path) => row(plain(path), [path]));
    const most = few.toSorted((a, b) => weight(folder, [b]).brotli - weight(folder, [a]).brotli)[0];
    return [row(`${group}/, ${few.length} files`, few), row(`${plain(most)}, the largest of these`, [most])];
  });
  return [...large.map((path) => row(plain(path), [path])), ...small];
}

const grouped = (all, key) => all.reduce((groups, one) => groups.set(key(one), [...(groups.get(key(one)) ?? []), one]), new Map());

/** Every file of a folder but those that stand beside another one, compressed. */
const served = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));

/** What `make size` counts must be what a browser asks for. */
function doubts({ folder }, start) {
  const counted = startFiles(folder);
  const missed = start.filter((path) => !counted.includes(path));
  const vain = counted.filter((path) => !start.includes(path));
  return [
    ...missed.map((path) => `${path} is fetched before the form works, and make size does not count it`),
    ...vain.map((path) => `${path} is counted by make size, and no browser asked for it before the form worked`),
  ];
}

const plain = (path) => path.replace(/-[0-9a-f]{15,16}(?=[-._])/, "");

function weight(folder, paths) {
  const sum = (ending) => paths.reduce((all, path) => all + (statSync(join(folder, path) + ending, { throwIfNoEntry: false }) ?? statSync(join(folder, path))).size, 0);
  return { raw: sum(""), gzip: sum(".gz"), brotli: sum(".br") };
}

// What was measured, as Markdown and as figures.
import { cpus } from "node:os";

const number = (value) => (Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : Math.abs(value) >= 1 ? value.toFixed(1) : value.toPrecision(2));
const bytes = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

function table(head, rows) {
  const all = [head, ...rows.map((row) => row.map(String))];
  const width = head.map((_, at) => Math.max(3, ...all.map((row) => [...row[at]].length)));
  const line = (row) => `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(width[at]) : cell.padStart(width[at]))).join(" | ")} |`;
  const rule = `|${width.map((size, at) => (at === 0 ? "-".repeat(size + 2) : `${"-".repeat(size + 1)}:`)).join("|")}|`;
  return [line(all[0]), rule, ...all.slice(1).map(line)].join("\n");
}

/** The whole report. */
export function markdown({ date, subjects, noise, sizes, figures, memory, doubts }) {
  const parts = [`# Bench, ${date}, ${cpus().length} processors`];
  for (const subject of subjects) if (sizes[subject]) parts.push(`## Bytes served: ${subject}`, sizeTable(sizes[subject]));
  if (figures.length > 0) parts.push("## Figures", subjects.length > 1 ? compared(subjects, figures) : single(subjects[0], figures));
  for (const subject of subjects) if (memory[subject]) parts.push(`## Memory after edits: ${subject}`, ...memoryTable(memory[subject]));
  parts.push("## The machine's noise", said(noise), ...doubts.map((doubt) => `**Doubt**: ${doubt}.`));
  return `${parts.join("\n\n")}\n`;
}

const sizeTable = (rows) =>
  table(["when, file", "raw", "gzip", "brotli"], rows.map(({ when, name, raw, gzip, brotli }) => [`${when}: ${name}`, bytes(raw), bytes(gzip), bytes(brotli)]));

const named = ({ title, figure, unit }) => `${title}: ${figure}${unit && `, ${unit}`}`;

const single = (subject, figures) =>
  table(["figure", "least", "median", "most", "runs"], figures.filter(({ by }) => by[subject]).map((figure) => {
    const { min, median, max, runs } = figure.by[subject];
    return [named(figure), number(min), number(median), number(max), runs];
  }));

/** Medians beside each other, with what they moved by, and their ratio. */
function compared(subjects, figures) {
  const cell = (spread) => (spread ? `${number(spread.median)} (${number(spread.min)}–${number(spread.max)})` : "");
  const [first, second] = subjects;
  return table(["figure: median (least–most)", first, second, `${second} / ${first}`, "runs"], figures.map((figure) => {
    const [one, other] = [figure.by[first], figure.by[second]];
    const ratio = one && other && one.median !== 0 ? (other.median / one.median).toFixed(2) : "";
    return [named(figure), cell(one), cell(other), ratio, (one ?? other).runs];
  }));
}

function memoryTable({ rows, verdict }) {
  const names = Object.keys(rows[0]);
  const lines = Object.entries(verdict).map(([name, { secondHalf, levelsOff }]) =>
    `${name}: ${secondHalf >= 0 ? "+" : ""}${bytes(secondHalf)} in the second half, ${levelsOff ? "levels off" : "**still grows**"}`);
  return [table(names, rows.map((row) => names.map((name) => bytes(row[name])))), `${lines.join("; ")}.`];
}

function said({ first, last, min, median, max, moments, loadBefore, loadAfter, quiet }) {
  const verdict = quiet ? "the machine was quiet." : "**the machine was busy: times of this run cannot be believed**.";
  return `Reference work, ms: ${number(first)} before, ${number(last)} after; ${number(min)} to ${number(max)}, median ${number(median)}, at ${moments} moments; load ${loadBefore.toFixed(2)} before, ${loadAfter.toFixed(2)} after: ${verdict}`;
}

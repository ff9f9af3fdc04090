// What is measured, how often, and against what: from the command line, or from the environment as make hands it on.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

const USAGE = `usage: node bench.mjs [--json FILE] [--against DIR] [--ready CSS] [--only WORD,WORD] [--runs N] [--keys N] [--edits N]
Words of --only: sizes, load, keystrokes, search, work, memory, widget, native.`;

export const KINDS = ["sizes", "load", "keystrokes", "search", "work", "memory", "widget", "native"];

export function settings(words) {
  const text = { type: "string" };
  const { values } = read(words, { json: text, against: text, ready: text, only: text, runs: text, keys: text, edits: text });
  const said = (name) => values[name] ?? (process.env[name.toUpperCase()] || undefined);
  const only = said("only")?.split(",") ?? KINDS;
  const unknown = only.filter((kind) => !KINDS.includes(kind));
  if (unknown.length > 0) stop(`no such measurement: ${unknown.join(", ")}`);
  const against = said("against") && resolve(said("against"));
  if (against && !existsSync(`${against}/index.html`)) stop(`there is no page in ${against}`);
  return {
    json: said("json") && resolve(said("json")),
    against,
    ready: said("ready"),
    only,
    runs: count("runs", said("runs") ?? 5),
    keys: count("keys", said("keys") ?? 60),
    edits: count("edits", said("edits") ?? 4_000),
  };
}

function read(words, options) {
  try {
    return parseArgs({ args: words, options });
  } catch (error) {
    return stop(error.message);
  }
}

function count(name, said) {
  if (/^[1-9]\d*$/.test(said)) return Number(said);
  return stop(`${name} must be a number above 0, not ${said}`);
}

function stop(why) {
  console.error(`${why}\n${USAGE}`);
  process.exit(2);
}

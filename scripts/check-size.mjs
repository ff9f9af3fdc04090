// Prints what a visitor fetches before the form works, and fails above the budget.
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { startFiles } from "./start-files.mjs";

const BUDGET = 150_000;
const AIM = 120_000;
const dist = process.argv[2] ?? "dist";

const size = (path) => {
  if (existsSync(path)) return statSync(path).size;
  throw new Error(`${path} is missing: run make build`);
};
const row = (name, ...figures) => console.log(name.padEnd(24) + figures.map((figure) => String(figure).padStart(10)).join(""));

row("fetched at the start", "raw", "gzip", "brotli");
const total = [0, 0, 0];
const sizes = (name) => ["", ".gz", ".br"].map((ending) => size(join(dist, name) + ending));
const count = (name) => {
  const figures = sizes(name);
  figures.forEach((figure, at) => (total[at] += figure));
  row(name.replace(/-[0-9a-f]{16}/, ""), ...figures);
};
startFiles(dist).forEach(count);
row("in all", ...total);
const [, , brotli] = total;
const verdict = brotli > BUDGET ? "OVER THE BUDGET" : brotli > AIM ? "within the budget, above the aim" : "within the aim";
console.log(`${brotli} bytes of ${BUDGET}, aim ${AIM}: ${verdict}`);
// Who comes with a link, or is remembered, fetches what reads it as well.
readdirSync(dist).filter((name) => /^(opening|shared)-.*\.wasm$/.test(name)).forEach(count);
row("in all, with a link", ...total);
process.exit(brotli > BUDGET ? 1 : 0);

// Prints what a visitor fetches before the form works, and fails above the budget.
// Counted: index.html, every file that it names, and every module that those import. Data that the program itself
// fetches at its start is to be named in index.html too, as a preload: it comes sooner, and is counted.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const BUDGET = 150_000;
const AIM = 120_000;
const dist = process.argv[2] ?? "dist";

const NAMED = {
  ".html": /(?:\ssrc=|\shref=|\bfrom\s*|\bimport\s*|\bmodule_or_path:\s*)["']?(?:\.\/)?([^"'\s>#?]+)/g,
  ".js": /(?:\bfrom\s*|\bimport\s*)["'](\.{1,2}\/[^"']+)["']/g,
};

const found = new Set(["index.html"]);
for (const name of found) {
  const pattern = NAMED[/\.[^.]*$/.exec(name)?.[0]];
  if (!pattern) continue;
  for (const [, address] of readFileSync(join(dist, name), "utf8").matchAll(pattern)) {
    const path = relative(dist, join(dist, dirname(name), address));
    if (existsSync(join(dist, path)) && statSync(join(dist, path)).isFile()) found.add(path);
  }
}

const size = (path) => {
  if (existsSync(path)) return statSync(path).size;
  throw new Error(`${path} is missing: run make build`);
};
const row = (name, ...figures) => console.log(name.padEnd(24) + figures.map((figure) => String(figure).padStart(10)).join(""));

row("fetched at the start", "raw", "gzip", "brotli");
const total = [0, 0, 0];
for (const name of found) {
  const figures = ["", ".gz", ".br"].map((ending) => size(join(dist, name) + ending));
  figures.forEach((figure, at) => (total[at] += figure));
  row(name.replace(/-[0-9a-f]{16}/, ""), ...figures);
}
row("in all", ...total);
const [, , brotli] = total;
const verdict = brotli > BUDGET ? "OVER THE BUDGET" : brotli > AIM ? "within the budget, above the aim" : "within the aim";
console.log(`${brotli} bytes of ${BUDGET}, aim ${AIM}: ${verdict}`);
process.exit(brotli > BUDGET ? 1 : 0);

// The styles that the form does without, as one file, which comes with the program's second part.
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { smallStyle } from "./shrink.mjs";
import { integrity, save } from "./text.mjs";

/** Joins what Trunk put into the folder from style/second, in the order of the names; gives what a link to it says. */
export function joinStyles(folder, release) {
  const sources = join(folder, "second");
  const text = readdirSync(sources).sort().map((name) => readFileSync(join(sources, name), "utf8")).join("\n");
  const styles = release ? smallStyle(text) : text;
  rmSync(sources, { recursive: true });
  return { href: `./${save(folder, "second", ".css", styles)}`, integrity: integrity(styles) };
}

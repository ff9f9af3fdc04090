// The styles that the form does without, as one file, which comes with the program's second part.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { smallStyle } from "./shrink.mjs";
import { integrity } from "./text.mjs";

/** Where Trunk puts style/second. */
const SOURCES = "second";
const JOINED = /^second-[0-9a-f]{16}\.css$/;

/** In the order of their names, named by its content. */
export function joinStyles(folder, release) {
  const sources = join(folder, SOURCES);
  const text = readdirSync(sources).sort().map((name) => readFileSync(join(sources, name), "utf8")).join("\n");
  const styles = release ? smallStyle(text) : text;
  writeFileSync(join(folder, `second-${createHash("sha256").update(styles).digest("hex").slice(0, 16)}.css`), styles);
  rmSync(sources, { recursive: true });
}

/** What a link to them says. */
export function readStyles(folder) {
  const name = readdirSync(folder).find((name) => JOINED.test(name));
  return { href: `./${name}`, integrity: integrity(readFileSync(join(folder, name))) };
}

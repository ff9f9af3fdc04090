// What is served at the start without what is there for readers of the source: comments, indentation, long names.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

/** A module that does the same. */
export const smallScript = (text) => transformSync(text, { format: "esm", minify: true, target: "es2022" }).code;

/** The same styles. */
export const smallStyle = (text) => transformSync(text, { loader: "css", minify: true, target: "es2022" }).code.trim();

/** index.html with its styles as one; before the policy, which holds the hash of each. */
export function shrinkPage(folder) {
  const path = join(folder, "index.html");
  const styles = [];
  const html = readFileSync(path, "utf8")
    .replace(/<style[^>]*>([^]*?)<\/style>/g, (_, css) => (styles.push(css) === 1 ? "<style></style>" : ""))
    .replace("<style></style>", () => `<style>${smallStyle(styles.join("\n"))}</style>`)
    .replace(/<!--[^]*?-->/g, "")
    .replace(/^\s+/gm, "");
  writeFileSync(path, html);
}

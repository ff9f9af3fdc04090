// What is served at the start without what is there for readers of the source: comments, indentation, long names.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

/** A module that does the same. */
export const smallScript = (text) => transformSync(text, { format: "esm", minify: true, target: "es2022" }).code;

const smallStyle = (text) => transformSync(text, { loader: "css", minify: true, target: "es2022" }).code.trim();

/** index.html with its styles; before the policy, which holds their hashes. */
export function shrinkPage(folder) {
  const path = join(folder, "index.html");
  const html = readFileSync(path, "utf8")
    .replace(/(<style[^>]*>)([^]*?)(<\/style>)/g, (_, start, css, end) => start + smallStyle(css) + end)
    .replace(/<!--[^]*?-->/g, "")
    .replace(/^\s+/gm, "");
  writeFileSync(path, html);
}

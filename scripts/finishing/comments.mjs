// Takes the comments out of the scripts that are served as they are written: they are for readers of the source.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Comments that stand on lines of their own; these files have no others. */
const COMMENTS = [/^\s*\/\*\*[^]*?\*\/\n/gm, /^\s*\/\/.*\n/gm];

export function dropComments(folder) {
  for (const name of ["embed.js", "offline.js"]) {
    const text = readFileSync(join(folder, name), "utf8");
    writeFileSync(join(folder, name), COMMENTS.reduce((rest, comment) => rest.replace(comment, ""), text));
  }
}

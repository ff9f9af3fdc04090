// Tells the service worker which files the page is made of, and gives the build a name by all of them.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { replaceOnce } from "./text.mjs";

/** All that is named by its content is part of the program. */
const PROGRAM = /-[0-9a-f]{16}[a-z_-]*\.(css|js|wasm)$/;

export function listForOffline(folder) {
  const shell = readdirSync(folder).filter((name) => PROGRAM.test(name) || name === "badge.svg").sort();
  const hash = createHash("sha256");
  for (const name of ["index.html", ...shell]) hash.update(name).update(readFileSync(join(folder, name)));
  replaceOnce(folder, "offline.js", /const BUILD = "";/, () => `const BUILD = "${hash.digest("hex").slice(0, 16)}";`);
  replaceOnce(folder, "offline.js", /const SHELL = \[\];/, () => `const SHELL = ${JSON.stringify(["./", ...shell])};`);
}

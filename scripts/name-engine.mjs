// After Trunk: gives the engine's files a name by their content, so that a page never meets the engine of another
// build, writes the script that starts it, and names that script in index.html.
import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.TRUNK_STAGING_DIR;
const at = (name) => join(folder, name);

const hash = createHash("sha256");
for (const name of ["engine.js", "engine_bg.wasm"]) hash.update(readFileSync(at(name)));
const name = `engine-${hash.digest("hex").slice(0, 16)}`;

renameSync(at("engine.js"), at(`${name}.js`));
renameSync(at("engine_bg.wasm"), at(`${name}.wasm`));
// In a worker, or as a script of the page, perhaps for a second time. What fails is told over the line: a promise that
// fails in a worker says so to nobody, but an error thrown from a timer reaches the page.
writeFileSync(
  at(`${name}-start.js`),
  `(self.importScripts
  ? new Promise((done) => done(importScripts("${name}.js")))
  : typeof wasm_bindgen !== "undefined" ? Promise.resolve() : new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: "${name}.js", onload: done, onerror: failed });
      document.head.append(script);
    })
)
  .then(() => wasm_bindgen({ module_or_path: "${name}.wasm" }))
  .catch((error) => {
    if (!self.importScripts) return self.enginePort.postMessage(new Uint8Array(1));
    setTimeout(() => { throw error; });
  });
`,
);

const page = at("index.html");
const empty = /<meta name="engine" content="">/;
const html = readFileSync(page, "utf8");
if (!empty.test(html)) throw new Error("index.html has no place for the engine's name");
writeFileSync(page, html.replace(empty, `<meta name="engine" content="${name}-start.js">`));

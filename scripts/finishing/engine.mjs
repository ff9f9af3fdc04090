// Gives the engine's files a name by their content, so that a page never meets the engine of another build, writes the
// script that starts it, and names that script in index.html.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TELL_USED, integrity, namedByContent, replaceOnce } from "./text.mjs";

export function nameEngine(folder) {
  const at = (name) => join(folder, name);
  const [script, wasm] = ["engine.js", "engine_bg.wasm"].map((name) => readFileSync(at(name)));
  const name = namedByContent("engine", "", script, wasm);
  renameSync(at("engine.js"), at(`${name}.js`));
  renameSync(at("engine_bg.wasm"), at(`${name}.wasm`));
  writeFileSync(at(`${name}-start.js`), start(name, integrity(script), integrity(wasm)));
  replaceOnce(folder, "index.html", /<meta name="engine" content="">/, () => `<meta name="engine" content="${name}-start.js">`);
}

/** In a worker, or as a script of the page, perhaps for a second time. What fails is told over the line: a promise that
    fails in a worker says so to nobody, but an error thrown from a timer reaches the page. */
const start = (name, ofScript, ofWasm) => `if (self.importScripts) ${TELL_USED}(self.importScripts
  ? new Promise((done) => done(importScripts("${name}.js")))
  : typeof wasm_bindgen !== "undefined" ? Promise.resolve() : new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: "${name}.js", integrity: "${ofScript}", crossOrigin: "anonymous", onload: done, onerror: failed });
      document.head.append(script);
    })
)
  .then(() => wasm_bindgen({ module_or_path: fetch("${name}.wasm", { integrity: "${ofWasm}" }) }))
  .catch((error) => {
    if (!self.importScripts) return self.enginePort.postMessage(new Uint8Array(1));
    setTimeout(() => { throw error; });
  });
`;

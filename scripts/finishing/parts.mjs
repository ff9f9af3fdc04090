// Cuts the page's program in two where the source says so (`wasm_split`): the form, and what it can do without for a
// moment. What Trunk made of the program is replaced; every file is named by its content.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { integrity, replaceOnce } from "./text.mjs";

/** What Rust compiles for browsers with: no feature that a browser has to learn first. */
const FEATURES = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
const OPTIMISE = ["-Oz", ...FEATURES.map((feature) => `--enable-${feature}`)];

export function splitProgram(folder, profile) {
  const target = process.env.CARGO_TARGET_DIR ?? "target";
  const work = mkdtempSync(join(tmpdir(), "page-parts-"));
  const at = (name) => join(work, name);
  const run = (tool, ...words) => execFileSync(tool, words, { stdio: ["ignore", "ignore", "inherit"] });
  run("wasm-split-cli", join(target, "wasm32-unknown-unknown", profile, "page.wasm"), work, "--out-name", "page");
  run("wasm-bindgen", "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", at("out"), at("page.wasm"));
  const optimised = (path) => {
    if (profile === "release") run("wasm-opt", ...OPTIMISE, path, "-o", path);
    return readFileSync(path);
  };

  const second = optimised(at("split_second.wasm"));
  const secondName = save(folder, "second", ".wasm", second);
  const fetched = `fetch(new URL("./${secondName}", import.meta.url), { integrity: "${integrity(second)}" })`;
  const linked = readFileSync(at("__wasm_split.js"), "utf8").replace(`fetch(new URL("./split_second.wasm", import.meta.url))`, () => fetched);
  const script = joined(readFileSync(at("out/page.js"), "utf8"), linked);
  for (const name of readdirSync(folder).filter((name) => name.startsWith("page-"))) rmSync(join(folder, name));
  const scriptName = save(folder, "page", ".js", script);
  const programName = save(folder, "page", "_bg.wasm", optimised(at("out/page_bg.wasm")));
  rmSync(work, { recursive: true });

  const ahead = /<link rel="modulepreload" href="[^"]*\/page-[^>]*>\s*<link rel="preload" href="[^"]*\/page-[^>]*>/;
  // Browsers do not check the integrity of a program that is fetched ahead, and warn: it is checked where it starts.
  replaceOnce(folder, "index.html", ahead, () =>
    `<link rel="modulepreload" href="./${scriptName}" crossorigin="anonymous" integrity="${integrity(Buffer.from(script))}">` +
    `<link rel="preload" href="./${programName}" crossorigin="anonymous" as="fetch" type="application/wasm">`);
}

/** The two scripts, which import each other, as one: a request less before the program starts. */
function joined(page, link) {
  const [, imported, name] = /^import \* as (\w+) from "(\.\/__wasm_split\.js)"$/m.exec(page);
  const inside = link.replace(/^import .*$/m, "").replace(/^export const (\w+) = /gm, (_, name) => `${imported}.${name} = `);
  return page.replace(`import * as ${imported} from "${name}"`, () => `const ${imported} = {};`) + inside;
}

function save(folder, name, ending, content) {
  const full = `${name}-${createHash("sha256").update(content).digest("hex").slice(0, 16)}${ending}`;
  writeFileSync(join(folder, full), content);
  return full;
}

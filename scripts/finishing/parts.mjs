// Cuts the page's program in two where the source says so (`wasm_split`): the form, and what it can do without for a
// moment. What Trunk made of the program is replaced; every file is named by its content.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SHORT_NAMES, once, withShortNames } from "./names.mjs";
import { smallScript } from "./shrink.mjs";
import { integrity, replaceOnce } from "./text.mjs";

/** What Rust compiles for browsers with: no feature that a browser has to learn first. */
const FEATURES = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
const OPTIMISE = ["-Oz", ...FEATURES.map((feature) => `--enable-${feature}`)];

export function splitProgram(folder, release) {
  const work = mkdtempSync(join(tmpdir(), "page-parts-"));
  try {
    const [page, link, program, second] = cut(work, release);
    const secondName = save(folder, "second", ".wasm", second);
    const fetched = `fetch(new URL("./${secondName}", import.meta.url), { integrity: "${integrity(second)}" })`;
    const script = joined(page, once(link, `fetch(new URL("./split_second.wasm", import.meta.url))`, fetched));
    for (const name of readdirSync(folder).filter((name) => name.startsWith("page-"))) rmSync(join(folder, name));
    nameAhead(folder, release ? smallScript(script) : script, program);
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** The script of the program, the one that fetches the second part, and both parts. */
function cut(work, release) {
  const at = (name) => join(work, name);
  const run = (tool, ...words) => execFileSync(tool, words, { stdio: ["ignore", "pipe", "inherit"] }).toString();
  const compiled = join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown", release ? "release" : "debug", "page.wasm");
  run("wasm-split-cli", compiled, work, "--out-name", "page");
  run("wasm-bindgen", "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", at("out"), at("page.wasm"));
  const [program, second] = ["out/page_bg.wasm", "split_second.wasm"].map(at);
  let scripts = ["out/page.js", "__wasm_split.js"].map((name) => readFileSync(at(name), "utf8"));
  if (release) {
    run("wasm-opt", ...OPTIMISE, second, "-o", second);
    scripts = withShortNames(...scripts, run("wasm-opt", ...OPTIMISE, SHORT_NAMES, program, "-o", program));
  }
  return [...scripts, readFileSync(program), readFileSync(second)];
}

/** Saves script and program, and names them in index.html, so that both are fetched ahead. Browsers do not check the
    integrity of a program that is fetched ahead, and warn: it is checked where it starts. */
function nameAhead(folder, script, program) {
  const [scriptName, programName] = [save(folder, "page", ".js", script), save(folder, "page", "_bg.wasm", program)];
  const ahead = /<link rel="modulepreload" href="[^"]*\/page-[^>]*>\s*<link rel="preload" href="[^"]*\/page-[^>]*>/;
  replaceOnce(folder, "index.html", ahead, () =>
    `<link rel="modulepreload" href="./${scriptName}" crossorigin="anonymous" integrity="${integrity(Buffer.from(script))}">` +
    `<link rel="preload" href="./${programName}" crossorigin="anonymous" as="fetch" type="application/wasm">`);
}

/** The two scripts, which import each other, as one: a request less before the program starts. */
function joined(page, link) {
  const [line, name] = /^import \* as (\w+) from "\.\/__wasm_split\.js"$/m.exec(page) ?? [];
  if (!line) throw new Error("page.js does not import what fetches the second part: other versions of the tools?");
  const inside = link.replace(/^import .*$/m, "").replace(/^export const (\w+) = /gm, (_, exported) => `${name}.${exported} = `);
  return once(page, line, `const ${name} = {};`) + inside;
}

function save(folder, name, ending, content) {
  const full = `${name}-${createHash("sha256").update(content).digest("hex").slice(0, 16)}${ending}`;
  writeFileSync(join(folder, full), content);
  return full;
}

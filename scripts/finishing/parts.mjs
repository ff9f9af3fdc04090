// Cuts the page's program in parts where the source says so (`wasm_split`): the form, what reads a link, and what the
// form can do without for a moment. What Trunk made of the program is replaced; every file is named by its content.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SHORT_NAMES, once, withShortNames } from "./names.mjs";
import { smallScript } from "./shrink.mjs";
import { integrity, replaceOnce, save } from "./text.mjs";

/** What Rust compiles for browsers with: no feature that a browser has to learn first. */
const FEATURES = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
const OPTIMISE = ["-Oz", ...FEATURES.map((feature) => `--enable-${feature}`)];

/** `styles` are what a link to those of the second part says. */
export function splitProgram(folder, release, styles) {
  const work = mkdtempSync(join(tmpdir(), "page-parts-"));
  try {
    const { page, link, program, parts } = cut(work, release);
    const saved = (name, content) => save(folder, name, ".wasm", content);
    const script = joined(page, named(link, parts, styles, saved));
    for (const name of readdirSync(folder).filter((name) => name.startsWith("page-"))) rmSync(join(folder, name));
    nameAhead(folder, release ? smallScript(script) : script, program);
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** The script of the program, the one that fetches the other parts, the program's first part, and the others by name. */
function cut(work, release) {
  const at = (name) => join(work, name);
  const run = (tool, ...words) => execFileSync(tool, words, { stdio: ["ignore", "pipe", "inherit"] }).toString();
  const compiled = join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown", release ? "release" : "debug", "page.wasm");
  run("wasm-split-cli", compiled, work, "--out-name", "page");
  run("wasm-bindgen", "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", at("out"), at("page.wasm"));
  const program = at("out/page_bg.wasm");
  const names = readdirSync(work).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name));
  let [page, link] = ["out/page.js", "__wasm_split.js"].map((name) => readFileSync(at(name), "utf8"));
  if (release) {
    for (const name of names) run("wasm-opt", ...OPTIMISE, at(name), "-o", at(name));
    [page, link] = withShortNames(page, link, run("wasm-opt", ...OPTIMISE, SHORT_NAMES, program, "-o", program));
  }
  return { page, link, program: readFileSync(program), parts: names.map((name) => [name, readFileSync(at(name))]) };
}

/** The script that fetches the parts, with the names and sums of all. */
function named(link, parts, styles, save) {
  const sums = {};
  for (const [name, content] of parts) {
    const saved = save(name.replace(/^split_|\.wasm$/g, "").replace(/^chunk_\d+$/, "shared"), content);
    link = once(link, `fetch(new URL("./${name}", import.meta.url))`, `fetchPart("${saved}")`);
    sums[saved] = integrity(content);
  }
  return `${link}\nconst sums = ${JSON.stringify(sums)};\nconst styles = ${JSON.stringify(styles)};\n${FETCHED}`;
}

/** How the parts are fetched: the second with its styles, for nothing of it may be shown without them. What reads a link is
    fetched before the program can ask for it, where there is a link or something is remembered: it would be a round trip
    later. */
const FETCHED = `const ahead = {};
async function fetchPart(name) {
  const answer = ahead[name] ?? fetch(new URL(name, import.meta.url), { integrity: sums[name] });
  delete ahead[name];
  return (await Promise.all([answer, name.startsWith("second-") && styled()]))[0];
}
const styled = () => new Promise((onload, failed) => {
  const link = document.createElement("link");
  const onerror = () => failed(link.remove());
  document.head.append(Object.assign(link, { rel: "stylesheet", crossOrigin: "anonymous", ...styles, onload, onerror }));
});
function isGiven() {
  try {
    return location.hash.length > 1 || localStorage.length > 0;
  } catch {
    return false;
  }
}
if (isGiven()) {
  for (const name in sums) if (!name.startsWith("second-")) (ahead[name] = fetchPart(name)).catch(() => {});
}
`;

/** Saves script and program, and names them in index.html, so that both are fetched ahead; before the styles, or a slow
    processor would ask for them only when it has read those. Browsers do not check the integrity of a program that is
    fetched ahead, and warn: it is checked where it starts. */
function nameAhead(folder, script, program) {
  const [scriptName, programName] = [save(folder, "page", ".js", script), save(folder, "page", "_bg.wasm", program)];
  const ahead =
    `<link rel="modulepreload" href="./${scriptName}" crossorigin="anonymous" integrity="${integrity(Buffer.from(script))}">` +
    `<link rel="preload" href="./${programName}" crossorigin="anonymous" as="fetch" type="application/wasm">`;
  const trunks = /<link rel="modulepreload" href="[^"]*\/page-[^>]*>\s*<link rel="preload" href="[^"]*\/page-[^>]*>/;
  replaceOnce(folder, "index.html", trunks, () => "");
  replaceOnce(folder, "index.html", /<title>/, (title) => `${ahead}\n    ${title}`);
}

/** The two scripts, which import each other, as one: a request less before the program starts. */
function joined(page, link) {
  const imported = /^import \* as (\w+) from "\.\/__wasm_split\.js"\n/gm;
  const names = [...page.matchAll(imported)].map(([, name]) => name);
  if (names.length === 0) throw new Error("page.js does not import what fetches the parts: other versions of the tools?");
  const inside = link.replace(/^import .*$/m, "").replace(/^export const (\w+) = /gm, (_, exported) => `split.${exported} = `);
  return `const split = {};\n${names.map((name) => `const ${name} = split;\n`).join("")}${page.replace(imported, "")}${inside}`;
}

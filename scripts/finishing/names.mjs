// The names by which the program and its scripts know each other. Those of wasm-bindgen say what they mean and end in
// hashes, which do not compress: 6 kB of what every visitor fetches. wasm-opt gives short ones, and prints which.

/** What wasm-opt is told. All imports then come from one module. */
export const SHORT_NAMES = "--minify-imports-and-exports-and-modules";

/** The scripts of the program and of what fetches the second part, with the names that wasm-opt `printed`. */
export function withShortNames(page, link, printed) {
  const { imports, exports } = JSON.parse(printed);
  const given = imports.filter(([module]) => module === "./page_bg.js");
  const split = imports.filter(([module]) => module === "./__wasm_split.js");
  for (const [, name, short] of given) page = once(page, `        ${name}: `, `        ${short}: `);
  const fetches = split.map(([, name, short]) => `${short}: import1.${name}`);
  page = once(page, `"./page_bg.js": import0,`, `a: Object.assign(import0, { ${fetches} }),`);
  page = page.replace(/^ *"\.\/__wasm_split\.js": import\d+,\n/gm, "");
  for (const [name, short] of exports) {
    page = page.replace(new RegExp(`\\bwasm\\.${name}\\b`, "g"), () => `wasm.${short}`);
    link = link.replace(new RegExp(`^(        const \\{.*)\\b${name},`, "m"), (_, before) => `${before}${short}: ${name},`);
  }
  return [page, link];
}

/** Changes the one place where a text stands. */
export function once(text, found, replacement) {
  if (text.split(found).length !== 2) throw new Error(`not once: ${found}`);
  return text.replace(found, () => replacement);
}

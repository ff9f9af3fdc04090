// The script that starts the page, in place of Trunk's: the program with its integrity, and the service worker.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { TELL_USED, integrity, replaceOnce } from "./text.mjs";

export function writeStart(folder) {
  const names = readdirSync(folder);
  const script = names.find((name) => /^page-[0-9a-f]+\.js$/.test(name));
  const wasm = names.find((name) => /^page-[0-9a-f]+_bg\.wasm$/.test(name));
  const sum = integrity(readFileSync(join(folder, wasm)));
  const marked = /<script type="module"[^>]*>\s*import init[^]*?<\/script>/;
  replaceOnce(folder, "index.html", marked, () => `<script type="module">${start(script, wasm, sum)}</script>`);
}

/** The program is compiled while it comes, and starts when its sum is right. An integrity option of fetch would hold the
    first byte back until the last is there. Without https a browser computes no sum; then that has to do.
    A page that names a program which is gone was fetched while its host was being changed: the new one is asked for
    once, and only if there is one.
    A program that stops in the middle of its work, by a fault of ours, runs no code any more: this script says so, and the
    address brings the work back. */
const start = (script, wasm, sum) => `
${TELL_USED}const program = async () => {
  if (!crypto.subtle) return fetch("./${wasm}", { integrity: "${sum}" });
  const answer = await fetch("./${wasm}");
  const sum = answer.clone().arrayBuffer().then((bytes) => crypto.subtle.digest("SHA-384", bytes));
  const [module, digest] = await Promise.all([WebAssembly.compileStreaming(answer), sum]);
  if (btoa(String.fromCharCode(...new Uint8Array(digest))) !== "${sum.replace("sha384-", "")}") throw new Error("integrity: the program is another one");
  return module;
};
const started = Promise.all([import("./${script}"), program()]).then(([{ default: init }, module]) => init({ module_or_path: module }));
// Where none may be registered, the page works all the same.
started.then(() => navigator.serviceWorker?.register("offline.js")).catch(() => {});
const broken = ({ error, reason = error }) => {
  if (!(reason instanceof WebAssembly.RuntimeError)) return;
  document.documentElement.dataset.broken = "true";
  document.querySelector(".broken button").onclick = () => location.reload();
};
addEventListener("error", broken);
addEventListener("unhandledrejection", broken);
started.catch(async (error) => {
  const page = await fetch("./", { cache: "no-cache" }).then((answer) => answer.ok && answer.text()).catch(() => "");
  if (page && page.includes("page-") && !page.includes("${script}")) return location.reload();
  document.documentElement.dataset.failed = "true";
  throw error;
});
`;

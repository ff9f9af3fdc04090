// The page's policy: itself and nothing else. Scripts and styles in the page are let pass by the hash of their text.
// Who may frame the page cannot be said here; that is a header of its host (docs/hosting.md).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { integrity, replaceOnce } from "./text.mjs";

export function writePolicy(folder, live = false) {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const hashes = (pattern) => [...html.matchAll(pattern)].map(([, text]) => `'${integrity(text, "sha256")}'`);
  const policy = [
    ["default-src", "'none'"],
    ["script-src", "'self'", "'wasm-unsafe-eval'", ...(live ? ["'unsafe-inline'"] : hashes(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g))],
    ["style-src", "'self'", ...hashes(/<style[^>]*>([^]*?)<\/style>/g)],
    ["connect-src", "'self'"],
    ["worker-src", "'self'"],
    ["img-src", "'self'", "data:"],
    ["base-uri", "'none'"],
    ["form-action", "'none'"],
  ];
  const content = policy.map((directive) => directive.join(" ")).join("; ");
  replaceOnce(folder, "index.html", /<meta charset="utf-8">/, (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${content}">`);
}

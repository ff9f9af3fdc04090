// For object storage, which sends what it was given with each object: prints one line an object of a built dist/, parted
// by tabs: the file to upload, its name, Content-Type, Content-Encoding, Cache-Control. Tested in
// tests/browser/hosting.spec.mjs.   node hosting/objects.mjs dist
import { existsSync, readdirSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".ts": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".tsv": "text/tab-separated-values; charset=utf-8",
  ".svg": "image/svg+xml",
};
const NAMED = /-[0-9a-f]{16}[a-z_-]*\.(css|js|wasm)$/;

/** The objects of a built page: the compressed bytes under the plain name, because such stores do not negotiate. */
export function objects(dist) {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TYPES[extname(entry.name)])
    .map((entry) => {
      const file = join(entry.parentPath ?? entry.path, entry.name);
      const small = existsSync(`${file}.br`);
      return {
        file: small ? `${file}.br` : file,
        name: relative(dist, file).replaceAll("\\", "/"),
        type: TYPES[extname(file)],
        encoding: small ? "br" : "",
        cache: NAMED.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
      };
    })
    // The page last: what it names is there before it.
    .sort((a, b) => Number(a.name === "index.html") - Number(b.name === "index.html") || (a.name < b.name ? -1 : 1));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, name, type, encoding, cache } of objects(process.argv[2] ?? "dist")) console.log([file, name, type, encoding, cache].join("\t"));
}

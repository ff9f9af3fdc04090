// Writes FILE.br and FILE.gz beside every file of a folder. The same bytes always: no names, no times, no system.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Compressed already, or written by this script. */
const LEFT_OUT = new Set([".br", ".gz", ".png", ".woff2", ".zip"]);
const GZIP_SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;

const files = readdirSync(process.argv[2], { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !LEFT_OUT.has(extname(entry.name)))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

for (const path of files) {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
  const gzip = gzipSync(bytes, { level: 9 });
  gzip[GZIP_SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  writeFileSync(`${path}.gz`, gzip);
}

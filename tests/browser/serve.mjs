// Serves the built page as a plain static host would: dist/ at / and, for relative addresses, under /some/base/ too.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(process.env.DIST ?? fileURLToPath(new URL("../../dist", import.meta.url)));
const port = Number(process.env.PORT ?? 8321);
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

async function answer(request, response) {
  let path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  path = path.replace(/^\/some\/base\//, "/");
  if (path.endsWith("/")) path += "index.html";
  const file = resolve(join(root, path));
  if (!file.startsWith(root + sep)) throw new Error("outside of the folder");
  const headers = {
    // Module scripts of other origins are asked for with CORS.
    ...(file.endsWith("embed.js") && { "access-control-allow-origin": "*" }),
    "content-type": types[extname(file)] ?? "application/octet-stream",
    "cache-control": "no-store",
    vary: "accept-encoding",
  };
  if (/\bbr\b/.test(request.headers["accept-encoding"] ?? "")) {
    const small = await readFile(`${file}.br`).catch(() => null);
    if (small) return send(response, { ...headers, "content-encoding": "br" }, small);
  }
  send(response, headers, await readFile(file));
}

function send(response, headers, bytes) {
  response.writeHead(200, { ...headers, "content-length": bytes.length });
  response.end(bytes);
}

createServer((request, response) => {
  answer(request, response).catch(() => response.writeHead(404).end());
}).listen(port, "127.0.0.1");

// A plain static host for a built page: its folder can be changed and it can go away, as hosts do.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const DIST = resolve(process.env.DIST ?? fileURLToPath(new URL("../../dist", import.meta.url)));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** Serves a folder at / and, for relative addresses, under /some/base/ too. `folder` can be set to another one. */
export function host(folder = DIST) {
  const site = { folder };
  site.server = createServer((request, response) => {
    answer(site.folder, request, response).catch(() => response.writeHead(404).end());
  });
  site.listen = (port = 0) =>
    new Promise((done) => site.server.listen(port, "127.0.0.1", () => done(`http://127.0.0.1:${site.server.address().port}/`)));
  site.close = () =>
    new Promise((done) => {
      site.server.close(done);
      site.server.closeAllConnections();
    });
  return site;
}

async function answer(folder, request, response) {
  let path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  path = path.replace(/^\/some\/base\//, "/");
  if (path.endsWith("/")) path += "index.html";
  const file = resolve(join(folder, path));
  if (!file.startsWith(folder + sep)) throw new Error("outside of the folder");
  const headers = {
    // Module scripts of other origins are asked for with CORS.
    ...(file.endsWith("embed.js") && { "access-control-allow-origin": "*" }),
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
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

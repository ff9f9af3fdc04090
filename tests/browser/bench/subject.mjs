// A built page that is measured: its folder behind the same plain host, every request written down.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { host } from "../static.mjs";

const COMPRESS = fileURLToPath(new URL("../../../scripts/compress.mjs", import.meta.url));

/** Serves a folder. Of a page that is not ours only its start is measured, by `ready`, else by a silent network. */
export async function subject(folder, name, ready) {
  const ours = !ready && /<meta name="?engine"?/.test(readFileSync(join(folder, "index.html"), "utf8"));
  const own = compressed(folder);
  const site = host(own ?? folder);
  const asked = [];
  site.server.on("request", (request) => asked.push({ path: pathOf(request.url), at: Date.now() }));
  const home = await site.listen();
  const close = async () => {
    await site.close();
    if (own) rmSync(own, { recursive: true });
  };
  return { name, folder: own ?? folder, home, ours, ready, asked, close };
}

/** The label of a folder that is compared with. */
export const label = (folder) => (basename(folder) === "dist" ? basename(join(folder, "..")) : basename(folder));

/** A copy with what hosts compress, for a folder that does not bring it. */
function compressed(folder) {
  if (existsSync(join(folder, "index.html.br"))) return null;
  const copy = mkdtempSync(join(tmpdir(), "bench-page-"));
  cpSync(folder, copy, { recursive: true });
  execFileSync(process.execPath, [COMPRESS, copy]);
  return copy;
}

function pathOf(address) {
  const path = decodeURIComponent(new URL(address, "http://localhost").pathname).slice(1);
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

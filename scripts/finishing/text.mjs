// What the steps share.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What an integrity attribute, or a source of a policy, says of these bytes. */
export const integrity = (bytes, kind = "sha384") => `${kind}-${createHash(kind).update(bytes).digest("base64")}`;

/** Tells the service worker, from when it begins its work, what was and is asked for (offline/offline.js). */
export const TELL_USED = `{
  const line = new BroadcastChannel(new URL("./", location.href).href);
  const tell = (list) => line.postMessage(list.getEntries().map(({ name }) => name));
  line.onmessage = ({ data }) => data === "used?" && new PerformanceObserver(tell).observe({ type: "resource", buffered: true });
}
`;

/** Changes the one place of a file that fits; a file without it is not what this script was written for. */
export function replaceOnce(folder, name, pattern, replacement) {
  const text = readFileSync(join(folder, name), "utf8");
  const [found, ...more] = text.match(new RegExp(pattern, `${pattern.flags.replace("g", "")}g`)) ?? [];
  if (!found || more.length > 0) throw new Error(`${name}: ${found ? "more than one place" : "no place"} for ${pattern}`);
  writeFileSync(join(folder, name), text.replace(pattern, replacement));
}

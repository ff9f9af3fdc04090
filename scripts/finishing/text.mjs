// What the steps share.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What an integrity attribute, or a source of a policy, says of these bytes. */
export const integrity = (bytes, kind = "sha384") => `${kind}-${createHash(kind).update(bytes).digest("base64")}`;

/** A name that never stands for other bytes: the sum of them is in it. */
export const namedByContent = (name, ending, ...contents) => {
  const sum = createHash("sha256");
  for (const content of contents) sum.update(content);
  return `${name}-${sum.digest("hex").slice(0, 16)}${ending}`;
};

/** Saves bytes under such a name, and gives it. */
export function save(folder, name, ending, content) {
  const full = namedByContent(name, ending, content);
  writeFileSync(join(folder, full), content);
  return full;
}

/** Tells the service worker what was and is asked for (offline/offline.js): one that begins its work asks for it, one that is
    at work may have asked before this listened. */
export const TELL_USED = `{
  const line = new BroadcastChannel(new URL("./", location.href).href);
  const tell = (list) => line.postMessage(list.getEntries().map(({ name }) => name));
  const watch = () => new PerformanceObserver(tell).observe({ type: "resource", buffered: true });
  line.onmessage = ({ data }) => data === "used?" && watch();
  watch();
}
`;

/** Changes the one place of a file that fits; a file without it is not what this script was written for. */
export function replaceOnce(folder, name, pattern, replacement) {
  const text = readFileSync(join(folder, name), "utf8");
  const [found, ...more] = text.match(new RegExp(pattern, `${pattern.flags.replace("g", "")}g`)) ?? [];
  if (!found || more.length > 0) throw new Error(`${name}: ${found ? "more than one place" : "no place"} for ${pattern}`);
  writeFileSync(join(folder, name), text.replace(pattern, replacement));
}

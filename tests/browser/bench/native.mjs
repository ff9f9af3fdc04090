// The native figures of the core, as criterion left them: milliseconds of one call, over its samples.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { spread } from "./statistics.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
const CARGO = ["bench", "--quiet", "--locked", "--no-default-features", "--bench", "core", "--", "--quiet"];

/** `[{ title, figure, unit, min, median, max, runs }]`; throws when cargo fails. */
export function native() {
  const began = Date.now();
  const { status, error } = spawnSync("cargo", CARGO, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`cargo ${CARGO.join(" ")} did not work${error ? `: ${error.message}` : ""}`);
  const folder = join(TARGET, "criterion");
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith(join("new", "sample.json")))
    .filter((path) => statSync(join(folder, path)).mtimeMs >= began)
    .map((path) => join(folder, path, ".."))
    .map((path) => [read(path, "benchmark"), read(path, "sample")])
    .map(([{ group_id: group, function_id: name, value_str: value }, { times, iters }]) => ({
      title: "The core alone, native",
      group,
      figure: `${group}, ${value ?? name}`,
      unit: "ms",
      ...spread(times.map((time, at) => time / iters[at] / 1e6)),
    }))
    .sort((a, b) => a.group.localeCompare(b.group) || a.median - b.median);
}

const read = (path, name) => JSON.parse(readFileSync(join(path, `${name}.json`), "utf8"));

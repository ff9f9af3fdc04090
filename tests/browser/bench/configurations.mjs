// The configurations that are worked on: those of the native figures.
import { readFileSync } from "node:fs";

const link = (name) => readFileSync(new URL(`../../../benches/links/${name}.txt`, import.meta.url), "utf8").trim();

export const CONFIGURATIONS = {
  "empty": link("empty"),
  "usual (20, 30 and 20 rows)": link("usual"),
  "huge (50, 100 and 100 rows)": link("huge"),
};

export const HUGE = CONFIGURATIONS["huge (50, 100 and 100 rows)"];
export const USUAL = CONFIGURATIONS["usual (20, 30 and 20 rows)"];

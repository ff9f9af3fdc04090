// How quiet the machine is: the same work, always, timed between the measurements. What it needs longer, others took.
import { cpus, loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { median, spread } from "./statistics.mjs";

/** What a quiet machine stays within: the reference work moves by some percent there. */
const QUIET = 1.15;

/** Arithmetic that fits into the cache and cannot be left out: milliseconds. */
function reference() {
  const before = performance.now();
  let mixed = 1;
  for (let step = 0; step < 6_000_000; step += 1) mixed = (Math.imul(mixed, 1_664_525) + step) >>> 0;
  return mixed === 0 ? NaN : performance.now() - before;
}

/** Times the reference work at moments, each by the median of a few. */
export function watch() {
  const [before] = loadavg();
  for (let warm = 0; warm < 5; warm += 1) reference();
  const moments = [];
  const look = () => moments.push(median(Array.from({ length: 7 }, reference)));
  look();
  return {
    look,
    /** What was seen: first, last, all moments; and whether times of this run can be believed: others did not compute
        when it began, and the reference work stayed what it was. */
    said: () => {
      const { min, median: usual, max } = spread(moments);
      const quiet = max / min <= QUIET && before < cpus().length / 2;
      return { first: moments[0], last: moments.at(-1), min, median: usual, max, moments: moments.length, loadBefore: before, loadAfter: loadavg()[0], quiet };
    },
  };
}

// Prints what a visitor fetches before the form works, and fails above the budget (docs/performance.md).
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const BUDGET = 150_000;
const AIM = 120_000;
const dist = process.argv[2];
const size = (path) => { try { return statSync(path).size; } catch { return 0; } };

let total = 0;
const first = readdirSync(dist).sort().filter((name) => /\.(html|js|wasm|css)$/.test(name));
for (const name of first) {
  const path = join(dist, name);
  const [raw, gzip, brotli] = [size(path), size(`${path}.gz`), size(`${path}.br`)];
  total += brotli;
  console.log(`${name.replace(/-[0-9a-f]{16}/, "").padEnd(24)} ${String(raw).padStart(9)} raw ${String(gzip).padStart(8)} gzip ${String(brotli).padStart(8)} brotli`);
}
const verdict = total > BUDGET ? "OVER THE BUDGET" : total > AIM ? "within the budget, above the aim" : "within the aim";
console.log(`${"until the form works".padEnd(24)} ${String(total).padStart(38)} brotli of ${BUDGET}: ${verdict}`);
process.exit(total > BUDGET ? 1 : 0);

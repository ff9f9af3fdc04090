// Lighthouse on the built page, served by nginx as in hosting/: accessibility and best practices have to be 100.
// Performance is printed and not judged: it is a measure of this machine too.   node run.mjs DIST
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import lighthouse, { desktopConfig } from "lighthouse";
import * as launcher from "chrome-launcher";
import { SERVERS } from "../browser/servers.mjs";

const JUDGED = ["accessibility", "best-practices"];
const METRICS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "interactive"];

const folder = await mkdtemp(join(tmpdir(), "lighthouse-"));
const server = await SERVERS.nginx(folder, resolve(process.argv[2] ?? "dist"));
const chrome = await launcher.launch({ chromePath: process.env.CHROMIUM, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
let missed = 0;
try {
  for (const [device, config] of [["phone", undefined], ["desktop", desktopConfig]]) {
    for (const [what, path] of [["page", "#v=1&packages=curl"], ["widget", "#v=1&packages=curl&embed=1"]]) {
      const flags = { port: chrome.port, onlyCategories: ["performance", ...JUDGED], logLevel: "error" };
      const { lhr } = await lighthouse(server.home + path, flags, config);
      const score = (name) => Math.round(lhr.categories[name].score * 100);
      const metrics = METRICS.map((name) => `${name} ${lhr.audits[name].displayValue}`).join(", ");
      console.log(`${device}, ${what}: performance ${score("performance")} (${metrics}); ${JUDGED.map((name) => `${name} ${score(name)}`).join(", ")}`);
      for (const category of JUDGED) {
        for (const { id, weight } of lhr.categories[category].auditRefs) {
          const { score, title, details } = lhr.audits[id];
          if (weight > 0 && score !== null && score < 1) {
            missed += 1;
            console.log(`  ✗ ${category}: ${title}\n${JSON.stringify(details?.items?.slice(0, 5), null, 2)}`);
          }
        }
      }
    }
  }
} finally {
  await chrome.kill();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
process.exit(missed ? 1 : 0);

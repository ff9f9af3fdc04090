// Prints what the element costs a docs page: its size, how soon it works after a reader has scrolled to it, and what moves.
// Cold, on a fast and on a slow profile, the median of some runs. RUNS=9 node bench-widget.mjs; figures to read, no test.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { DIST, host } from "./static.mjs";

const RUNS = Number(process.env.RUNS ?? 5);
const PROFILES = {
  "as it comes": null,
  "1.6 Mbit/s, 150 ms, 4x slower": { throughput: 1.6e6 / 8, latency: 150, processor: 4 },
};
const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];

const docs = (page) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title>
<style>body { margin: 0 auto; max-width: 900px } airflow-image-configurator:not(:defined) { display: block; height: 640px }</style>
<script type="module" src="${page}embed.js"></script><h1>Docs</h1><div style="height: 9000px">Text</div>
<airflow-image-configurator link="v=1&amp;packages=curl"></airflow-image-configurator><div style="height: 3000px">Text</div>
<script>window.shifts = 0; new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { shifts += value; })).observe({ type: "layout-shift", buffered: true });</script>`;

/** From scrolling to it until its form works, in milliseconds; and the sum of all shifts, typing included. */
async function reader(browser, origin, profile) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(origin);
  await page.evaluate(() => customElements.whenDefined("airflow-image-configurator"));
  const session = await context.newCDPSession(page);
  if (profile) {
    const { throughput, latency, processor } = profile;
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput });
    await session.send("Emulation.setCPUThrottlingRate", { rate: processor });
  }
  const usable = await page.evaluate(() => {
    const element = document.querySelector("airflow-image-configurator");
    const before = performance.now();
    const ready = new Promise((done) => element.addEventListener("ready", () => done(performance.now() - before)));
    element.scrollIntoView();
    return ready;
  });
  const field = page.frameLocator("iframe").getByLabel("Add an OS package");
  await field.pressSequentially("git");
  await field.press("Enter");
  await page.waitForTimeout(500);
  const shifts = await page.evaluate(() => shifts);
  await context.close();
  return { usable, shifts };
}

const site = host();
const page = await site.listen();
// The same site for the browser, so that frame and docs share the process that is slowed down.
const server = createServer((request, response) => response.writeHead(200, { "content-type": "text/html" }).end(docs(page)));
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const script = readFileSync(`${DIST}/embed.js`);
  console.log(`\nembed.js: ${script.length} bytes, gzip ${gzipSync(script, { level: 9 }).length}, brotli ${brotliCompressSync(script).length}`);
  console.log(`${"widget, median of " + RUNS + " readers".padEnd(14)}`.padEnd(36) + "works after scrolling to it   layout shift");
  for (const [name, profile] of Object.entries(PROFILES)) {
    const readers = [];
    for (let run = 0; run < RUNS; run += 1) readers.push(await reader(browser, `http://127.0.0.1:${server.address().port}/`, profile));
    console.log(name.padEnd(36) + `${median(readers.map((one) => one.usable)).toFixed(0)} ms`.padStart(27) + String(Math.max(...readers.map((one) => one.shifts))).padStart(15));
  }
} finally {
  await browser.close();
  await site.close();
  server.closeAllConnections();
  server.close();
}

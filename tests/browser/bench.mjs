// Prints how soon the built page shows and works: cold, on a fast and on a slow profile, the median of some runs.
// RUNS=9 node bench.mjs; the environment is that of scripts/bench. Figures to read, never a test.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const RUNS = Number(process.env.RUNS ?? 5);
const PORT = Number(process.env.PORT ?? 8322);
const PAGE = `http://127.0.0.1:${PORT}/`;
const PROFILES = {
  "as it comes": null,
  "1.6 Mbit/s, 150 ms, 4x slower": { throughput: (1.6e6 / 8), latency: 150, processor: 4 },
};

const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];

/** One cold visit: a new profile, nothing cached. */
async function visit(browser, profile) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  if (profile) {
    const { throughput, latency, processor } = profile;
    await session.send("Network.emulateNetworkConditions", {
      offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput,
    });
    await session.send("Emulation.setCPUThrottlingRate", { rate: processor });
  }
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.documentElement?.hasAttribute("data-ready")) return;
      window.readyAfter = performance.now();
      observer.disconnect();
    }).observe(document, { attributes: true, attributeFilter: ["data-ready"], childList: true, subtree: true });
  });
  await page.goto(PAGE);
  await page.waitForFunction(() => window.readyAfter !== undefined, null, { timeout: 60_000 });
  const atReady = bytes;
  const figures = await page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    ready: window.readyAfter,
  }));
  await context.close();
  return { ...figures, bytes: atReady };
}

const server = spawn(process.execPath, [fileURLToPath(new URL("serve.mjs", import.meta.url))], {
  env: { ...process.env, PORT: String(PORT) },
  stdio: "inherit",
});
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
try {
  for (let tries = 0; !(await fetch(PAGE).catch(() => null))?.ok; tries += 1) {
    if (tries > 50) throw new Error(`Nothing answers at ${PAGE}: is there a dist/? Run make build.`);
    await new Promise((done) => setTimeout(done, 100));
  }
  console.log(`${"start, median of " + RUNS + " cold visits".padEnd(14)}`.padEnd(36) + "first paint   form works    bytes on the wire");
  for (const [name, profile] of Object.entries(PROFILES)) {
    const visits = [];
    for (let run = 0; run < RUNS; run += 1) visits.push(await visit(browser, profile));
    const of = (figure) => median(visits.map((one) => one[figure])).toFixed(0);
    console.log(name.padEnd(36) + `${of("paint")} ms`.padStart(11) + `${of("ready")} ms`.padStart(13) + of("bytes").padStart(21));
  }
} finally {
  await browser.close();
  server.kill();
}

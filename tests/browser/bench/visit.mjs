// A browser at one of the pages: as it comes or slowed down, with nothing in its cache.

export const PROFILES = {
  "as it comes": null,
  "slow: 1.6 Mbit/s, 150 ms, processor 4x slower": { throughput: 1.6e6 / 8, latency: 150, processor: 4 },
};

/** A new profile with one page. Work is measured without the service worker, which stores files in the background. */
export async function blank(browser, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: "block", ...options });
  return { context, page: await context.newPage() };
}

export async function slowDown(page, profile) {
  if (!profile) return;
  const session = await page.context().newCDPSession(page);
  const { throughput, latency, processor } = profile;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput });
  await session.send("Emulation.setCPUThrottlingRate", { rate: processor });
}

/** In the page: waits for a condition without a pause that would be measured, and in vain not for ever. */
function waitInPage() {
  const turn = () => new Promise((done) => {
    const line = new MessageChannel();
    line.port1.onmessage = done;
    line.port2.postMessage(0);
  });
  window.until = async (what, condition) => {
    for (const began = performance.now(); !condition(); await turn()) {
      if (performance.now() - began > 20_000) throw new Error(`in vain waited for: ${what}`);
    }
    document.body.getBoundingClientRect();
  };
}

/** Our page, with all of its program there: it says so, or, where it came in one part, nothing is asked for any more. */
export async function opened(browser, { home }, fragment, options) {
  const { context, page } = await blank(browser, options?.context);
  await page.addInitScript(waitInPage);
  if (options?.before) await options.before(page);
  await page.goto(fragment ? `${home}#${fragment}` : home);
  await page.locator("html[data-ready]").waitFor({ state: "attached", timeout: 60_000 });
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(300);
  // A link with many rows is read before its download.
  const read = page.getByRole("button", { name: "I have read them" });
  if (await read.isVisible()) await read.click();
  return { context, page };
}

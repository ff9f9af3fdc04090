// How soon a page shows and works, cold.
import { PROFILES, blank, slowDown } from "./visit.mjs";

export const load = Object.entries(PROFILES).map(([name, profile]) => ({
  title: `Cold start, ${name}`,
  run: async (browser, subject) => {
    const { context, page } = await blank(browser, { serviceWorkers: "allow" });
    try {
      await slowDown(page, profile);
      return await (subject.ours ? own : foreign)(page, subject);
    } finally {
      await context.close();
    }
  },
}));

const paint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN;

/** Notes when the page says that its form works, and that all of it does. */
export const noteReadiness = (page) =>
  page.addInitScript(() => {
    window.after = {};
    new MutationObserver(() => {
      const said = document.documentElement?.dataset ?? {};
      for (const what of ["ready", "whole"]) if (what in said) after[what] ??= performance.now();
    }).observe(document, { attributes: true, attributeFilter: ["data-ready", "data-whole"], childList: true, subtree: true });
  });

async function own(page, { home }) {
  await noteReadiness(page);
  await page.goto(home);
  await page.waitForFunction(() => after.ready !== undefined, null, { timeout: 60_000 });
  await page.waitForLoadState("networkidle", { timeout: 60_000 });
  const { ready, whole = NaN } = await page.evaluate(() => after);
  return figures(await page.evaluate(paint), ["form works", ready], ["all of it works", whole]);
}

/** Ready is when what `ready` selects is shown; without it, when the last file of the start has come. */
async function foreign(page, { home, ready }) {
  if (ready) await noteShown(page, ready);
  await page.goto(home, { waitUntil: ready ? "load" : "networkidle", timeout: 120_000 });
  if (ready) await page.waitForFunction(() => window.shownAfter !== undefined, null, { timeout: 120_000 });
  const last = () => Math.max(...performance.getEntriesByType("resource").map(({ responseEnd }) => responseEnd), performance.timing.loadEventEnd - performance.timing.navigationStart);
  return figures(await page.evaluate(paint), ready ? ["form works", await page.evaluate(() => shownAfter)] : ["network silent", await page.evaluate(last)]);
}

const noteShown = (page, selector) =>
  page.addInitScript((selector) => {
    const look = () => {
      const element = document.querySelector(selector);
      if (element?.getClientRects().length > 0 && !element.disabled) window.shownAfter = performance.now();
      else requestAnimationFrame(look);
    };
    look();
  }, selector);

const figures = (paint, ...others) =>
  [["first paint", paint], ...others].filter(([, time]) => Number.isFinite(time)).map(([figure, time]) => [figure, "ms", time]);

// What the element costs a docs page: how soon it works after a reader has scrolled to it, and what moves.
import { createServer } from "node:http";
import { PROFILES, blank, slowDown } from "./visit.mjs";

const docs = (page) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title>
<style>body { margin: 0 auto; max-width: 900px } airflow-image-configurator:not(:defined) { display: block; height: 640px }</style>
<script type="module" src="${page}embed.js"></script><h1>Docs</h1><div style="height: 9000px">Text</div>
<airflow-image-configurator link="v=1&amp;packages=curl"></airflow-image-configurator><div style="height: 3000px">Text</div>
<script>window.shifts = 0; new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { shifts += value; })).observe({ type: "layout-shift", buffered: true });</script>`;

export const widget = Object.entries(PROFILES).map(([name, profile]) => ({
  title: `Widget, ${name}`,
  run: async (browser, subject) => {
    // The same site for the browser, so that frame and docs share the process that is slowed down.
    const server = createServer((request, response) => response.writeHead(200, { "content-type": "text/html" }).end(docs(subject.home)));
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const { context, page } = await blank(browser, { serviceWorkers: "allow" });
    try {
      return await reader(page, `http://127.0.0.1:${server.address().port}/`, profile);
    } finally {
      await context.close();
      server.closeAllConnections();
      server.close();
    }
  },
}));

async function reader(page, origin, profile) {
  await page.goto(origin);
  await page.evaluate(() => customElements.whenDefined("airflow-image-configurator"));
  await slowDown(page, profile);
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
  return [["form works after scrolling to it", "ms", usable], ["layout shift, typing included", "", await page.evaluate(() => shifts)]];
}

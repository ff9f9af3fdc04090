// Docs pages on an origin of their own, which embed the page. `localhost` and 127.0.0.1 are two sites for a browser.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { Liquid } from "liquidjs";
import { expect, test as base } from "./support.mjs";

const EXAMPLES = fileURLToPath(new URL("../../docs/examples/", import.meta.url));
const MODULES = fileURLToPath(new URL("node_modules", import.meta.url));

/** An example as it stands in the docs, with the address of the page in place of the placeholder. */
export async function example(name, page) {
  return (await readFile(EXAMPLES + name, "utf8")).replaceAll("https://host/path/", page);
}

/** A docs page. `element` is its whole text, or the attributes of one element. */
export function docs(page, elements, { head = "", before = "", after = '<div style="height: 3000px">The end</div>' } = {}) {
  const all = [elements].flat().map((element) => (element.startsWith("<") ? element : `<airflow-image-configurator ${element}></airflow-image-configurator>`));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title>
<style>body { margin: 0 auto; max-width: 900px } airflow-image-configurator:not(:defined) { display: block; height: 640px }</style>${head}
<script type="module" src="${page}embed.js"></script>
<h1>Docs</h1>${before}${all.join("<p>Between</p>")}<p id="below">Below</p>${after}`;
}

/** The Jekyll page, by a Liquid engine with Jekyll's includes; its Markdown is left as it is. */
export async function jekyll(page) {
  const config = await example("jekyll/_config.yml", page);
  const [, configurator] = /configurator: (\S+)/.exec(config);
  const engine = new Liquid({ root: `${EXAMPLES}jekyll/_includes`, jekyllInclude: true, dynamicPartials: false });
  const [, body] = /^---\n[^]*?\n---\n([^]*)$/.exec(await readFile(`${EXAMPLES}jekyll/index.md`, "utf8"));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Jekyll</title>${await engine.parseAndRender(body, { site: { configurator } })}`;
}

/** The React page: rendered on the server, taken over in the browser. */
export async function react(page) {
  const bundle = async (source, platform) => {
    const built = await esbuild.build({
      stdin: { contents: source, loader: "tsx", resolveDir: `${EXAMPLES}react` },
      bundle: true, write: false, format: platform === "node" ? "esm" : "iife", platform, jsx: "automatic", logLevel: "silent",
      nodePaths: [MODULES], define: { "process.env.NODE_ENV": '"development"' },
      plugins: [{ name: "address", setup: (build) => build.onLoad({ filter: /AirflowImageConfigurator\.tsx$/ }, async () => ({ contents: await example("react/AirflowImageConfigurator.tsx", page), loader: "tsx", resolveDir: `${EXAMPLES}react` })) }],
      ...(platform === "node" && { banner: { js: 'import { createRequire } from "node:module"; const require = createRequire("/");' } }),
    });
    return built.outputFiles[0].text;
  };
  const server = await bundle('import { renderToString } from "react-dom/server"; import Page from "./page"; export default renderToString(<Page />);', "node");
  const { default: html } = await import(`data:text/javascript;base64,${Buffer.from(server).toString("base64")}`);
  const script = await bundle('import { hydrateRoot } from "react-dom/client"; import Page from "./page"; hydrateRoot(document.getElementById("root"), <Page />, { onRecoverableError: (error) => console.error(error) });', "browser");
  return { html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>React</title><div id="root">${html}</div><script src="react.js"></script>`, script };
}

export const test = base.extend({
  /** The docs' own origin; `pages` holds what it answers: a text, or { body, headers }. */
  host: async ({}, use) => {
    const pages = new Map();
    const server = createServer((request, response) => {
      const page = pages.get(new URL(request.url, "http://localhost").pathname);
      if (page === undefined) return response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
      const { body, headers } = typeof page === "string" ? { body: page } : page;
      response.writeHead(200, { "content-type": request.url.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8", ...headers }).end(body);
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    await use({ pages, origin: `http://localhost:${server.address().port}` });
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  },
  origins: async ({ baseURL, host }, use) => use([new URL(baseURL).origin, host.origin]),
  // Chromium warns of the sandbox, which it takes for one of the same origin.
  expected: [[], { option: true }],
});

/** Opens a docs page; from then on its events and its shifts are written down. */
export async function openDocs(page, host, body, path = "/") {
  if (body !== undefined) host.pages.set(path, body);
  await page.addInitScript(() => {
    if (window !== top) return;
    Object.assign(window, { told: [], shifts: [] });
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift", buffered: true });
    document.addEventListener("DOMContentLoaded", () => {
      for (const element of document.querySelectorAll("airflow-image-configurator")) listenTo(element);
    });
    window.listenTo = (element) => {
      for (const kind of ["ready", "change", "download", "error"]) element.addEventListener(kind, ({ detail }) => told.push({ kind, of: element.id, detail }));
    };
  });
  await page.goto(host.origin + path);
}

/** What the element told so far, of one kind. */
export const told = (page, kind) => page.evaluate((kind) => window.told.filter((event) => event.kind === kind), kind);

/** The frame in an element, once its form works. */
export async function frame(page, selector = "airflow-image-configurator") {
  const inside = page.locator(selector).frameLocator("iframe");
  await inside.locator("html[data-whole]").waitFor({ state: "attached", timeout: 20_000 });
  return inside;
}

/** Adds a package inside a frame. */
export async function addIn(inside, name) {
  const field = inside.getByLabel("Add an OS package");
  await field.fill(name);
  await field.press("Enter");
  await expect(inside.getByRole("list", { name: "OS packages" }).getByRole("textbox").last()).toHaveValue(name);
}

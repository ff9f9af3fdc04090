// The element on docs pages of every kind, which have an origin of their own.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { addIn, docs, example, frame, jekyll, openDocs, react, test, told } from "./hosts.mjs";
import { DIST } from "./static.mjs";
import { download, expect, sha256, twin } from "./support.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const element = (page) => page.locator("airflow-image-configurator");
const start = "v=1&image=alpine:3.23&airflow=3.3.2&python=3.12";

test("embed.js is at most 3 kB as it is served", () => {
  expect(brotliCompressSync(readFileSync(join(DIST, "embed.js"))).length).toBeLessThanOrEqual(3072);
});

test.describe("the examples of the docs", () => {
  test("plain HTML", async ({ page, host, baseURL }) => {
    await openDocs(page, host, await example("plain.html", baseURL));
    const inside = await frame(page);
    await expect(inside.getByLabel("Airflow version")).toBeDisabled();
    await expect(inside.getByLabel("Add a variable")).toBeHidden();
    await expect(inside.getByLabel("OS package 1", { exact: true })).toHaveValue("openssh-client");
    const accent = () => inside.locator("html").evaluate((root) => getComputedStyle(root).getPropertyValue("--accent"));
    await expect.poll(accent).toBe("#1f5fbf");
    await addIn(inside, "git");
    await expect(page.locator("#chosen")).toContainText("packages=openssh-client,git");
  });

  test("Jekyll: two on one page", async ({ page, host, baseURL }) => {
    await openDocs(page, host, await jekyll(baseURL));
    await expect(element(page)).toHaveCount(2);
    const first = await frame(page, "airflow-image-configurator >> nth=0");
    await expect(first.getByLabel("OS package 2", { exact: true })).toHaveValue("git");
    await element(page).nth(1).scrollIntoViewIfNeeded();
    const second = await frame(page, "airflow-image-configurator >> nth=1");
    await expect(second.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(second.getByLabel("Airflow version")).toBeDisabled();
    await expect(page.getByTitle("Every layer")).toBeVisible();
  });

  test("React: rendered on a server, taken over in the browser, events as properties", async ({ page, host, baseURL }) => {
    const { html, script } = await react(baseURL);
    expect(html).toContain(`<a href="${baseURL}#v=1&amp;airflow=3.3.2&amp;packages=curl">`);
    host.pages.set("/react.js", script);
    await openDocs(page, host, html);
    const inside = await frame(page);
    await addIn(inside, "git");
    await expect(page.locator("output")).toContainText("packages=curl,git");
    await expect(page.getByTitle("Packages of the image")).toBeVisible();
  });

  test("its types fit the element, and wrong ones are refused", () => {
    const folder = mkdtempSync(join(tmpdir(), "types-"));
    try {
      for (const name of ["AirflowImageConfigurator.tsx", "page.tsx"]) copyFileSync(join(root, "docs/examples/react", name), join(folder, name));
      copyFileSync(join(root, "widget/embed.d.ts"), join(folder, "embed.d.ts"));
      const tsc = (source) => {
        writeFileSync(join(folder, "plain.ts"), source);
        writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({
          compilerOptions: { strict: true, noEmit: true, jsx: "react-jsx", module: "esnext", moduleResolution: "bundler", target: "esnext", lib: ["esnext", "dom"], types: [], paths: { react: [join(root, "tests/browser/node_modules/@types/react")], "react/*": [join(root, "tests/browser/node_modules/@types/react/*")] } },
          include: ["*.ts", "*.tsx"],
        }));
        execFileSync(join(root, "tests/browser/node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8", stdio: "pipe" });
      };
      const use = (line) => `import "./embed"; const element = document.querySelector("airflow-image-configurator")!; ${line}\n`;
      tsc(use("element.addEventListener('change', ({ detail }) => detail.files[0]?.path.length); element.link = 'v=1';"));
      expect(() => tsc(use("element.addEventListener('change', ({ detail }) => detail.secrets);"))).toThrow();
      expect(() => tsc(use("element.link = 1;"))).toThrow();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test.describe("what the element tells", () => {
  test("ready, change and download, each in its shape; never the value of a secret", async ({ page, host, baseURL }) => {
    const messages = [];
    await page.exposeFunction("overheard", (text) => messages.push(text));
    await page.addInitScript(() => window === top && addEventListener("message", ({ data }) => overheard(JSON.stringify(data))));
    await openDocs(page, host, docs(baseURL, 'link="#v=1&amp;packages=curl&amp;env=DB_PASSWORD="'));
    const inside = await frame(page);
    await expect.poll(() => told(page, "ready")).toHaveLength(1);
    const [{ detail: ready }] = await told(page, "ready");
    expect(ready).toEqual({ link: `${start}&packages=curl&env=DB_PASSWORD`, height: expect.any(Number) });
    await addIn(inside, "git");
    await inside.getByLabel("Value of DB_PASSWORD").fill("hunter2");
    await expect.poll(() => element(page).evaluate((element) => element.link)).toBe(`${start}&packages=curl,git&env=DB_PASSWORD`);
    await page.waitForTimeout(500);
    const changes = await told(page, "change");
    const { link, files } = changes.at(-1).detail;
    expect(link).toBe(`${start}&packages=curl,git&env=DB_PASSWORD`);
    expect(files.find((file) => file.path === "packages.txt")).toEqual({ path: "packages.txt", text: "curl\ngit\n" });
    expect(files.find((file) => file.path === ".env").text).toContain("DB_PASSWORD=");
    const { bytes } = await download(page, () => inside.getByRole("button", { name: "Download zip" }).filter({ visible: true }).first().click());
    await expect.poll(() => told(page, "download")).toHaveLength(1);
    const [{ detail }] = await told(page, "download");
    expect(detail).toEqual({ link, name: "my-airflow.zip", size: bytes.length, sha256: sha256(bytes) });
    expect(JSON.stringify([await page.evaluate(() => window.told), messages])).not.toContain("hunter2");
    expect(messages.length).toBeGreaterThan(3);
  });

  test("the download is the twin's, byte for byte", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, 'link="v=1&amp;packages=curl"'));
    const inside = await frame(page);
    await addIn(inside, "git");
    const { bytes } = await download(page, () => inside.getByRole("button", { name: "Download zip" }).filter({ visible: true }).first().click());
    expect(sha256(bytes)).toBe(sha256((await twin("v=1&packages=curl,git")).bytes));
  });

  test("what of the link could not be used", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, 'link="v=1&amp;colour=red"'));
    await frame(page);
    await expect.poll(() => told(page, "error")).toHaveLength(1);
    expect((await told(page, "error"))[0].detail.message).toContain("colour");
  });
});

test.describe("attributes that change later", () => {
  test("link, show, lock, families: followed without loading anew", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, 'link="v=1&amp;packages=curl"'));
    const inside = await frame(page);
    await inside.locator("html").evaluate((root) => { root.dataset.same = "yes"; });
    const length = await page.evaluate(() => history.length);
    await element(page).evaluate((element) => { element.link = "v=1&packages=bash,git"; });
    await expect(inside.getByLabel("OS package 1", { exact: true })).toHaveValue("bash");
    await addIn(inside, "tree");
    await element(page).evaluate((element) => { element.link = "v=1&packages=bash,git"; });
    await expect(inside.getByRole("list", { name: "OS packages" }).getByRole("textbox")).toHaveCount(2);
    await element(page).evaluate((element) => element.setAttribute("lock", "packages"));
    await expect(inside.getByLabel("OS package 1", { exact: true })).toBeDisabled();
    await element(page).evaluate((element) => element.setAttribute("show", "packages"));
    await expect(inside.getByLabel("Add a Python requirement")).toBeHidden();
    await expect(inside.locator("html")).toHaveAttribute("data-same", "yes");
    await expect(inside.locator("html")).toHaveAttribute("data-embed", "true");
    expect(await page.evaluate(() => history.length)).toBe(length);
  });

  test("what is being edited stays when the host changes the looks", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, 'link="v=1&amp;packages=curl"'));
    const inside = await frame(page);
    await addIn(inside, "git");
    await element(page).evaluate((element) => element.setAttribute("theme", "dark"));
    await expect(inside.locator("html")).toHaveAttribute("data-theme", "dark");
    await element(page).evaluate((element) => element.setAttribute("show", "packages,preview"));
    await expect(inside.getByLabel("Add a variable")).toBeHidden();
    await expect(inside.getByLabel("OS package 2", { exact: true })).toHaveValue("git");
  });

  test("label and the words of the link below", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, 'label="Airflow-Abbild einrichten" full-size-label="In voller Größe öffnen"'));
    await expect(page.getByTitle("Airflow-Abbild einrichten")).toBeVisible();
    await expect(page.getByRole("link", { name: "In voller Größe öffnen" })).toBeVisible();
    await element(page).evaluate((element) => element.setAttribute("label", "Image"));
    await expect(page.getByTitle("Image", { exact: true })).toBeVisible();
  });
});

test.describe("looks", () => {
  const look = (inside, name) => inside.locator("html").evaluate((root, name) => getComputedStyle(root).getPropertyValue(name).trim(), name);

  test("custom properties, also when the host switches its theme", async ({ page, host, baseURL }) => {
    const head = `<style>:root { --configurator-accent: #aa0000 } :root[data-theme=dark] { color-scheme: dark; --configurator-accent: rgb(255, 200, 0) }
      airflow-image-configurator { --configurator-mono: "Fira Code", monospace }</style>`;
    await openDocs(page, host, docs(baseURL, "", { head }));
    const inside = await frame(page);
    await expect.poll(() => look(inside, "--accent")).toBe("#aa0000");
    await expect.poll(() => look(inside, "--mono")).toBe('"Fira Code", monospace');
    await page.evaluate(() => { document.documentElement.dataset.theme = "dark"; });
    await expect.poll(() => look(inside, "--accent")).toBe("rgb(255, 200, 0)");
    await expect(inside.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.evaluate(() => { delete document.documentElement.dataset.theme; });
    await expect.poll(() => look(inside, "--accent")).toBe("#aa0000");
    await expect(inside.locator("html")).not.toHaveAttribute("data-theme", "dark");
  });

  test("the host's height is kept, and a larger content scrolls inside", async ({ page, host, baseURL }) => {
    const head = "<style>airflow-image-configurator { max-height: 500px }</style>";
    await openDocs(page, host, docs(baseURL, 'height="400"', { head }));
    const inside = await frame(page);
    const height = () => element(page).evaluate((element) => element.getBoundingClientRect().height);
    await page.evaluate(() => scrollBy(0, 1));
    await page.waitForTimeout(300);
    expect(await height()).toBeLessThanOrEqual(500);
    await expect(page.getByRole("link", { name: "Open full size" })).toBeVisible();
    await expect(inside.locator("body")).toBeVisible();
  });
});

test.describe("nothing jumps", () => {
  for (const [what, before] of [["at the top", ""], ["far below", '<div style="height: 5000px">Text</div>']]) {
    test(`${what}: load, scroll, typing`, async ({ page, host, baseURL }) => {
      await openDocs(page, host, docs(baseURL, 'link="v=1&amp;packages=curl"', { before }));
      await element(page).evaluate((element) => element.scrollIntoView());
      const inside = await frame(page);
      for (const name of ["git", "bash", "tree", "jq"]) await addIn(inside, name);
      await page.waitForTimeout(500);
      await page.mouse.wheel(0, 400);
      await page.waitForTimeout(300);
      expect(await page.evaluate(() => shifts)).toEqual([]);
    });
  }

  test("its content is all there once its lower edge was out of sight", async ({ page, host, baseURL }) => {
    await page.setViewportSize({ width: 1000, height: 500 });
    await openDocs(page, host, docs(baseURL, 'link="v=1&amp;packages=curl"'));
    const inside = await frame(page);
    for (const name of ["git", "bash", "tree", "jq"]) await addIn(inside, name);
    await expect.poll(() => inside.locator("html").evaluate((root) => root.scrollHeight - root.clientHeight)).toBeLessThanOrEqual(1);
  });

  test("nothing is fetched before it comes near", async ({ page, host, baseURL }) => {
    const asked = [];
    page.on("request", (request) => request.url().startsWith(baseURL) && asked.push(new URL(request.url()).pathname));
    await openDocs(page, host, docs(baseURL, "", { before: '<div style="height: 9000px">Text</div>' }));
    await page.waitForTimeout(700);
    expect(asked).toEqual(["/embed.js"]);
    await element(page).evaluate((element) => element.scrollIntoView());
    await frame(page);
    expect(asked.length).toBeGreaterThan(3);
  });
});

test("three on one page know nothing of each other", async ({ page, host, baseURL }) => {
  test.slow();
  const three = ["curl", "git", "bash"].map((name) => `id="${name}" link="v=1&amp;packages=${name}" height="300"`);
  await openDocs(page, host, docs(baseURL, three));
  for (const name of ["curl", "git", "bash"]) {
    await page.locator(`#${name}`).scrollIntoViewIfNeeded();
    await frame(page, `#${name}`);
  }
  await addIn(await frame(page, "#git"), "tree");
  await expect.poll(() => told(page, "change")).toHaveLength(1);
  expect((await told(page, "change"))[0].of).toBe("git");
  const links = await element(page).evaluateAll((all) => all.map((one) => one.link.split("packages=")[1]));
  expect(links).toEqual(["curl", "git,tree", "bash"]);
});

test("the way to the full size holds what is typed", async ({ page, host, baseURL, context }) => {
  await openDocs(page, host, docs(baseURL, 'link="v=1&amp;packages=curl" lock="airflow" show="packages"'));
  const inside = await frame(page);
  await expect(inside.getByRole("link", { name: "Open full size" })).toHaveCount(0);
  await addIn(inside, "git");
  const link = page.getByRole("link", { name: "Open full size" });
  await expect(link).toHaveAttribute("href", `${baseURL}#${start}&packages=curl,git`);
  const [full] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await expect(full.getByLabel("OS package 2", { exact: true })).toHaveValue("git");
  await expect(full.getByLabel("Airflow version")).toBeEnabled();
});

test.describe("where little is allowed", () => {
  test("a host with a strict policy", async ({ page, host, baseURL }) => {
    const origin = new URL(baseURL).origin;
    const policy = `default-src 'none'; script-src ${origin}; frame-src ${origin}; style-src 'none'; require-trusted-types-for 'script'`;
    const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Strict</title><h1>Docs</h1><script type="module" src="${baseURL}embed.js"></script><airflow-image-configurator link="v=1&amp;packages=curl"></airflow-image-configurator>`;
    await openDocs(page, host, { body, headers: { "content-security-policy": policy } });
    const inside = await frame(page);
    await addIn(inside, "git");
    expect((await element(page).boundingBox()).height).toBe(640);
  });

  test("storage that is denied to frames", async ({ page, host, baseURL }) => {
    await page.addInitScript(() => {
      if (window === top) return;
      for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
        Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
      }
    });
    await openDocs(page, host, docs(baseURL, 'link="v=1&amp;packages=curl"'));
    const inside = await frame(page);
    await addIn(inside, "git");
    await expect(inside.getByText(/does not remember/)).toHaveCount(0);
  });

  test("the sandbox has what is needed and no more", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, ""));
    await frame(page);
    const frames = await element(page).evaluate((element) => [...element.shadowRoot.querySelector("iframe").attributes].map(({ name, value }) => [name, value]));
    expect(Object.fromEntries(frames)).toMatchObject({ sandbox: "allow-scripts allow-same-origin allow-downloads", allow: "clipboard-write", loading: "lazy" });
  });

  test("copying from inside the frame", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, 'link="v=1&amp;packages=curl"'));
    const inside = await frame(page);
    await inside.getByRole("button", { name: "Copy", exact: true }).click();
    await expect(inside.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("FROM alpine:3.23");
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the link inside is what is seen", async ({ page, host, baseURL }) => {
    host.pages.set("/", docs(baseURL, `<airflow-image-configurator link="v=1"><a href="${baseURL}#v=1">Configure this Airflow image</a></airflow-image-configurator>`));
    await page.goto(host.origin);
    await expect(page.getByRole("link", { name: "Configure this Airflow image" })).toBeVisible();
  });
});

test.describe("in and out of the document", () => {
  // Another origin of the same site: its frames are in the page's own process. Of one in another process the driver of
  // the browser loses sight when it moves, once in sixteen times.
  test.use({ host: async ({ host }, use) => use({ ...host, origin: host.origin.replace("localhost", "127.0.0.1") }) });

  test("made by a script, moved, taken out and put back: what is typed stays", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, "<p></p>"));
    await page.evaluate(async () => {
      await customElements.whenDefined("airflow-image-configurator");
      const made = document.createElement("airflow-image-configurator");
      made.setAttribute("link", "v=1&packages=curl");
      listenTo(made);
      document.querySelector("h1").after(made);
    });
    await addIn(await frame(page), "git");
    await expect.poll(() => element(page).evaluate((one) => one.link)).toContain("packages=curl,git");
    await element(page).evaluate((one) => document.getElementById("below").before(one));
    await expect.poll(() => told(page, "ready"), { timeout: 20_000 }).toHaveLength(2);
    await expect((await frame(page)).getByLabel("OS package 2", { exact: true })).toHaveValue("git");
    await element(page).evaluate((one) => { window.kept = one; one.remove(); });
    await expect(element(page)).toHaveCount(0);
    await page.evaluate(() => document.querySelector("h1").after(kept));
    await expect((await frame(page)).getByLabel("OS package 2", { exact: true })).toHaveValue("git");
    await expect.poll(() => told(page, "ready")).toHaveLength(3);
  });

  test("by keyboard into the frame, through it and out again", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, 'link="v=1" show="airflow,packages"', { before: '<button id="before">Before</button>', after: '<button id="after">After</button>' }));
    const inside = await frame(page);
    await page.locator("#before").focus();
    const seen = new Set();
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      if (await page.locator("#after").evaluate((button) => button === document.activeElement)) break;
      const id = await inside.locator("html").evaluate(() => document.activeElement?.id ?? "");
      if (id) seen.add(id);
    }
    await expect(page.locator("#after")).toBeFocused();
    expect([...seen]).toEqual(expect.arrayContaining(["f-airflow"]));
    await page.keyboard.press("Shift+Tab");
    await expect(page.getByRole("link", { name: "Open full size" })).toBeFocused();
  });

  test("the file twice on a page does no harm", async ({ page, host, baseURL }) => {
    await openDocs(page, host, docs(baseURL, "", { head: `<script type="module" src="${baseURL}embed.js?again"></script>` }));
    await frame(page);
  });
});

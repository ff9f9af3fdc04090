// A host that means harm to the page, and a frame that means harm to its host: neither gets anything, nothing breaks.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addIn, docs, frame, openDocs, test as base, told } from "./hosts.mjs";
import { expect, parts } from "./support.mjs";

const element = (page) => page.locator("airflow-image-configurator");

const test = base.extend({
  // What a refused message, or a refused address, says in the console is expected here.
  expected: [[/postMessage|violates|Refused|ERR_|Not allowed to|Failed to load|sandbox/i], { option: true }],
});

/** The page in a frame without the element, on a host that writes down what it is told. */
async function bare(page, host, baseURL, fragment = "v=1&embed=1&packages=curl&env=DB_PASSWORD=") {
  host.pages.set("/", `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><script>
    window.heard = []; addEventListener("message", ({ data }) => heard.push(data));
    window.say = (data, origin = "${new URL(baseURL).origin}") => document.querySelector("iframe").contentWindow.postMessage(data, origin);
  </script><iframe title="frame" width="900" height="700" src="${baseURL}#${fragment}"></iframe>`);
  await page.goto(host.origin);
  const inside = page.frameLocator("iframe");
  await inside.locator("html[data-whole]").waitFor({ state: "attached" });
  await expect.poll(() => page.evaluate(() => heard.length)).toBeGreaterThan(0);
  return inside;
}

test.describe("a hostile host", () => {
  test("is told nothing but that the page is here, until it speaks as it should", async ({ page, host, baseURL }) => {
    const inside = await bare(page, host, baseURL);
    await addIn(inside, "git");
    await inside.getByLabel("Value of DB_PASSWORD").fill("hunter2");
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => heard)).toEqual([{ configurator: 1, kind: "here" }]);
  });

  test("messages of every wrong shape do nothing and break nothing", async ({ page, host, baseURL }) => {
    const inside = await bare(page, host, baseURL);
    await page.evaluate(() => {
      const wrong = [null, undefined, 1, "look", [], {}, { kind: "look" }, { configurator: 2, kind: "look" }, { configurator: "1", kind: "look" },
        { configurator: 1 }, { configurator: 1, kind: ["look"] }, { configurator: 1, kind: "here" }, { configurator: 1, kind: "ready", link: "v=1&packages=evil" },
        { configurator: 1, kind: "change", link: "v=1&packages=evil" }, { configurator: 1, kind: "download" }, { configurator: 1, kind: "set", link: "v=1&packages=evil" },
        new Map([["configurator", 1]]), new Date(), new Uint8Array(8), { configurator: 1, kind: "constructor" }, { configurator: 1, kind: "__proto__" }];
      wrong.forEach((data) => say(data));
    });
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => heard)).toEqual([{ configurator: 1, kind: "here" }]);
    await addIn(inside, "git");
    await expect(inside.getByRole("list", { name: "OS packages" }).getByRole("textbox")).toHaveCount(2);
  });

  test("looks that are none: nothing of them arrives, and the good ones beside them do", async ({ page, host, baseURL }) => {
    const inside = await bare(page, host, baseURL);
    await page.evaluate(() => say({
      configurator: 1, kind: "look", theme: "dark\"><script>", extra: { toString: "x" }, link: "v=1&packages=evil",
      looks: {
        accent: "url(https://evil.example/x)", "on-accent": "var(--ink)", surface: "red; background: url(//evil.example)", sunken: "}*{display:none}",
        raised: 7, hover: { toString: "red" }, line: ["red"], edge: "red".repeat(9999), ink: "<b>red</b>", "ink-soft": "expression(alert(1))", error: "#12", ok: "#0a0",
        position: "fixed", "--bar": "900px", bar: "900px", __proto__: { warning: "red" },
        sans: "x; } body { display: none", mono: "url(https://evil.example/font)",
      },
    }));
    const root = inside.locator("html");
    await expect.poll(() => root.evaluate((root) => root.getAttribute("style"))).toBe("--ok: #0a0;");
    expect(await root.getAttribute("data-theme")).toBeNull();
    await expect(inside.getByLabel("OS package 1", { exact: true })).toHaveValue("curl");
  });

  test("a flood: the page goes on", async ({ page, host, baseURL }) => {
    const inside = await bare(page, host, baseURL);
    await page.evaluate(() => {
      const deep = {};
      let at = deep;
      for (let level = 0; level < 500; level++) at = at.looks = {};
      for (let count = 0; count < 3000; count++) {
        say({ configurator: 1, kind: "look", theme: count % 2 ? "dark" : "light", looks: { accent: "#" + "f".repeat(count % 9) }, deep, text: "x".repeat(1000) });
      }
    });
    await addIn(inside, "git");
    await expect(inside.getByLabel("OS package 2", { exact: true })).toHaveValue("git");
  });

  test("another window speaks: it is not heard, and not told", async ({ page, host, baseURL, context }) => {
    const inside = await bare(page, host, baseURL);
    host.pages.set("/other", "<!doctype html><title>Other</title><script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>");
    const [other] = await Promise.all([context.waitForEvent("page"), page.evaluate(() => { window.open("/other", "other"); })]);
    await other.waitForLoadState();
    await other.evaluate((origin) => opener.document.querySelector("iframe").contentWindow.postMessage({ configurator: 1, kind: "look", theme: "dark" }, origin), new URL(baseURL).origin);
    await page.waitForTimeout(300);
    await expect(inside.locator("html")).not.toHaveAttribute("data-theme", "dark");
    expect(await other.evaluate(() => heard)).toEqual([]);
  });

  test("the first origin is kept: a host that becomes another one is neither heard nor told", async ({ page, host, baseURL }) => {
    // The window above stays the same and its origin changes: only seen from inside, so it is played there.
    const inside = await bare(page, host, baseURL);
    await page.evaluate(() => say({ configurator: 1, kind: "look", theme: "light" }));
    await expect.poll(() => page.evaluate(() => heard.some((data) => data.kind === "ready"))).toBe(true);
    await inside.locator("html").evaluate(() => {
      const play = (origin, source) => window.dispatchEvent(new MessageEvent("message", { data: { configurator: 1, kind: "look", theme: "dark" }, origin, source }));
      play("https://evil.example", parent);
      play("null", parent);
      play("", parent);
      play(document.referrer.replace(/\/$/, "") || "http://localhost", window);
    });
    await page.waitForTimeout(200);
    await expect(inside.locator("html")).toHaveAttribute("data-theme", "light");
  });

  test("an origin without a name, as a page from a disk has, learns nothing", async ({ page, baseURL }) => {
    const folder = await mkdtemp(join(tmpdir(), "docs-"));
    const script = "window.heard = []; addEventListener('message', ({ data }) => heard.push(data.kind));";
    await writeFile(join(folder, "docs.html"), `<!doctype html><title>Host</title><script>${script}</script><iframe title="frame" src="${baseURL}#v=1&embed=1&packages=curl"></iframe>`);
    await page.goto(`file://${folder}/docs.html`);
    await expect.poll(() => page.evaluate(() => heard)).toEqual(["here"]);
    expect(await page.evaluate(() => origin)).toBe("null");
    await page.evaluate(() => document.querySelector("iframe").contentWindow.postMessage({ configurator: 1, kind: "look", theme: "dark" }, "*"));
    await page.waitForTimeout(400);
    expect(await page.evaluate(() => heard)).toEqual(["here"]);
    await rm(folder, { recursive: true });
  });

  test("a page that is no widget says and hears nothing in a frame", async ({ page, host, baseURL }) => {
    host.pages.set("/", `<!doctype html><html lang="en"><title>Host</title><script>window.heard = []; addEventListener("message", ({ data }) => heard.push(data));</script><iframe title="frame" src="${baseURL}#v=1&packages=curl"></iframe>`);
    await page.goto(host.origin);
    const inside = page.frameLocator("iframe");
    await inside.locator("html[data-whole]").waitFor({ state: "attached" });
    await page.evaluate((origin) => document.querySelector("iframe").contentWindow.postMessage({ configurator: 1, kind: "look", theme: "dark" }, origin), new URL(baseURL).origin);
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => heard)).toEqual([]);
    await expect(inside.locator("html")).not.toHaveAttribute("data-theme", "dark");
  });

  test("attributes that are no links, no addresses and no words", async ({ page, host, baseURL }) => {
    const evil = 'link="v=1&amp;embed=0&amp;theme=dark&amp;packages=&lt;img src=x onerror=alert(1)&gt;" label="&lt;b&gt;Bold&lt;/b&gt;" full-size-label="&lt;script&gt;top.ran = true&lt;/script&gt;" height="-5" show="x&amp;packages=evil" lock="&amp;env=A=1" families="&quot;&gt;" theme="&quot;&gt;"';
    await openDocs(page, host, docs(baseURL, evil));
    const inside = await frame(page);
    await expect(inside.locator("html")).toHaveAttribute("data-embed", "true");
    await expect(page.getByTitle("<b>Bold</b>")).toBeVisible();
    await expect(page.getByRole("link", { name: "<script>top.ran = true</script>" })).toBeVisible();
    await expect(inside.getByLabel("Variable 1", { exact: true })).toHaveCount(0);
    expect(await page.evaluate(() => window.ran)).toBeUndefined();
  });

  for (const src of ["javascript:alert(1)", "data:text/html,<h1>x</h1>", "blob:x", "file:///etc/passwd", "http://[broken"]) {
    test(`src=${src} opens nothing, and that is told`, async ({ page, host, baseURL }) => {
      await openDocs(page, host, docs(baseURL, ""));
      await frame(page);
      await element(page).evaluate((one, src) => {
        const made = document.createElement(one.localName);
        made.id = "made";
        listenTo(made);
        made.setAttribute("src", src);
        one.replaceWith(made);
      }, src);
      await expect.poll(() => told(page, "error")).toHaveLength(1);
      expect(await element(page).evaluate((one) => one.shadowRoot.querySelector("iframe").getAttribute("src"))).toBeNull();
      expect(await element(page).evaluate((one) => one.shadowRoot.querySelector("a").getAttribute("href"))).toBeNull();
    });
  }
});

test.describe("a hostile frame", () => {
  /** A page that the element takes for ours: it answers as it likes. */
  async function frames(page, host, baseURL, script) {
    host.pages.set("/evil/", `<!doctype html><html lang="en" data-ready="true"><title>Evil</title><script>
      const say = (data) => parent.postMessage(data, "*"); addEventListener("message", ({ data }) => { window.heard = [...(window.heard ?? []), data]; });
      ${script}</script>`);
    await openDocs(page, host, docs(baseURL, `src="${host.origin}/evil/" link="v=1&amp;packages=curl"`));
    await page.waitForTimeout(700);
  }

  test("messages of every wrong shape become no event, no link and no height", async ({ page, host, baseURL }) => {
    const wrong = `[null, 1, "x", [], {}, { configurator: 2, kind: "ready", link: "v=1", height: 700 }, { configurator: 1, kind: "constructor" }, { configurator: 1, kind: "__proto__" }, { configurator: 1, kind: "toString" },
      { configurator: 1, kind: "ready" }, { configurator: 1, kind: "ready", link: 1, height: 1 }, { configurator: 1, kind: "ready", link: "x" }, { configurator: 1, kind: "change", link: "x" },
      { configurator: 1, kind: "change", link: "x", files: {} }, { configurator: 1, kind: "change", link: "x", files: [1] }, { configurator: 1, kind: "change", link: "x", files: [{ path: 1, text: "" }] }, { configurator: 1, kind: "change", link: "x", files: null },
      { configurator: 1, kind: "change", link: "x", files: [{ path: "a", text: {} }] }, { configurator: 1, kind: "download", link: "x", name: "a", size: "1", sha256: "" },
      { configurator: 1, kind: "error" }, { configurator: 1, kind: "click", link: "x" }, { configurator: 1, kind: "height", height: "9000" },
      { configurator: 1, kind: "ready", link: "x", height: NaN }, { configurator: 1, kind: "ready", link: "x", height: Infinity }, { configurator: 1, kind: "download", link: "x", name: "a", size: -Infinity, sha256: "" }]`;
    await frames(page, host, baseURL, `say({ configurator: 1, kind: "here" }); ${wrong}.forEach(say);`);
    expect(await page.evaluate(() => window.told)).toEqual([]);
    expect(await element(page).evaluate((one) => one.link)).toBe("v=1&packages=curl");
    expect((await element(page).boundingBox()).height).toBe(640);
  });

  test("heights that are none, or beyond all measure", async ({ page, host, baseURL }) => {
    await page.setViewportSize({ width: 1000, height: 300 });
    await frames(page, host, baseURL, `say({ configurator: 1, kind: "here" }); for (const height of [NaN, Infinity, -1, 0, 1e308]) say({ configurator: 1, kind: "height", height });`);
    const { height } = await element(page).boundingBox();
    expect(height).toBeGreaterThanOrEqual(160);
    expect(height).toBeLessThanOrEqual(6100);
  });

  test("a link that is a program, or markup, stays a fragment; an error that is markup stays text", async ({ page, host, baseURL }) => {
    await frames(page, host, baseURL, `say({ configurator: 1, kind: "here" });
      say({ configurator: 1, kind: "ready", link: "javascript:alert(1)//#&<img src=x onerror=top.ran=1>", height: 700 });
      say({ configurator: 1, kind: "error", message: "<img src=x onerror=top.ran=1>" });
      say({ configurator: 1, kind: "change", link: "v=1&packages=x", files: [{ path: "a", text: "b", more: "kept out" }], extra: 1 });`);
    const events = await page.evaluate(() => window.told);
    expect(events.map((event) => event.kind)).toEqual(["ready", "error", "change"]);
    expect(events[2].detail).toEqual({ link: "v=1&packages=x", files: [{ path: "a", text: "b" }] });
    const href = await element(page).evaluate((one) => one.shadowRoot.querySelector("a").href);
    expect(href.startsWith(`${host.origin}/evil/#`)).toBe(true);
    expect(await page.evaluate(() => [window.ran, document.querySelectorAll("img").length])).toEqual([undefined, 0]);
  });

  test("another frame, and a frame that went elsewhere, are not heard", async ({ page, host, baseURL }) => {
    host.pages.set("/evil/", "<!doctype html><title>Evil</title><script>setInterval(() => parent.postMessage({ configurator: 1, kind: 'error', message: 'evil' }, '*'), 50);</script>");
    await openDocs(page, host, docs(baseURL, 'link="v=1&amp;packages=curl"', { before: '<iframe title="evil" src="/evil/"></iframe>' }));
    await frame(page);
    // The element's own frame, led away: its window is the right one, its origin is not.
    await page.evaluate((origin) => { document.querySelector("airflow-image-configurator").shadowRoot.querySelector("iframe").contentWindow.location = `${origin}/evil/`; }, host.origin);
    await page.waitForTimeout(600);
    expect(await told(page, "error")).toEqual([]);
  });

  test("it learns the looks and nothing else, and cannot lead the host away", async ({ page, host, baseURL }) => {
    await frames(page, host, baseURL, `say({ configurator: 1, kind: "here" }); try { top.location = "https://evil.example/"; } catch {} try { window.open("https://evil.example/"); } catch {}`);
    const inside = page.frames().find((one) => one.url().includes("/evil/"));
    const heard = await inside.evaluate(() => window.heard);
    expect(heard).toEqual([{ configurator: 1, kind: "look", theme: "auto", looks: {} }]);
    expect(page.url()).toBe(`${host.origin}/`);
  });
});

test("the page itself is not framed by surprise: nothing of a host reaches a page that stands alone", async ({ page, baseURL }) => {
  await page.goto(`${baseURL}#v=1&embed=1&packages=curl`);
  await page.locator("html[data-whole]").waitFor({ state: "attached" });
  await page.evaluate(() => postMessage({ configurator: 1, kind: "look", theme: "dark" }, location.origin));
  await page.waitForTimeout(200);
  await expect(page.locator("html")).not.toHaveAttribute("data-theme", "dark");
  await expect(parts(page).pack(1)).toHaveValue("curl");
});

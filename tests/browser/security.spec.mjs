// What the page's own policy lets pass, and that a program that was changed on its way does not start.
import { DIST } from "./static.mjs";
import { expect, open, parts, ready, test } from "./support.mjs";

test("the policy stands before everything that it is about, and names nobody else", async ({ page }) => {
  await open(page);
  const [policy, first] = await page.evaluate(() => {
    const meta = document.querySelector("meta[http-equiv=Content-Security-Policy]");
    return [meta.content, [...document.head.children].findIndex((element) => element.matches("script, style, link")) > [...document.head.children].indexOf(meta)];
  });
  expect(first).toBe(true);
  const directives = Object.fromEntries(policy.split("; ").map((directive) => directive.split(/ (.*)/)));
  expect(Object.keys(directives).sort()).toEqual(["base-uri", "connect-src", "default-src", "form-action", "img-src", "script-src", "style-src", "worker-src"]);
  for (const [name, sources] of Object.entries(directives)) {
    for (const source of sources.split(" ")) {
      expect(source, name).toMatch(/^('self'|'none'|data:|'wasm-unsafe-eval'|'sha256-[A-Za-z0-9+/]{43}=')$/);
    }
  }
  expect(directives["default-src"]).toBe("'none'");
});

test.describe("what the policy refuses", () => {
  test.use({ expected: [[/Content.Security.Policy|violates|Refused|EvalError|Failed to (fetch|load)|^request: .*x\.png$/i], { option: true }] });

  const refused = {
    "a script in the page": () => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.head.append(script);
      return !window.ran;
    },
    "a handler in an attribute": () => {
      document.body.insertAdjacentHTML("beforeend", '<img src="data:," onerror="window.ran = true">');
      return new Promise((done) => setTimeout(() => done(!window.ran), 200));
    },
    // Later, on the page's own account: what a test runs itself is exempt.
    "text as a program": () =>
      new Promise((done) => setTimeout(() => {
        try {
          done(new Function("return false")());
        } catch {
          done(true);
        }
      })),
    "a request elsewhere": () => fetch("https://example.com/").then(() => false, () => true),
    "a picture from elsewhere": () =>
      new Promise((done) => {
        const image = new Image();
        Object.assign(image, { onload: () => done(false), onerror: () => done(true), src: "https://example.com/x.png" });
      }),
    "a style in an attribute": () => {
      document.body.insertAdjacentHTML("beforeend", '<p id="styled" style="color: rgb(1, 2, 3)">x</p>');
      return getComputedStyle(document.getElementById("styled")).color !== "rgb(1, 2, 3)";
    },
    "another base for addresses": () => {
      document.head.insertAdjacentHTML("beforeend", '<base href="https://example.com/">');
      return document.baseURI.startsWith(location.origin);
    },
    "a frame": () => {
      document.body.insertAdjacentHTML("beforeend", '<iframe src="./badge.svg"></iframe>');
      const frame = document.querySelector("iframe");
      return new Promise((done) => setTimeout(() => { try { done(!frame.contentDocument?.querySelector("svg")); } catch { done(true); } }, 300));
    },
  };
  for (const [what, attempt] of Object.entries(refused)) {
    test(what, async ({ page }) => {
      await open(page);
      expect(await page.evaluate(attempt)).toBe(true);
    });
  }
});

test.describe("a program that was changed on its way", () => {
  test.use({ expected: [[/integrity|Failed to (fetch|load)|ERR_|digest|dynamically imported/i], { option: true }] });

  for (const [what, pattern, change] of [
    ["the script of the page", /\/page-[0-9a-f]+\.js$/, (body) => Buffer.concat([body, Buffer.from("\nwindow.ran = true;\n")])],
    ["the program of the page", /\/page-[0-9a-f]+_bg\.wasm$/, (body) => Buffer.concat([body, Buffer.from([0, 2, 1, 0])])],
  ]) {
    test(`${what}: it does not start, and the page says so at once`, async ({ page }) => {
      await page.route(pattern, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: change(await response.body()) });
      });
      await page.goto("");
      await expect(page.locator("html[data-failed]")).toBeAttached();
      await expect(page.getByText(/reload the page/)).toBeVisible();
      expect(await page.evaluate(() => window.ran)).toBeUndefined();
      await expect(page.locator("html[data-ready]")).toHaveCount(0);
    });
  }

  test("the engine's program: no advice, and the page says so", async ({ page }) => {
    await page.route(/\/engine-[0-9a-f]+\.wasm$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: Buffer.concat([await response.body(), Buffer.from([0, 2, 1, 0])]) });
    });
    await open(page, "v=1&packages=curl");
    await expect(parts(page).status).toContainText("Some checks could not be loaded");
  });
});

test("each file of the program is fetched once", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page);
  for (const kind of [/^\/page-[0-9a-f]+\.js$/, /^\/page-[0-9a-f]+_bg\.wasm$/]) {
    expect(asked.filter((path) => kind.test(path))).toHaveLength(1);
  }
});

test("the looks of the link are there before the program", async ({ page }) => {
  await page.route("**/*.wasm", () => {});
  await page.goto("#v=1&theme=dark&embed=1");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("data-embed", "true");
});

test("so are those that this browser remembers", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open(page);
  await page.getByRole("button", { name: "Theme: as the system" }).click();
  await expect(page.getByRole("button", { name: "Theme: light" })).toBeVisible();
  await page.route("**/*.wasm", () => {});
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.goto("about:blank");
  await page.goto("#v=1&theme=auto");
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
});

test.describe("as a file", () => {
  test.use({ expected: [[/CORS|ERR_|Failed to (fetch|load)|dynamically imported|file:/i], { option: true }] });

  test("the page says how to open it", async ({ page }) => {
    await page.goto(`file://${DIST}/index.html`);
    await expect(page.getByText("python3 -m http.server")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});

test("a file's notice is not seen on a host", async ({ page }) => {
  await open(page);
  await ready(page);
  await expect(page.getByText("python3 -m http.server")).toHaveCount(0);
});

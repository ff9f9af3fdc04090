// What the tests share: a page that must stay silent and at home, the words of its fields, and the native twin.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";

export { expect };

const TWIN = process.env.TWIN ?? fileURLToPath(new URL("../../target/release/airflow-image-configurator", import.meta.url));

/** Every page of a test is watched: no console error, no uncaught error, no request to anywhere else. */
export const test = base.extend({
  /** Console errors that a test provokes on purpose. */
  expected: [[], { option: true }],
  /** The origins that may be asked. */
  origins: async ({ baseURL }, use) => use([new URL(baseURL).origin]),
  context: async ({ context, origins, expected }, use) => {
    const wrong = [];
    watch(context, origins, wrong);
    await use(context);
    const surprising = wrong.filter((text) => !expected.some((pattern) => pattern.test(text)));
    expect(surprising, "what the page must not do").toEqual([]);
  },
});

export function watch(context, origins, wrong) {
  context.on("console", (message) => {
    if (message.type() === "error") wrong.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => wrong.push(`uncaught: ${error.error()}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && !origins.includes(url.origin)) wrong.push(`request: ${url.href}`);
  });
}

/** Lays a style over the page, which its own policy lets none of that is written into the document. What is returned
    takes it away again. */
export async function restyle(page, css) {
  const sheet = await page.evaluateHandle((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
    return sheet;
  }, css);
  return () => sheet.evaluate((sheet) => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  });
}

/** Holds what fits to a pattern back until it is let go. */
export async function hold(page, pattern) {
  let arrive = () => {};
  const held = new Promise((resolve) => { arrive = resolve; });
  await page.route(pattern, async (route) => {
    await held;
    await route.continue();
  });
  return () => arrive();
}

/** Opens the page, with a link if one is given, and waits until all of it works. */
export async function open(page, fragment = "", path = "") {
  await page.goto(path + (fragment ? `#${fragment.replace(/^#/, "")}` : ""));
  await ready(page);
}

export async function ready(page) {
  await page.locator("html[data-whole]").waitFor({ state: "attached" });
}

/** The words by which a person, or a screen reader, finds things. */
export function parts(page) {
  const form = page.getByRole("region", { name: "Configuration" });
  return {
    form,
    airflow: page.getByLabel("Airflow version"),
    system: page.getByLabel("System"),
    image: page.getByLabel("Image", { exact: true }),
    python: page.getByLabel("Python", { exact: true }),
    home: (name) => page.getByRole("radio", { name }),
    addPackage: page.getByLabel("Add an OS package"),
    addRequirement: page.getByLabel("Add a Python requirement"),
    addVariable: page.getByLabel("Add a variable"),
    newValue: page.getByLabel("Value of the new row"),
    pack: (at) => page.getByLabel(`OS package ${at}`, { exact: true }),
    requirement: (at) => page.getByLabel(`Python requirement ${at}`, { exact: true }),
    variable: (at) => page.getByLabel(`Variable ${at}`, { exact: true }),
    value: (name) => page.getByLabel(`Value of ${name}`, { exact: true }),
    packages: page.getByRole("list", { name: "OS packages" }).getByRole("textbox"),
    requirements: page.getByRole("list", { name: "Python requirements" }).getByRole("textbox"),
    banner: page.getByRole("region", { name: "Opened from a link" }),
    files: page.getByRole("navigation", { name: "Files" }),
    file: (name) => page.getByRole("navigation", { name: "Files" }).getByRole("button", { name, exact: true }),
    code: page.locator("#code"),
    lines: page.locator("#code .lines"),
    status: page.getByRole("status", { name: "Status" }),
    digest: page.getByRole("status", { name: "Status" }).locator(".digest code"),
    download: page.getByRole("banner").getByRole("button", { name: "Download zip" }),
    undo: page.getByRole("button", { name: /^Undo/ }),
    redo: page.getByRole("button", { name: /^Redo/ }),
    instructions: page.getByLabel("Dockerfile instructions"),
    said: page.locator("p[aria-live=polite]"),
    suggestions: page.getByRole("listbox", { name: "Suggestions" }),
    options: page.getByRole("listbox", { name: "Suggestions" }).getByRole("option"),
    option: (name) => page.getByRole("listbox", { name: "Suggestions" }).locator("[role=option]", { has: page.locator(".name", { hasText: new RegExp(`^${name}$`) }) }),
    groups: page.getByRole("listbox", { name: "Suggestions" }).getByRole("group"),
    notice: page.locator(".suggestions").getByRole("status"),
  };
}

/** Waits until the engine has looked at everything, or has been given up. */
export async function checked(page) {
  await expect(parts(page).status).not.toContainText("Checking");
}

/** The suggestions for what is in the field now are there. */
export async function suggested(page, field) {
  const at = parts(page);
  await expect(field).toHaveAttribute("aria-expanded", "true");
  await expect(at.options.first()).toBeVisible();
  await expect(at.notice).toHaveCount(0);
}

/** The names that are suggested, in their order. */
export async function names(page) {
  return parts(page).options.locator(".name").allTextContents();
}

/** Chooses where it runs: the whole card is what a person clicks. */
export async function chooseHome(page, name) {
  await page.getByText(name, { exact: true }).click();
  await expect(parts(page).home(name)).toBeChecked();
}

/** Types a row into an adder and keeps it. What is suggested then lies over the fields below: Escape takes it away. */
export async function add(adder, text) {
  await adder.click();
  await adder.page().keyboard.type(text);
  await adder.page().keyboard.press("Enter");
  await adder.page().keyboard.press("Escape");
}

/** Adds a variable the way the hands do: name, Enter, value, Enter; Escape for the list over what is below. */
export async function addVariable(page, name, value) {
  await parts(page).addVariable.click();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(parts(page).value(name)).toBeFocused();
  await page.keyboard.type(value);
  await page.keyboard.press("Enter");
  await expect(parts(page).addVariable).toBeFocused();
  await page.keyboard.press("Escape");
}

export async function texts(inputs) {
  return inputs.evaluateAll((all) => all.map((input) => input.value));
}

/** What a field says about itself: the text that aria-describedby leads to. */
export async function description(field) {
  return field.evaluate((element) =>
    (element.getAttribute("aria-describedby") ?? "")
      .split(/\s+/)
      .filter(Boolean)
      .map((id) => document.getElementById(id)?.textContent ?? `nothing has the id ${id}`)
      .join(" "),
  );
}

/** The names of the files, without what stands beside them. */
export async function fileNames(page) {
  return parts(page).files.getByRole("button").evaluateAll((all) => all.map((button) => button.firstChild.textContent));
}

/** The text of a file in the preview, as the page shows it, once it is there: some files are fetched. */
export async function preview(page, name) {
  await parts(page).file(name).click();
  await expect(parts(page).file(name)).toHaveAttribute("aria-current", "true");
  return previewText(page);
}

export async function previewText(page) {
  await expect(page.locator("#code .loading")).toHaveCount(0);
  return page.locator("#code .line").evaluateAll((lines) => lines.map((line) => line.textContent.replace(/\n$/, "")).join("\n"));
}

/** The live link, once the address bar has settled. The pause is in the page's own time: a page that a busy machine holds
 * up writes its address late, but never after a timer that was set later and is longer. */
export async function liveLink(page) {
  let now = await page.evaluate(() => location.href);
  for (let before; before !== now; ) {
    before = now;
    now = await page.evaluate(() => new Promise((done) => setTimeout(() => done(location.href), 450)));
  }
  return now.includes("#") ? now.slice(now.indexOf("#") + 1) : "";
}

/** Does something that downloads, and gives the name and the bytes. */
export async function download(page, act) {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

export function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What the native program makes of a link: the archive and what it said. */
export async function twin(link) {
  const folder = await mkdtemp(join(tmpdir(), "twin-"));
  try {
    const file = join(folder, "project.zip");
    const said = await run([link, "--zip", file]);
    return { ...said, bytes: await readFile(file) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** One file of a project, by the native program. */
export async function printed(link, path) {
  return (await run([link, "--print", path])).out;
}

function run(arguments_) {
  return new Promise((resolve, reject) => {
    execFile(TWIN, arguments_, { maxBuffer: 1 << 26 }, (error, out, said) => {
      if (error && typeof error.code !== "number") reject(error);
      else if (error?.code === 2) reject(new Error(said));
      else resolve({ code: error?.code ?? 0, out, said });
    });
  });
}

/** The browser's download and the twin's archive of the live link are the same bytes, and the digest is theirs. */
export async function expectTwin(page) {
  const link = await liveLink(page);
  const { name, bytes } = await download(page, () => parts(page).download.click());
  const native = await twin(link || "v=1");
  expect(sha256(bytes), `the archive of ${link}`).toBe(sha256(native.bytes));
  expect(bytes.equals(native.bytes)).toBe(true);
  await expect(parts(page).digest).toHaveText(sha256(bytes));
  return { link, name, bytes, native };
}

/** A text that is pasted as a person would paste it. */
export async function paste(page, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("ControlOrMeta+v");
}

/** What axe has to say of the page. */
export async function violations(page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 120)} ${node.failureSummary.slice(0, 160)}`).join(" | ")}`);
}

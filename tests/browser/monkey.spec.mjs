// Somebody who presses whatever there is, in any order: the page never stops, and loses nothing.
// MONKEYS=200 STEPS=400 npx playwright test monkey: longer; FROM=100 begins elsewhere; SEED=7 repeats one, whose steps are printed.
import { expect, liveLink, parts, preview, printed, ready, test } from "./support.mjs";

const MONKEYS = Number(process.env.MONKEYS ?? 8);
const STEPS = Number(process.env.STEPS ?? 120);
const FIRST = Number(process.env.SEED ?? process.env.FROM ?? 1);

const LINKS = [
  "",
  "v=1&packages=curl,git&requirements=pandas&env=A=1",
  "v=1&image=apache/airflow:3.3.2-python3.12&extras=postgres&env=API_TOKEN&label=a=b",
  "v=1&image=registry.example.com/base:1&layers=own&distro=debian&packages=libpq-dev",
  "v=1&preset=dbt-postgres",
  "v=1&airflow=1.10.15&requirements=apache-airflow-providers-postgres&embed=1",
  "v=1&airflow=2.11.0&show=packages,preview&embed=1",
];
const TEXTS = ["curl", "pandas==2.2.3", "AIRFLOW__CORE__LOAD_EXAMPLES=no", "$(x) `y` \"z\" '", "é漢🙂", "<b>&amp;", " ", "#", "a=b=c", "alpine:3.23", "RUN true"];
const KEYS = [
  "Enter", "Tab", "Shift+Tab", "Escape", "Backspace", "Delete", "ArrowUp", "ArrowDown", "Alt+ArrowUp", "Alt+ArrowDown", "Control+z",
  "Control+z", "Control+Shift+z", "Control+a", "/", "?", "F8", "F9", "Control+s", "Control+o", "Control+Enter", "Space",
];

/** Numbers that look random and are the same for the same seed (mulberry32). */
function numbers(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const FIELDS = "select, textarea, input:not([type=file])";
const ALL = `button, summary, .lines > *, ${FIELDS}`;

/** Something on the page that can be pressed: its middle and its words; inside the dialog when one is open. */
function target(page, which, random) {
  return page.evaluate(([which, random]) => {
    const inside = document.querySelector("dialog[open]") ?? document;
    const all = [...inside.querySelectorAll(which)];
    const visible = all.filter((element) => element.checkVisibility() && !element.disabled);
    const chosen = visible[Math.floor(random * visible.length)];
    if (!chosen) return null;
    chosen.scrollIntoView({ block: "center" });
    const { left, top, width, height } = chosen.getBoundingClientRect();
    const name = chosen.ariaLabel || chosen.labels?.[0]?.textContent || chosen.textContent.slice(0, 40) || chosen.id;
    return { x: left + width / 2, y: top + height / 2, name, options: chosen.options?.length ?? 0, id: chosen.id };
  }, [which, random]);
}

/** One step; what it was. */
async function step(page, random) {
  const pick = (list) => list[random(list.length)];
  const kind = random(20);
  if (kind < 8) {
    const at = await target(page, pick([ALL, FIELDS]), random(1e6) / 1e6);
    if (!at) return "nothing to press";
    if (at.options > 1 && at.id) {
      const index = random(at.options);
      await page.locator(`#${at.id}`).selectOption({ index }, { timeout: 1000, force: true }).catch(() => {});
      return `choose ${index} of ${at.name}`;
    }
    await page.mouse.click(at.x, at.y);
    return `press ${at.name}`;
  }
  if (kind === 8) {
    const text = TEXTS.slice(random(TEXTS.length)).join("\n");
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      if (document.activeElement.dispatchEvent(event)) document.execCommand("insertText", false, text);
    }, text);
    return `paste ${JSON.stringify(text)}`;
  }
  if (kind < 12) {
    const text = pick(TEXTS);
    await page.keyboard.type(text);
    return `type ${text}`;
  }
  if (kind < 18) {
    const key = pick(KEYS);
    await page.keyboard.press(key);
    return `key ${key}`;
  }
  if (kind === 18) {
    const milliseconds = random(400);
    await page.waitForTimeout(milliseconds);
    return `wait ${milliseconds}`;
  }
  if (random(4) > 0) {
    const width = pick([380, 800, 1280]);
    await page.setViewportSize({ width, height: 800 });
    return `width ${width}`;
  }
  const link = pick(LINKS);
  await page.evaluate((link) => { location.hash = link; }, link);
  return `link ${link}`;
}

/** What is fetched takes its time, each its own; by numbers of its own, for nobody knows when it asks. */
async function late(page, random) {
  await page.route(/\.(wasm|tsv|txt|css)$/, async (route) => {
    await new Promise((done) => { setTimeout(done, random(2000)); });
    await route.continue().catch(() => {});
  });
}

/** Takes steps back, or does them again, as far as it goes; what each was. */
async function goes(page, button) {
  const steps = [];
  for (let count = 0; count < 1000 && (await button.isEnabled()); count++) {
    steps.push(await button.getAttribute("title"));
    await button.press("Enter");
  }
  return steps;
}

for (let seed = FIRST; seed < FIRST + (process.env.SEED ? 1 : MONKEYS); seed++) {
  test(`a monkey, seed ${seed}`, async ({ page }) => {
    const random = numbers(seed);
    const said = [];
    const wrong = [];
    page.on("filechooser", () => {});
    page.on("pageerror", (error) => wrong.push(error.message));
    const start = LINKS[random(LINKS.length)];
    // Every other one is there before the parts and the tables are.
    if (seed % 2) await late(page, numbers(-seed));
    await page.goto(`./#${start}`);
    await page.locator("html[data-ready]").waitFor({ state: "attached" });
    said.push(`open ${start}`);
    await page.evaluate(() => document.querySelectorAll("details").forEach((section) => { section.open = true; }));
    for (let count = 0; count < STEPS && wrong.length === 0; count++) said.push(await step(page, random));
    if (process.env.SEED) console.log(said.join("\n"));
    expect(wrong, said.slice(-12).join("\n")).toEqual([]);
    await expect(page.locator("html.broken")).toHaveCount(0);
    await ready(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect(page.locator(".planning")).toHaveCount(0);
    for (let count = 0; count < 3; count++) await page.keyboard.press("Escape");
    if (!(await parts(page).undo.isVisible())) return;
    await page.waitForTimeout(400);
    await goes(page, parts(page).redo);
    const link = await liveLink(page);
    const back = await goes(page, parts(page).undo);
    const forth = await goes(page, parts(page).redo);
    // A page on which nothing was done yet has no link; from the first step on it has one.
    if (link) expect(await liveLink(page), [...said, ...back, "", ...forth].join("\n")).toBe(link);
    expect(wrong, "while going back and forth").toEqual([]);
    // Layers have a Dockerfile each.
    for (const name of ["README.md", "Dockerfile"]) {
      if ((await parts(page).file(name).count()) > 1) continue;
      expect(await preview(page, name), said.join("\n")).toBe((await printed(link || "v=1", name)).trimEnd());
    }
  });
}

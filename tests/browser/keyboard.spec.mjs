// Everything by keyboard: no test in this file touches the mouse.
import { download, expect, liveLink, open, parts, previewText, sha256, test, texts, twin } from "./support.mjs";

/** Presses Tab until the field has the focus, as somebody would who cannot point. */
async function tabTo(page, field, key = "Tab") {
  for (let step = 0; step < 80; step++) {
    if (await field.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error("Tab does not lead there");
}

/** The field that has the focus can be seen, and shows that it has it. */
async function expectFocusVisible(page) {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { name: "the document itself" };
    const rings = [];
    for (let at = element; at && at !== document.body && rings.length < 4; at = at.parentElement) {
      const style = getComputedStyle(at);
      const focused = [style.outlineStyle !== "none" && parseFloat(style.outlineWidth), style.boxShadow, style.backgroundColor, style.borderColor];
      rings.push(focused.join("|"));
    }
    const box = element.getBoundingClientRect();
    const shown = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    element.blur();
    const without = [];
    for (let at = element; at && at !== document.body && without.length < rings.length; at = at.parentElement) {
      const style = getComputedStyle(at);
      without.push([style.outlineStyle !== "none" && parseFloat(style.outlineWidth), style.boxShadow, style.backgroundColor, style.borderColor].join("|"));
    }
    element.focus({ focusVisible: true });
    return { name: element.getAttribute("aria-label") ?? element.textContent ?? element.id, shown, marked: rings.join() !== without.join() };
  });
  expect(seen).toEqual({ name: seen.name, shown: true, marked: true });
}

test("the whole job: choose, add, configure, download", async ({ page }) => {
  await open(page);
  const at = parts(page);
  await tabTo(page, at.airflow);
  await page.keyboard.press("ArrowDown");
  await expect(at.airflow).toHaveValue("3.3.1");
  await page.keyboard.press("ArrowUp");
  await expect(at.airflow).toHaveValue("3.3.2");
  await expect(at.airflow).toBeFocused();

  await tabTo(page, at.addPackage);
  await page.keyboard.type("curl");
  await page.keyboard.press("Enter");
  await page.keyboard.type("git");
  await page.keyboard.press("Enter");
  await expect(at.addPackage).toBeFocused();

  await tabTo(page, at.addRequirement);
  await page.keyboard.type("pandas==2.3.3");
  await page.keyboard.press("Enter");

  await tabTo(page, at.addVariable);
  await page.keyboard.type("AIRFLOW__CORE__LOAD_EXAMPLES=False");
  await page.keyboard.press("Enter");
  await expect(at.addVariable).toBeFocused();
  await expect(at.value("AIRFLOW__CORE__LOAD_EXAMPLES")).toHaveValue("False");

  await tabTo(page, at.home("Plain Docker, small (Alpine)"));
  await page.keyboard.press("ArrowDown");
  await expect(at.home("Official apache/airflow (Debian)")).toBeChecked();
  await expect(at.home("Official apache/airflow (Debian)")).toBeFocused();
  expect(await previewText(page)).toContain("FROM apache/airflow:3.3.2");

  const link = await liveLink(page);
  const { name, bytes } = await download(page, () => page.keyboard.press("Control+Enter"));
  expect(name).toBe("my-airflow.zip");
  expect(sha256(bytes)).toBe(sha256((await twin(link)).bytes));
});

test("download by Tab and Enter, and the focus stays there", async ({ page }) => {
  await open(page);
  const button = parts(page).download;
  await tabTo(page, button);
  await download(page, () => page.keyboard.press("Enter"));
  await expect(button).toBeFocused();
  await expect(parts(page).said).toContainText("Downloaded my-airflow.zip");
});

test("wherever Tab leads, the focus can be seen, and it never gets stuck", async ({ page }) => {
  await open(page, "v=1&packages=curl,a;b&requirements=pandas&env=A=1&env=DB_PASSWORD=");
  const seen = new Set();
  await page.evaluate(() => document.activeElement.blur());
  for (let step = 0; step < 90; step++) {
    await page.keyboard.press("Tab");
    const id = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return "end";
      window.tabStops ??= new Map();
      if (!window.tabStops.has(element)) window.tabStops.set(element, window.tabStops.size);
      return window.tabStops.get(element);
    });
    if (id === "end" || seen.has(id)) break;
    seen.add(id);
    await expectFocusVisible(page);
  }
  expect(seen.size).toBeGreaterThan(35);
  expect(seen.size).toBeLessThan(90);
});

test("rows: arrows walk, Enter inserts, Backspace removes, Alt with arrows moves", async ({ page }) => {
  await open(page, "v=1&packages=curl,git,bash");
  const at = parts(page);
  await page.keyboard.press("/");
  await expect(at.addPackage).toBeFocused();
  await expect(at.addPackage).toHaveValue("");
  await page.keyboard.press("ArrowUp");
  await expect(at.pack(3)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(at.pack(1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(at.pack(1)).toBeFocused();

  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => texts(at.packages)).toEqual(["git", "curl", "bash"]);
  await expect(at.pack(2)).toBeFocused();
  await expect(at.pack(2)).toHaveValue("curl");
  await expect(at.said).toContainText("moved to place 2");
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => texts(at.packages)).toEqual(["curl", "git", "bash"]);
  await expect(at.pack(1)).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(at.pack(2)).toBeFocused();
  await expect(at.pack(2)).toHaveValue("");
  await page.keyboard.type("tree");
  expect(await texts(at.packages)).toEqual(["curl", "tree", "git", "bash"]);
  for (let letter = 0; letter < 4; letter++) await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await expect.poll(() => texts(at.packages)).toEqual(["curl", "git", "bash"]);
  await expect(at.pack(1)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(at.addPackage).toBeFocused();
});

test("the order of the rows is the order in the file", async ({ page }) => {
  await open(page, "v=1&requirements=pandas&requirements=scipy&file=requirements.txt");
  await expect(parts(page).lines).toContainText("pandas");
  await tabTo(page, parts(page).requirement(2));
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => previewText(page)).toBe("scipy\npandas");
});

test("undo and redo, step by step, from inside a field", async ({ page }) => {
  await open(page, "v=1&packages=curl,git,bash");
  const at = parts(page);
  const start = ["curl", "git", "bash"];
  await tabTo(page, at.pack(1));
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => texts(at.packages)).toEqual(["git", "curl", "bash"]);
  await page.keyboard.press("End");
  await page.keyboard.type("-dev");
  await expect.poll(() => texts(at.packages)).toEqual(["git", "curl-dev", "bash"]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => texts(at.packages)).toEqual(["git", "curl", "bash"]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => texts(at.packages)).toEqual(start);
  await expect(at.undo).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Control+z");
  await expect.poll(() => texts(at.packages)).toEqual(start);
  await page.keyboard.press("Control+Shift+Z");
  await page.keyboard.press("Control+y");
  await expect.poll(() => texts(at.packages)).toEqual(["git", "curl-dev", "bash"]);
  await expect(at.redo).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Control+z");
  await expect(at.redo).not.toHaveAttribute("aria-disabled", "true");
  await tabTo(page, at.pack(3));
  await page.keyboard.type("x");
  await expect(at.redo).toHaveAttribute("aria-disabled", "true");
});

test("undoing a move or an addition leaves the focus among the rows", async ({ page }) => {
  await open(page, "v=1&packages=curl,git,bash");
  const at = parts(page);
  await tabTo(page, at.pack(1));
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => texts(at.packages)).toEqual(["git", "curl", "bash"]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => texts(at.packages)).toEqual(["curl", "git", "bash"]);
  await expect(at.pack(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("x");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect.poll(() => texts(at.packages)).toEqual(["curl", "git", "bash"]);
  expect(await page.evaluate(() => document.activeElement.tagName)).toBe("INPUT");
});

test("a row that was typed in one go is undone in one go", async ({ page }) => {
  await open(page);
  const at = parts(page);
  await page.keyboard.press("/");
  for (const name of ["curl", "git"]) {
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
  }
  await page.keyboard.press("Control+z");
  await expect.poll(() => texts(at.packages)).toEqual(["curl"]);
  await page.keyboard.press("Control+z");
  await expect(at.packages).toHaveCount(0);
});

for (const name of ["Add a label", "Add an apk repository", "Airflow extras", "Layout"]) {
  test(`a step back leads to an image without the field that has the focus: ${name}`, async ({ page }) => {
    await open(page, "v=1&image=apache/airflow:3.3.2-python3.12");
    const [official, docker] = ["Official apache/airflow (Debian)", "Plain Docker, small (Alpine)"].map(parts(page).home);
    await tabTo(page, official);
    await page.keyboard.press("ArrowUp");
    await expect(docker).toBeChecked();
    await tabTo(page, page.locator("summary", { hasText: "Every layer" }));
    await page.keyboard.press("Enter");
    const field = page.getByLabel(name, { exact: true });
    await tabTo(page, field);
    if (name.startsWith("Add")) {
      await page.keyboard.type("a");
      await page.keyboard.press("Control+z");
    }
    await page.keyboard.press("Control+z");
    await expect(field).toHaveCount(0);
    await expect(official).toBeChecked();
    // What waits for a press to end finds nobody there; the page goes on.
    await page.waitForTimeout(400);
    await page.keyboard.press("/");
    await page.keyboard.type("curl");
    await expect.poll(() => liveLink(page)).toContain("packages=curl");
  });
}

test("the sheet of keys opens with ?, holds the focus, closes with Escape and gives the focus back", async ({ page }) => {
  await open(page);
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  const keys = page.getByRole("button", { name: "Keyboard shortcuts" });
  await tabTo(page, keys);
  await page.keyboard.press("?");
  await expect(sheet).toBeVisible();
  await expect(sheet).toContainText("Ctrl Enter");
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press("Tab");
    // A modal dialog lets the focus go to the browser's own bars, never to the page behind it.
    expect(await page.evaluate(() => document.activeElement === document.body || !!document.activeElement.closest("dialog"))).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(keys).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(sheet).toBeVisible();
});

test("single-character keys stay out of text and can be turned off", async ({ page }) => {
  await open(page);
  const at = parts(page);
  await tabTo(page, at.addRequirement);
  await page.keyboard.type("a/b?");
  await expect(at.addRequirement).toHaveValue("a/b?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+z");

  await tabTo(page, page.getByRole("button", { name: "Keyboard shortcuts" }), "Shift+Tab");
  await page.keyboard.press("?");
  const box = page.getByRole("checkbox", { name: "Single-character keys" });
  await tabTo(page, box);
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(at.addPackage).not.toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("F8 goes from problem to problem", async ({ page }) => {
  await open(page, "v=1&packages=git,a;b&requirements=1%20bad");
  const at = parts(page);
  await page.keyboard.press("F8");
  const first = await page.evaluate(() => document.activeElement.value ?? document.activeElement.id);
  await page.keyboard.press("F8");
  const second = await page.evaluate(() => document.activeElement.value ?? document.activeElement.id);
  expect([first, second]).toEqual(["a;b", "1 bad"]);
  await page.keyboard.press("F8");
  await expect(at.pack(2)).toBeFocused();
});

test("the files of the preview open by keyboard", async ({ page }) => {
  await open(page, "v=1&packages=curl");
  const file = parts(page).file("packages.txt");
  await tabTo(page, file);
  await page.keyboard.press("Enter");
  await expect(file).toBeFocused();
  expect(await previewText(page)).toBe("curl");
});

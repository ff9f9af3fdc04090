// By ear and by keyboard: what is said in which order, where Tab leads, and that the focus is never under something.
import { readFile, writeFile } from "node:fs/promises";
import { add, expect, open, parts, test } from "./support.mjs";
import { FILLED, openDetails } from "./looks.mjs";

const CONTROLS = new Set(["button", "checkbox", "combobox", "link", "radio", "textbox", "DisclosureTriangle", "listbox", "option", "menuitem", "slider", "spinbutton", "switch", "tab"]);
const STRUCTURE = new Set(["banner", "main", "region", "navigation", "contentinfo", "heading", "list", "listitem", "group", "radiogroup", "status", "dialog", "alert", "form", "complementary", "search"]);

/** The accessibility tree as a screen reader walks it: role, name and depth of everything that is not passed over. */
async function heard(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const said = [];
  const walk = (node, depth) => {
    const role = node.role?.value ?? "";
    const properties = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value]));
    const counts = !node.ignored && (CONTROLS.has(role) || STRUCTURE.has(role));
    if (counts) said.push({ role, name: node.name?.value ?? "", depth, properties, description: node.description?.value ?? "", id: node.backendDOMNodeId });
    // What a list says by its options is the browser's own.
    if (role === "combobox" && !properties.editable) return;
    for (const child of node.childIds ?? []) walk(byId.get(child), depth + (counts ? 1 : 0));
  };
  walk(nodes[0], 0);
  return said;
}

/** Waits until the engine has looked at everything; the counters are beside the form, or below it. */
async function checked(page) {
  await expect(page.locator(".problems").filter({ visible: true }).first()).not.toContainText("Checking");
}

/** Where Tab leads from the start of the page, until it comes back: what each is called, and where it is drawn. */
async function tabbed(page, onEach = async () => {}) {
  await page.evaluate(() => {
    // Where Tab starts from is where the focus was last: the body, for a moment.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
  });
  const seen = [];
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      if (!element.dataset.nth) element.dataset.nth = String(document.querySelectorAll("[data-nth]").length + 1);
      const box = element.getBoundingClientRect();
      const name = element.getAttribute("aria-label") || element.labels?.[0]?.textContent.trim() || element.textContent.trim().slice(0, 40) || element.id;
      return { nth: Number(element.dataset.nth), row: element.closest(".row")?.querySelector("input, textarea")?.id ?? "", name, top: box.top + scrollY, left: box.left, bottom: box.bottom + scrollY, right: box.right, type: element.type ?? "" };
    });
    if (at === null || seen.some(({ nth }) => nth === at.nth)) break;
    seen.push(at);
    await onEach(at);
  }
  return seen;
}

for (const viewport of [{ width: 1280, height: 800 }, { width: 380, height: 800 }]) {
  test.describe(`${viewport.width} wide`, () => {
    test.use({ viewport });
    test.beforeEach(async ({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

    for (const [what, link] of [["empty", ""], ["filled", FILLED]]) {
      test(`${what}: every control has a name, and none can be reached that is not there`, async ({ page }) => {
        await open(page, link);
        await checked(page);
        await openDetails(page);
        const said = await heard(page);
        const controls = said.filter(({ role }) => CONTROLS.has(role));
        expect(controls.length).toBeGreaterThan(15);
        expect(controls.filter(({ name }) => !name.trim()).map(({ role, id }) => `${role} ${id}`)).toEqual([]);
        // Regions and groups are told apart by their names.
        expect(said.filter(({ role, name }) => ["region", "navigation", "radiogroup", "dialog"].includes(role) && !name.trim())).toEqual([]);
        const hidden = await page.evaluate(() =>
          [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
            .filter((element) => element.tabIndex >= 0 && element.closest("[aria-hidden=true]"))
            .map((element) => element.outerHTML.slice(0, 80)),
        );
        expect(hidden).toEqual([]);
      });

      test(`${what}: Tab follows what is heard, and what is heard follows what is seen`, async ({ page }) => {
        test.slow();
        await open(page, link);
        await checked(page);
        await openDetails(page);
        const order = await tabbed(page);
        expect(order.length).toBeGreaterThan(10);
        // By ear: the same controls in the same order.
        const ids = await heardOrder(page);
        const places = order.map(({ nth }) => ids.indexOf(nth));
        expect(places.filter((place) => place < 0), "reached by Tab, and not heard").toEqual([]);
        expect(places).toEqual([...places].sort((a, b) => a - b));
        // By eye: from the bar on top, down the form, through the files, to the bar below; never up within one of them.
        const columns = await page.evaluate(() => {
          const box = (selector) => document.querySelector(selector)?.getBoundingClientRect() ?? null;
          return { form: box(".form"), top: box(".top") };
        });
        const back = order.flatMap((one, at) => {
          const next = order[at + 1];
          // A row's buttons are beside its first field, and come after the second, which is below it.
          if (!next || (one.row && one.row === next.row)) return [];
          if (one.top < columns.top.height || next.left > columns.form.right || one.left > columns.form.right) return [];
          const up = next.bottom <= one.top + 1;
          const left = next.top < one.bottom - 1 && next.bottom > one.top + 1 && next.right <= one.left + 1;
          return up || left ? [`${one.name} → ${next.name}`] : [];
        });
        expect(back).toEqual([]);
      });

      test(`${what}: what has the focus is never under a bar`, async ({ page }) => {
        test.slow();
        await open(page, link);
        await checked(page);
        await openDetails(page);
        const under = [];
        const look = async ({ name }) => {
          // Suggestions are what a field is about, and hang below it.
          const covered = await page.evaluate(() => {
            const element = document.activeElement;
            const drawn = element.type === "radio" ? element.closest(".home, label") : element;
            const box = drawn.getBoundingClientRect();
            const points = [[0.5, 0.5], [0.05, 0.2], [0.95, 0.2], [0.05, 0.8], [0.95, 0.8]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
            const free = points.filter(([x, y]) => {
              const there = document.elementFromPoint(x, y);
              return there && (drawn.contains(there) || there.contains(drawn) || element.labels?.[0]?.contains(there) || drawn.closest(".box")?.contains(there));
            });
            const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
            // What is higher than the window cannot be seen whole.
            return !inside || (free.length < points.length && box.height < innerHeight / 2) ? `${Math.round(box.top)}..${Math.round(box.bottom)}, ${free.length} of ${points.length} points` : "";
          });
          if (covered) under.push(`${name}: ${covered}`);
        };
        await tabbed(page, look);
        expect(under).toEqual([]);
        // And back again, against the bar on top.
        await page.evaluate(() => { document.activeElement.blur(); document.querySelectorAll("[data-nth]").forEach((element) => element.removeAttribute("data-nth")); scrollTo(0, document.body.scrollHeight); });
        for (let step = 0; step < 60; step += 1) {
          await page.keyboard.press("Shift+Tab");
          const name = await page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.id);
          if (await page.evaluate(() => document.activeElement === document.body)) continue;
          await look({ name: `back to ${name}` });
        }
        expect(under).toEqual([]);
      });
    }

    test("while the files lie over the form, Tab stays with them", async ({ page }) => {
      test.skip(viewport.width > 600, "they stand beside it");
      await open(page, "v=1&packages=curl");
      const files = page.getByRole("button", { name: /^Files \(/ });
      await files.click();
      await expect(parts(page).code).toBeFocused();
      const order = await tabbed(page);
      const astray = await page.evaluate(() =>
        [...document.querySelectorAll("[data-nth]")].filter((element) => !element.closest(".preview, .bottom")).map((element) => element.outerHTML.slice(0, 80)),
      );
      expect(order.length).toBeGreaterThan(5);
      expect(astray).toEqual([]);
      await page.getByRole("button", { name: "Back to the form" }).press("Enter");
      await expect(parts(page).files).toBeHidden();
      await expect(files).toBeFocused();
      await files.click();
      await expect(parts(page).code).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(parts(page).files).toBeHidden();
      await expect(files).toBeFocused();
    });
  });
}

/** The numbers that `tabbed` gave, in the order of the accessibility tree. */
async function heardOrder(page) {
  const session = await page.context().newCDPSession(page);
  const said = await heard(page);
  const order = [];
  await session.send("DOM.enable");
  await session.send("DOM.getDocument", { depth: -1 });
  for (const { id } of said) {
    const { object } = await session.send("DOM.resolveNode", { backendNodeId: id });
    const { result } = await session.send("Runtime.callFunctionOn", { objectId: object.objectId, functionDeclaration: "function () { return this.dataset?.nth ?? ''; }", returnByValue: true });
    if (result.value) order.push(Number(result.value));
  }
  await session.detach();
  return order;
}

const DIALOGS = [
  ["the sheet of keys", "Keyboard shortcuts"],
  ["history", "History and bookmarks"],
  ["import", "Import"],
  ["sharing", /^Share/],
];

for (const [what, name] of DIALOGS) {
  test(`${what} keeps the focus, and gives it back`, async ({ page }) => {
    await open(page, "v=1&packages=curl");
    const opener = page.getByRole("banner").getByRole("button", { name });
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    // The name is a heading's, too: who comes by headings finds it.
    await expect(dialog.getByRole("heading", { level: 2 }).first()).toBeVisible();
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press(step % 3 === 2 ? "Shift+Tab" : "Tab");
      // The browser's own bar is the one other place.
      const where = await page.evaluate(() => (document.activeElement === document.body ? "browser" : document.activeElement.closest("dialog[open]") ? "dialog" : document.activeElement.outerHTML.slice(0, 80)));
      expect(["dialog", "browser"]).toContain(where);
    }
    // Nothing behind it is heard.
    const said = await heard(page);
    expect(said.filter(({ name }) => name === "Add an OS package")).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(opener).toBeFocused();
  });
}

const RECORD = new URL("./reading-order.txt", import.meta.url);

// Written anew with UPDATE=1; what changes is to be read in review, aloud.
test("what is said of the empty page, in its order", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page);
  await checked(page);
  await openDetails(page);
  const lines = (await heard(page)).map(({ role, name, depth, description }) => {
    // Digests and sizes change with every file.
    const plain = (text) => text.replace(/\b[0-9a-f]{64}\b/g, "…").replace(/[\d.]+ (kB|bytes)/g, "… kB").replace(/\d+ lines/, "… lines");
    return `${"  ".repeat(depth)}${role}${name ? ` “${plain(name)}”` : ""}${description ? ` (${plain(description)})` : ""}`;
  });
  const text = `${lines.join("\n")}\n`;
  if (process.env.UPDATE) await writeFile(RECORD, text);
  expect(text).toBe(await readFile(RECORD, "utf8"));
});

test("a row that comes and goes is said, once", async ({ page }) => {
  await open(page);
  await add(parts(page).addPackage, "curl");
  await page.getByRole("button", { name: "Remove curl" }).click();
  await expect(parts(page).said).toHaveText("Removed curl");
  await expect(parts(page).addPackage).toBeFocused();
});

// What a row could be: the list below the fields that add packages, requirements and variables.
import { expect, names, open, parts, suggested, test, texts, violations } from "./support.mjs";

/** Every address that the page and its engine ask for, by path. */
function asked(page) {
  const paths = [];
  page.context().on("request", (request) => paths.push(new URL(request.url()).pathname));
  return paths;
}

const active = (page) => parts(page).suggestions.getByRole("option", { selected: true });
const titles = (page) => parts(page).groups.locator("p").allTextContents();

test.describe("what is offered", () => {
  test("packages: useful ones in groups, as soon as the focus is there, with their versions", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await expect(at.suggestions).toHaveCount(0);
    await at.addPackage.click();
    await suggested(page, at.addPackage);
    expect(await titles(page)).toEqual(["Tools", "Databases", "File transfer", "Data science", "Cloud", "Build tools"]);
    await expect(page.getByRole("group", { name: "Tools" }).getByRole("option", { name: /^curl/ })).toBeVisible();
    await expect(at.option("curl")).toContainText(/curl\s*\d+\.\d+/);
  });

  test("requirements: providers first", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addRequirement.click();
    await suggested(page, at.addRequirement);
    const groups = await titles(page);
    expect(groups[0]).toBe("Providers");
    expect(groups).toContain("Databases");
    expect((await names(page))[0]).toMatch(/^apache-airflow-providers-/);
  });

  test("variables: everyday options", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addVariable.click();
    await suggested(page, at.addVariable);
    expect((await titles(page))[0]).toBe("Everyday");
    expect(await names(page)).toContain("AIRFLOW__CORE__LOAD_EXAMPLES");
  });

  test("what is in the list already is not among them", async ({ page }) => {
    await open(page, "v=1&packages=git");
    const at = parts(page);
    await at.addPackage.click();
    await suggested(page, at.addPackage);
    await expect(at.option("curl")).toHaveCount(1);
    await expect(at.option("git")).toHaveCount(0);
  });

  test("the names are those of the system", async ({ page }) => {
    await open(page, "v=1&image=apache/airflow:3.3.2");
    const at = parts(page);
    await at.addPackage.click();
    await suggested(page, at.addPackage);
    await expect(at.option("build-essential")).toHaveCount(1);
    await expect(at.option("build-base")).toHaveCount(0);
  });

  test("a slip of the fingers is understood, and what matched is marked", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.click();
    await page.keyboard.type("mogno");
    await expect(at.options.first().locator("mark")).toHaveText("mongo");
    for (const option of await at.options.all()) {
      await expect(option.locator("mark")).toHaveText("mongo");
      await expect(option.locator(".name")).toContainText("mongo");
    }
    await expect(at.groups).toHaveCount(0);
  });

  test("a text that nothing is like says so, and Enter adds it as it is", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.click();
    await suggested(page, at.addPackage);
    await page.keyboard.type("qqzzxxqqzz");
    await expect(at.notice).toHaveText("Nothing like this in our tables. Enter adds it as it is.");
    await expect(at.options).toHaveCount(0);
    await page.keyboard.press("Enter");
    expect(await texts(at.packages)).toEqual(["qqzzxxqqzz"]);
    await expect(at.addPackage).toHaveValue("");
    await expect(at.notice).toHaveCount(0);
  });
});

test.describe("by keyboard", () => {
  test("several in a row: the focus stays, and nothing else is needed", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await page.keyboard.press("/");
    await expect(at.addPackage).toBeFocused();
    for (const [typed, name] of [["rsyn", "rsync"], ["graphv", "graphviz"], ["cur", "curl"]]) {
      await page.keyboard.type(typed);
      await expect(at.options.first().locator(".name")).toHaveText(name);
      await page.keyboard.press("ArrowDown");
      await expect(at.options.first()).toHaveAttribute("aria-selected", "true");
      await page.keyboard.press("Enter");
      await expect(at.pack(await at.packages.count())).toHaveValue(name);
      await expect(at.addPackage).toBeFocused();
      await expect(at.addPackage).toHaveValue("");
      await suggested(page, at.addPackage);
    }
    expect(await texts(at.packages)).toEqual(["rsync", "graphviz", "curl"]);
  });

  test("the first ones one after the other: what was taken is not offered again", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.focus();
    await suggested(page, at.addPackage);
    for (const name of ["curl", "git", "jq"]) {
      await expect(at.options.first().locator(".name")).toHaveText(name);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
    }
    expect(await texts(at.packages)).toEqual(["curl", "git", "jq"]);
  });

  test("one that was searched for, with what was typed behind its name", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addRequirement.focus();
    await page.keyboard.type("pandsa==2.3.3");
    await expect(at.option("pandas")).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(at.options.first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    expect(await texts(at.requirements)).toEqual(["pandas==2.3.3"]);
    await expect(at.addRequirement).toBeFocused();
  });

  test("Enter without an active entry adds what was typed", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.focus();
    await page.keyboard.type("cur");
    await expect(at.option("curl")).toBeVisible();
    await page.keyboard.press("Enter");
    expect(await texts(at.packages)).toEqual(["cur"]);
  });

  test("the arrows go through the entries, and back to the text", async ({ page }) => {
    await open(page, "v=1&packages=tree");
    const at = parts(page);
    await at.addPackage.focus();
    await suggested(page, at.addPackage);
    const selected = active(page);
    await expect(selected).toHaveCount(0);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(selected).toHaveCount(1);
    await expect(at.options.nth(1)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowUp");
    await expect(at.options.nth(0)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowUp");
    await expect(selected).toHaveCount(0);
    await expect(at.addPackage).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(at.pack(1)).toBeFocused();
    await expect(at.suggestions).toHaveCount(0);
  });

  test("the active entry is scrolled into view, down to the last one", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.focus();
    await suggested(page, at.addPackage);
    const count = await at.options.count();
    expect(count).toBeGreaterThan(20);
    for (let step = 0; step < count + 2; step++) await page.keyboard.press("ArrowDown");
    await expect(at.options.last()).toHaveAttribute("aria-selected", "true");
    await expect(at.options.last()).toBeInViewport({ ratio: 1 });
    await expect(at.addPackage).toBeInViewport({ ratio: 1 });
  });

  test("Escape closes and keeps the text, typing opens again, so does ArrowDown", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.focus();
    await page.keyboard.type("cur");
    await expect(at.option("curl")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(at.suggestions).toHaveCount(0);
    await expect(at.addPackage).toHaveAttribute("aria-expanded", "false");
    await expect(at.addPackage).toHaveValue("cur");
    await expect(at.addPackage).toBeFocused();
    await page.keyboard.type("l");
    await expect(at.option("curl")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(at.suggestions).toHaveCount(0);
    await page.keyboard.press("ArrowDown");
    await expect(at.option("curl")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    expect(await texts(at.packages)).toEqual(["curl"]);
  });

  test("Tab leaves the list behind, and what was typed is kept", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.focus();
    await page.keyboard.type("tree");
    await expect(at.option("tree")).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(at.addRequirement).toBeFocused();
    await expect(at.addPackage).toHaveAttribute("aria-expanded", "false");
    await expect(at.addRequirement).toHaveAttribute("aria-expanded", "true");
    await expect(at.suggestions).toHaveCount(1);
    await expect.poll(() => texts(at.packages)).toEqual(["tree"]);
  });

  test("a long list is no stop for Tab", async ({ page }) => {
    await open(page, "v=1&packages=tree");
    const at = parts(page);
    await at.addPackage.focus();
    await suggested(page, at.addPackage);
    await page.keyboard.press("Tab");
    await expect(at.addRequirement).toBeFocused();
  });

  test("what was taken is one step of undo", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.focus();
    await page.keyboard.type("mogno");
    await expect(at.options.first().locator("mark")).toHaveText("mongo");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(at.packages).toHaveCount(1);
    await page.keyboard.press("Control+z");
    await expect(at.packages).toHaveCount(0);
  });
});

test.describe("by mouse", () => {
  test("a click adds the entry, the focus stays in the field, and the next one can be clicked", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.click();
    await suggested(page, at.addPackage);
    for (const name of ["git", "curl"]) {
      await at.option(name).click();
      await expect(at.addPackage).toBeFocused();
      await expect(at.addPackage).toHaveValue("");
    }
    expect(await texts(at.packages)).toEqual(["git", "curl"]);
    await expect(at.said).toContainText("Added curl");
  });

  test("a press beside an entry keeps the list, a press elsewhere closes it", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.click();
    await suggested(page, at.addPackage);
    await at.groups.first().locator("p").click();
    await expect(at.addPackage).toBeFocused();
    await expect(at.suggestions).toBeVisible();
    await page.getByRole("heading", { level: 1 }).click();
    await expect(at.suggestions).toHaveCount(0);
  });
});

// What was typed takes its place among the rows when the focus goes: nothing may move between press and release.
test.describe("a press elsewhere while a row is typed", () => {
  for (const [what, prepare] of [["with the list open", () => {}], ["with the list closed", (page) => page.keyboard.press("Escape")]]) {
    test(`${what}: takes a row away, at once, and keeps what was typed`, async ({ page }) => {
      await open(page, "v=1&packages=tree&env=TZ=UTC");
      const at = parts(page);
      await at.addPackage.click();
      await page.keyboard.type("git");
      await expect(at.option("git")).toBeVisible();
      await prepare(page);
      await page.getByRole("button", { name: "Remove tree" }).click();
      await expect.poll(() => texts(at.packages)).toEqual(["git"]);
    });

    test(`${what}: chooses where it runs, at once, and keeps what was typed`, async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 1400 });
      await open(page, "v=1&requirements=requests&requirements=attrs&requirements=six&env=TZ=UTC&env=LANG=C&env=MY_TEAM=data");
      const at = parts(page);
      await at.addPackage.click();
      await page.keyboard.type("git");
      await expect(at.option("git")).toBeVisible();
      await prepare(page);
      await page.getByText("Official apache/airflow (Debian)", { exact: true }).click();
      await expect(at.home("Official apache/airflow (Debian)")).toBeChecked();
      await expect.poll(() => texts(at.packages)).toEqual(["git"]);
    });
  }
});

test("for assistive technology: a combobox, its list, and the active entry", async ({ page }) => {
  await open(page);
  const at = parts(page);
  for (const field of [at.addPackage, at.addRequirement, at.addVariable]) {
    await expect(field).toHaveRole("combobox");
    await expect(field).toHaveAttribute("aria-autocomplete", "list");
    await expect(field).toHaveAttribute("aria-expanded", "false");
    await expect(field).not.toHaveAttribute("aria-controls");
    await field.focus();
    await suggested(page, field);
    await expect(field).toHaveAttribute("aria-controls", await at.suggestions.getAttribute("id"));
    await expect(field).not.toHaveAttribute("aria-activedescendant");
    for (const key of ["ArrowDown", "ArrowDown"]) {
      await page.keyboard.press(key);
      const selected = active(page);
      await expect(selected).toHaveCount(1);
      await expect(field).toHaveAttribute("aria-activedescendant", await selected.getAttribute("id"));
    }
    await page.keyboard.type("a");
    await expect(field).not.toHaveAttribute("aria-activedescendant");
    await page.keyboard.press("Escape");
    await expect(field).toHaveAttribute("aria-expanded", "false");
    await expect(field).not.toHaveAttribute("aria-controls");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Escape");
  }
});

test.describe("the tables of names", () => {
  test("of the packages: none for the first screen, one at the first focus, and no second one", async ({ page }) => {
    const paths = asked(page);
    const tables = () => paths.filter((path) => path.includes("/packages/"));
    await open(page);
    const at = parts(page);
    await expect(at.status).toContainText("No problems");
    expect(tables()).toEqual([]);
    await at.addPackage.click();
    await suggested(page, at.addPackage);
    expect(tables()).toEqual(["/packages/alpine-3.23.tsv"]);
    await page.getByRole("heading", { level: 1 }).click();
    await at.addPackage.click();
    // As fast as people type: what is half a name on the way is not looked for in the tables of other releases.
    await page.keyboard.type("curl", { delay: 150 });
    await expect(at.option("curl")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(at.status).toContainText("No problems");
    expect(tables()).toEqual(["/packages/alpine-3.23.tsv"]);
  });

  test("of Python: at the first focus of that field, and only that one", async ({ page }) => {
    const paths = asked(page);
    await open(page);
    const at = parts(page);
    await at.addRequirement.click();
    await suggested(page, at.addRequirement);
    expect(paths.filter((path) => path.includes("/packages/"))).toEqual(["/packages/python.tsv"]);
  });

  test("none where only variables are set", async ({ page }) => {
    const paths = asked(page);
    await open(page);
    const at = parts(page);
    await at.addVariable.click();
    await page.keyboard.type("load examples");
    await expect(at.option("AIRFLOW__CORE__LOAD_EXAMPLES")).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.type("False");
    await page.keyboard.press("Enter");
    await expect(at.status).toContainText("No problems");
    expect(paths.filter((path) => path.includes("/packages/"))).toEqual([]);
    expect(paths.some((path) => path.includes("/engine-")), "the requests of the engine are seen").toBe(true);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 380, height: 800 }, hasTouch: true });

  test("the list fits, its entries can be hit, and a tap adds one", async ({ page }) => {
    await open(page);
    const at = parts(page);
    for (const field of [at.addPackage, at.addRequirement, at.addVariable]) {
      await field.tap();
      await suggested(page, field);
      const boxes = await at.options.evaluateAll((all) => all.map((element) => element.getBoundingClientRect().toJSON()));
      for (const box of boxes) {
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.right).toBeLessThanOrEqual(380);
        expect(box.height).toBeGreaterThanOrEqual(24);
      }
      expect(await page.evaluate(() => document.scrollingElement.scrollWidth)).toBeLessThanOrEqual(380);
      expect(await at.suggestions.evaluate((list) => list.scrollWidth - list.clientWidth)).toBeLessThanOrEqual(0);
      await expect(at.options.first()).toBeInViewport({ ratio: 1 });
      await page.keyboard.press("Escape");
    }
    await at.addPackage.tap();
    await at.option("git").tap();
    await expect.poll(() => texts(at.packages)).toEqual(["git"]);
    await expect(at.addPackage).toBeFocused();
  });
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const [what, act] of [
      ["groups, one entry active", async (page, at) => {
        await at.addPackage.focus();
        await suggested(page, at.addPackage);
        await page.keyboard.press("ArrowDown");
      }],
      ["matches, marked", async (page, at) => {
        await at.addRequirement.focus();
        await page.keyboard.type("postgers");
        await expect(at.suggestions.locator("mark").first()).toBeVisible();
        await page.keyboard.press("ArrowDown");
        await expect(active(page)).toHaveCount(1);
      }],
      ["nothing found", async (page, at) => {
        await at.addPackage.focus();
        await page.keyboard.type("qqzzxxqqzz");
        await expect(at.notice).toContainText("Nothing like this");
      }],
    ]) {
      test(`axe finds nothing: ${what}`, async ({ page }) => {
        test.slow();
        // Nothing that fades or flashes is measured half way.
        await page.emulateMedia({ reducedMotion: "reduce" });
        await open(page);
        await act(page, parts(page));
        expect(await violations(page)).toEqual([]);
      });
    }
  });
}

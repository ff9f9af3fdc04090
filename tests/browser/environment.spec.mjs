// Variables: options of Airflow are found by words, their values helped with, and wrong ones said.
import { addVariable, expect, liveLink, names, open, parts, previewText, suggested, test } from "./support.mjs";

const help = (page) => page.locator(".aid").filter({ visible: true });
const chip = (page, value) => help(page).getByRole("group", { name: "Values" }).getByRole("button", { name: value, exact: true });
const rows = (page) => page.getByRole("list", { name: "Environment" });

/** Types into the field for a new variable, and waits until the suggestions are about that. */
async function seek(page, text, name) {
  await parts(page).addVariable.focus();
  await page.keyboard.type(text);
  await expect(parts(page).option(name)).toBeVisible();
}

test.describe("a new one", () => {
  test("an option is found by words; its name is taken, and its value is next", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await seek(page, "load examples", "AIRFLOW__CORE__LOAD_EXAMPLES");
    await expect(at.options.first().locator(".name")).toHaveText("AIRFLOW__CORE__LOAD_EXAMPLES");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(at.addVariable).toHaveValue("AIRFLOW__CORE__LOAD_EXAMPLES");
    await expect(at.value("AIRFLOW__CORE__LOAD_EXAMPLES")).toBeFocused();
    await expect(at.suggestions).toHaveCount(0);
    await page.keyboard.type("False");
    await page.keyboard.press("Enter");
    await expect(at.addVariable).toBeFocused();
    await expect(at.variable(1)).toHaveValue("AIRFLOW__CORE__LOAD_EXAMPLES");
    await expect(at.value("AIRFLOW__CORE__LOAD_EXAMPLES")).toHaveValue("False");
    await expect.poll(() => previewText(page)).toMatch(/AIRFLOW__CORE__LOAD_EXAMPLES="?False/);
  });

  test("the same by mouse: name, then a value to press", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addVariable.click();
    await suggested(page, at.addVariable);
    await at.option("AIRFLOW__CORE__LOAD_EXAMPLES").click();
    await expect(at.value("AIRFLOW__CORE__LOAD_EXAMPLES")).toBeFocused();
    await chip(page, "False").click();
    await expect(at.value("AIRFLOW__CORE__LOAD_EXAMPLES")).toHaveValue("False");
    await page.getByRole("heading", { level: 1 }).click();
    await expect(at.variable(1)).toHaveValue("AIRFLOW__CORE__LOAD_EXAMPLES");
    await expect(rows(page).getByRole("textbox", { name: "Value of" })).toHaveValue("False");
  });

  test("any other name is possible, with Enter or with =", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addVariable.focus();
    await page.keyboard.type("TZ=Europe/Vienna");
    await expect(at.value("TZ")).toBeFocused();
    await page.keyboard.press("Enter");
    await addVariable(page, "MY_TEAM", "data");
    await expect(at.variable(1)).toHaveValue("TZ");
    await expect(at.value("TZ")).toHaveValue("Europe/Vienna");
    await expect(at.variable(2)).toHaveValue("MY_TEAM");
    await expect(at.value("MY_TEAM")).toHaveValue("data");
    await expect(at.status).toContainText("No problems");
  });

  test("a name that is half an option's is added as it is typed", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await seek(page, "LOAD_EX", "AIRFLOW__CORE__LOAD_EXAMPLES");
    await page.keyboard.press("Enter");
    await expect(at.value("LOAD_EX")).toBeFocused();
    await page.keyboard.type("1");
    await page.keyboard.press("Enter");
    await expect(at.variable(1)).toHaveValue("LOAD_EX");
  });
});

test.describe("the version decides what is offered", () => {
  for (const [version, there, gone] of [
    ["2.11.0", "AIRFLOW__WEBSERVER__BASE_URL", "AIRFLOW__API__BASE_URL"],
    ["3.3.2", "AIRFLOW__API__BASE_URL", "AIRFLOW__WEBSERVER__BASE_URL"],
  ]) {
    test(`${version}: ${there}`, async ({ page }) => {
      await open(page, `v=1&airflow=${version}`);
      const at = parts(page);
      await seek(page, "base url", there);
      expect(await names(page)).not.toContain(gone);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(gone);
      await expect(at.notice).toContainText("Nothing like this");
      await expect(at.options).toHaveCount(0);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(there);
      await expect(at.options.first().locator("mark")).toHaveText([there]);
    });
  }
});

test.describe("help with a value", () => {
  test("True and False can be pressed, and show which one holds", async ({ page }) => {
    await open(page, "v=1&env=AIRFLOW__CORE__LOAD_EXAMPLES=True");
    const at = parts(page);
    const value = at.value("AIRFLOW__CORE__LOAD_EXAMPLES");
    await expect(help(page)).toHaveCount(0);
    await at.variable(1).focus();
    await expect(chip(page, "True")).toHaveAttribute("aria-pressed", "true");
    await expect(chip(page, "False")).toHaveAttribute("aria-pressed", "false");
    await chip(page, "False").click();
    await expect(value).toHaveValue("False");
    await expect(chip(page, "False")).toHaveAttribute("aria-pressed", "true");
    await expect(chip(page, "True")).toHaveAttribute("aria-pressed", "false");
    await expect.poll(() => previewText(page)).toMatch(/AIRFLOW__CORE__LOAD_EXAMPLES="?False/);
    await page.keyboard.press("Control+z");
    await expect(value).toHaveValue("True");
  });

  test("by keyboard too: Tab leads to the values, Space presses one", async ({ page }) => {
    await open(page, "v=1&env=AIRFLOW__CORE__LOAD_EXAMPLES=True");
    const at = parts(page);
    await at.value("AIRFLOW__CORE__LOAD_EXAMPLES").focus();
    await expect(chip(page, "False")).toBeVisible();
    for (let step = 0; step < 8 && !(await chip(page, "False").evaluate((button) => button === document.activeElement)); step++) {
      await page.keyboard.press("Tab");
    }
    await expect(chip(page, "False")).toBeFocused();
    await page.keyboard.press("Space");
    await expect(at.value("AIRFLOW__CORE__LOAD_EXAMPLES")).toHaveValue("False");
    await expect(chip(page, "False")).toBeFocused();
  });

  test("an option with choices of its own offers them", async ({ page }) => {
    await open(page, "v=1&env=AIRFLOW__LOGGING__LOGGING_LEVEL=INFO");
    await parts(page).variable(1).focus();
    await expect(chip(page, "INFO")).toHaveAttribute("aria-pressed", "true");
    await chip(page, "DEBUG").click();
    await expect(parts(page).value("AIRFLOW__LOGGING__LOGGING_LEVEL")).toHaveValue("DEBUG");
  });

  test("a whole number: the keyboard of a phone has digits, and there is nothing to press", async ({ page }) => {
    await open(page, "v=1&env=AIRFLOW__CORE__PARALLELISM=64&env=TZ=UTC");
    const at = parts(page);
    await expect(at.value("AIRFLOW__CORE__PARALLELISM")).toHaveAttribute("inputmode", "numeric");
    await expect(at.value("TZ")).not.toHaveAttribute("inputmode");
    await at.variable(1).focus();
    await expect(help(page)).toContainText("A whole number; without it 32.");
    await expect(help(page).getByRole("button")).toHaveCount(0);
    await at.variable(2).focus();
    await expect(help(page)).toHaveCount(0);
  });

  test("a new whole number too", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await seek(page, "parallelism", "AIRFLOW__CORE__PARALLELISM");
    await at.option("AIRFLOW__CORE__PARALLELISM").click();
    await expect(at.value("AIRFLOW__CORE__PARALLELISM")).toBeFocused();
    await expect(at.value("AIRFLOW__CORE__PARALLELISM")).toHaveAttribute("inputmode", "numeric");
    await expect(help(page)).toContainText("A whole number; without it 32.");
  });

  for (const version of ["2.11.0", "3.3.2"]) {
    test(`${version}: what it does, its default, and Airflow's reference in a tab of its own`, async ({ page }) => {
      await open(page, `v=1&airflow=${version}&env=AIRFLOW__CORE__LOAD_EXAMPLES=True`);
      await parts(page).variable(1).focus();
      await expect(help(page)).toContainText("Shows the example DAGs that Airflow brings");
      await expect(help(page)).toContainText("without it True");
      const reference = help(page).getByRole("link", { name: "Airflow’s reference" });
      await expect(reference).toBeVisible();
      await expect(reference).toHaveAttribute("href", new RegExp(`^https://airflow\\.apache\\.org/docs/apache-airflow/${version.replaceAll(".", "\\.")}/configurations-ref\\.html#config-core-load-examples$`));
      await expect(reference).toHaveAttribute("target", "_blank");
      await expect(reference).toHaveAttribute("rel", /\bnoreferrer\b/);
    });
  }

  test("only the row that has the focus is helped with", async ({ page }) => {
    await open(page, "v=1&env=AIRFLOW__CORE__LOAD_EXAMPLES=True&env=AIRFLOW__CORE__PARALLELISM=64");
    const at = parts(page);
    await at.variable(1).focus();
    await expect(help(page)).toContainText("True or False");
    await at.variable(2).focus();
    await expect(help(page)).toHaveCount(1);
    await expect(help(page)).toContainText("A whole number");
    await page.getByRole("heading", { level: 1 }).click();
    await expect(help(page)).toHaveCount(0);
  });
});

// Help that comes or goes between press and release moves what is below, and the press hits nothing.
test.describe("a press while there is help above", () => {
  const two = "v=1&env=AIRFLOW__CORE__LOAD_EXAMPLES=True&env=AIRFLOW__CORE__EXECUTOR=LocalExecutor&env=TZ=UTC";

  test("takes another row away at once", async ({ page }) => {
    await open(page, two);
    const at = parts(page);
    await at.variable(1).click();
    await expect(help(page)).toBeVisible();
    await page.getByRole("button", { name: "Remove TZ" }).click();
    await expect(at.variable(3)).toHaveCount(0);
  });

  test("chooses where it runs at once", async ({ page }) => {
    await open(page, two);
    const at = parts(page);
    await at.variable(1).click();
    await expect(help(page)).toBeVisible();
    await page.getByText("Official apache/airflow (Debian)", { exact: true }).click();
    await expect(at.home("Official apache/airflow (Debian)")).toBeChecked();
  });

  test("leads into another field at once", async ({ page }) => {
    await open(page, two);
    const at = parts(page);
    await at.variable(1).click();
    await expect(help(page)).toBeVisible();
    await at.variable(3).click();
    await expect(at.variable(3)).toBeFocused();
  });

  test("opens a section below at once", async ({ page }) => {
    await open(page, two);
    await parts(page).variable(1).click();
    await expect(help(page)).toBeVisible();
    await page.locator("summary", { hasText: "Dockerfile instructions" }).click();
    await expect(parts(page).instructions).toBeVisible();
  });
});

test.describe("a wrong value", () => {
  test("is said where it stands, and a press puts it right; undo takes that back", async ({ page }) => {
    await open(page, "v=1&env=AIRFLOW__CORE__LOAD_EXAMPLES=no");
    const at = parts(page);
    const value = at.value("AIRFLOW__CORE__LOAD_EXAMPLES");
    await expect(rows(page)).toContainText("Warning");
    await expect(rows(page)).toContainText("Airflow refuses this.");
    await expect(at.status).toContainText("1 warning");
    await value.click();
    await expect(help(page)).toBeVisible();
    await rows(page).getByRole("button", { name: "Use False", exact: true }).click();
    await expect(value).toHaveValue("False");
    await expect(at.status).toContainText("No problems");
    await expect(rows(page)).not.toContainText("Airflow refuses this.");
    await at.undo.click();
    await expect(value).toHaveValue("no");
    await expect(at.status).toContainText("1 warning");
    await at.redo.click();
    await expect(value).toHaveValue("False");
    await expect(at.status).toContainText("No problems");
  });

  test("the way out does not move away under the first press", async ({ page }) => {
    await open(page, "v=1&env=AIRFLOW__CORE__LOAD_EXAMPLES=no");
    await rows(page).getByRole("button", { name: "Use False", exact: true }).click();
    await expect(parts(page).value("AIRFLOW__CORE__LOAD_EXAMPLES")).toHaveValue("False");
  });

  test("one that could mean either has two ways out", async ({ page }) => {
    await open(page, "v=1&env=AIRFLOW__CORE__LOAD_EXAMPLES=perhaps");
    await expect(rows(page).getByRole("button", { name: /^Use / })).toHaveText(["Use True", "Use False"]);
  });

  test("a number that is none, as it is typed into the row", async ({ page }) => {
    await open(page, "v=1&env=AIRFLOW__CORE__PARALLELISM=64");
    const at = parts(page);
    await expect(at.status).toContainText("No problems");
    await at.value("AIRFLOW__CORE__PARALLELISM").focus();
    await page.keyboard.press("End");
    await page.keyboard.type("x");
    await expect(rows(page)).toContainText("a whole number. Airflow refuses this.");
    await page.keyboard.press("Backspace");
    await expect(at.status).toContainText("No problems");
    await expect(rows(page)).not.toContainText("Airflow refuses this.");
  });

  test("a value that becomes a secret while it is typed keeps its field, and never stands in the address", async ({ page }) => {
    await open(page, "v=1&env=HTTPS_PROXY=none");
    const value = parts(page).value("HTTPS_PROXY");
    await value.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("http://me:hunter2@proxy.corp:3128");
    await expect(value).toBeFocused();
    await expect(value).toHaveValue("http://me:hunter2@proxy.corp:3128");
    await expect(rows(page)).toContainText("The address holds a password");
    const link = await liveLink(page);
    expect(link).toContain("HTTPS_PROXY");
    expect(link).not.toContain("hunter2");
  });

  test("what is said belongs to the field, for those who cannot see it", async ({ page }) => {
    await open(page, "v=1&env=AIRFLOW__CORE__LOAD_EXAMPLES=no");
    await expect(parts(page).value("AIRFLOW__CORE__LOAD_EXAMPLES")).toHaveAccessibleDescription(/Airflow refuses this/);
  });
});

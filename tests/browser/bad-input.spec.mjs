// Bad input: a message where it was typed, nothing lost, nothing unsafe in what is generated.
import { add, addVariable, description, expect, expectTwin, liveLink, open, parts, paste, preview, previewText, test, texts } from "./support.mjs";

/** The field is marked, names what is wrong, and keeps what was typed. */
async function expectWrong(field, text, words) {
  await expect(field).toHaveValue(text);
  await expect(field).toHaveAttribute("aria-invalid", "true");
  expect(await description(field)).toMatch(words);
}

test.describe("packages", () => {
  for (const [what, text, words] of [
    ["two words", "curl git", /several words|own row/],
    ["a semicolon", "curl;reboot", /';'/],
    ["a command", "$(reboot)", /'\$'|'\('/],
    ["backquotes", "`reboot`", /'`'/],
    ["a pipe", "curl|sh", /'\|'/],
    ["an option", "--allow-untrusted", /-/],
    ["a repository that is not declared", "curl@edge", /edge/],
  ]) {
    test(`${what}: said at the row, left out of the file`, async ({ page }) => {
      await open(page);
      const at = parts(page);
      await add(at.addPackage, "bash");
      await add(at.addPackage, text);
      await expectWrong(at.pack(2), text, words);
      await expect(at.pack(1)).not.toHaveAttribute("aria-invalid", "true");
      await expect(at.status.getByRole("button")).toContainText("1 error");
      expect(await preview(page, "packages.txt")).not.toContain(text);
      expect(await preview(page, "Dockerfile")).not.toContain(text);
      const { native } = await expectTwin(page);
      expect(native.code).toBe(1);
      expect(native.said).toContain("packages[2]");
      await page.reload();
      await expect(at.pack(2)).toHaveValue(text);
    });
  }

  test("a message is there while the row is being typed", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.click();
    await page.keyboard.type("a;");
    await expectWrong(at.addPackage, "a;", /';'/);
    await page.keyboard.press("Backspace");
    await expect(at.addPackage).not.toHaveAttribute("aria-invalid", "true");
    expect(await description(at.addPackage)).toBe("");
  });
});

test.describe("requirements", () => {
  for (const [what, text, words] of [
    ["no requirement at all", "1 bad", /expected/i],
    ["one equals sign", "pandas=2.0", /==|expected/i],
    ["an open bracket", "pandas[sql", /\]|expected/i],
    ["Airflow itself", "apache-airflow==2.0.0", /Airflow 3\.3\.2/],
  ]) {
    test(`${what}: said at the row, left out of the file`, async ({ page }) => {
      await open(page);
      const at = parts(page);
      await add(at.addRequirement, "scipy");
      await add(at.addRequirement, text);
      await expectWrong(at.requirement(2), text, words);
      expect(await preview(page, "requirements.txt")).toBe("scipy");
      const { native } = await expectTwin(page);
      expect(native.code).toBe(1);
    });
  }

  test("an unusual one that pip understands is kept as it is", async ({ page }) => {
    const line = "requests[security,socks]>=2.8.1,==2.8.* ; python_version < '3.13' and sys_platform != \"win32\"";
    await open(page);
    await add(parts(page).addRequirement, line);
    await expect(parts(page).requirement(1)).not.toHaveAttribute("aria-invalid", "true");
    expect(await preview(page, "requirements.txt")).toBe(line);
    await expectTwin(page);
  });
});

test.describe("variables", () => {
  for (const [name, words] of [["9LIVES", /digit 9/], ["A B", /' '/], ["A-B", /'-'/], ["A$(id)", /'\$'/]]) {
    test(`${name} is no name: said at the row`, async ({ page }) => {
      await open(page);
      const at = parts(page);
      await addVariable(page, name, "value-of-it");
      await expectWrong(at.variable(1), name, words);
      await expect(at.value(name)).toHaveValue("value-of-it");
      expect(await preview(page, "Dockerfile")).not.toContain("value-of-it");
      expect(await preview(page, ".env")).not.toContain("value-of-it");
      await expectTwin(page);
    });
  }

  test("a name with an equals sign: the first one splits, and nothing is lost", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addVariable.click();
    await page.keyboard.type("A=B=C");
    await page.keyboard.press("Enter");
    await expect(at.variable(1)).toHaveValue("A");
    await expect(at.value("A")).toHaveValue("B=C");
    expect(await previewText(page)).toMatch(/A="?B=C"?/);
    await at.variable(1).fill("A=B");
    await expectWrong(at.variable(1), "A=B", /=/);
    expect(await previewText(page)).not.toMatch(/^ENV A=B|A=B=/m);
    await expectTwin(page);
  });

  test("a value with a line break goes to compose only, and the row says so", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addVariable.click();
    await page.keyboard.type("KEYS");
    await page.keyboard.press("Enter");
    await page.keyboard.type("one");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("RUN reboot");
    await page.keyboard.press("Enter");
    await expect(at.value("KEYS")).toHaveValue("one\nRUN reboot");
    expect(await description(at.value("KEYS"))).toMatch(/line break/);
    expect(await preview(page, "Dockerfile")).not.toContain("reboot");
    expect(await preview(page, "compose.yaml")).toContain("reboot");
    await expectTwin(page);
  });

  test("values of every kind reach the file, and come back from the link", async ({ page }) => {
    const values = { SPACES: "  a  b ", QUOTES: `"double" 'single'`, DOLLAR: "$HOME ${X:-y} $$", SLASH: "C:\\n\\", HASH: "# no comment", JSON: '{"a": [1, "b"]}', TEXT: "grüße 日本 🎈", PERCENT: "100%25 a+b&c" };
    await open(page);
    for (const [name, value] of Object.entries(values)) await addVariable(page, name, value);
    const { link } = await expectTwin(page);
    await open(page, link);
    for (const [name, value] of Object.entries(values)) await expect(parts(page).value(name)).toHaveValue(value);
  });
});

test.describe("control characters", () => {
  test("in a package, a requirement and a value: said at the row, in no file", async ({ page }) => {
    await open(page, "v=1&packages=a%01b&requirements=c%07d&env=E=f%1Bg");
    const at = parts(page);
    expect(await description(at.pack(1))).toMatch(/u\{1\}|U\+0001/);
    expect(await description(at.requirement(1))).toMatch(/control character/);
    expect(await description(at.value("E"))).toMatch(/control character/);
    for (const name of ["Dockerfile", "packages.txt", "requirements.txt", "compose.yaml"]) {
      // biome-ignore lint: control characters are the point
      expect(await preview(page, name)).not.toMatch(/[\u0001\u0007\u001b]/);
    }
    const { native } = await expectTwin(page);
    expect(native.code).toBe(1);
  });
});

test.describe("fixes", () => {
  test("what a message offers is done by one click and taken back by one undo", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await add(at.addRequirement, "scipy");
    await add(at.addRequirement, "apache-airflow==2.0.0");
    const row = page.getByRole("list", { name: "Python requirements" }).getByRole("listitem").filter({ has: at.requirement(2) });
    const fixes = row.locator("button.fix");
    await expect(fixes).not.toHaveCount(0);
    const label = await fixes.first().textContent();
    await fixes.first().click();
    await expect(at.requirement(2).and(page.locator("[aria-invalid=true]"))).toHaveCount(0);
    await expect(at.status, label).toContainText("No problems");
    await at.undo.click();
    await expectWrong(at.requirement(2), "apache-airflow==2.0.0", /Airflow/);
  });
});

test.describe("pasting", () => {
  test("a whole file becomes rows, and one undo takes it back", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addRequirement.click();
    await paste(page, "# for the reports\r\npandas==2.3.3\r\n\r\nscipy\r\n  psycopg2-binary>=2.9  # the driver\r\n");
    await expect.poll(() => texts(at.requirements)).toEqual(["# for the reports", "pandas==2.3.3", "scipy", "psycopg2-binary>=2.9  # the driver"]);
    expect(await preview(page, "requirements.txt")).toContain("pandas==2.3.3\nscipy\npsycopg2-binary>=2.9");
    await at.undo.click();
    await expect(at.requirements).toHaveCount(0);
  });

  test("an .env file becomes variables", async ({ page }) => {
    await open(page);
    await parts(page).addVariable.click();
    await paste(page, "A=1\nexport B=two words\nDB_PASSWORD=x\n");
    await expect(parts(page).value("A")).toHaveValue("1");
    await expect(parts(page).value("DB_PASSWORD")).toHaveAttribute("type", "password");
    await expect(page.getByRole("list", { name: "Environment" }).getByRole("listitem").filter({ has: page.getByRole("textbox") })).toHaveCount(3);
  });

  test("ten thousand rows: nothing is lost, and the page goes on", async ({ page }) => {
    test.slow();
    await open(page);
    const at = parts(page);
    await at.addPackage.click();
    await paste(page, Array.from({ length: 10_000 }, (_, row) => `package-${row}`).join("\n"));
    await expect(at.pack(1)).toHaveValue("package-0");
    const heading = page.getByRole("heading", { name: /OS packages/ });
    await expect(heading).toContainText("10,000");
    await at.undo.click();
    await expect(at.packages).toHaveCount(0);
    await at.redo.click();
    await expect(heading).toContainText("10,000");
    await at.addRequirement.click();
    await page.keyboard.type("pandas");
    await expect(at.addRequirement).toHaveValue("pandas", { timeout: 10_000 });
    await at.file("packages.txt").click();
    await expect(at.lines.locator(".line")).toHaveCount(1_000);
    await page.getByRole("button", { name: "Show 9,000 more lines" }).click();
    await expect(at.lines.locator(".line")).toHaveCount(10_000);
    await expect(at.lines.locator(".line").last()).toHaveText(/package-9999/);
  });

  test("a megabyte in one line: kept, said, left out of the file", async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.addPackage.click();
    await paste(page, "x".repeat(1_000_000));
    await at.addRequirement.click();
    await expect.poll(() => at.pack(1).evaluate((field) => field.value.length)).toBe(1_000_000);
    await page.keyboard.type("pandas");
    await expect(at.addRequirement).toHaveValue("pandas");
    await expect(at.pack(1)).toHaveAttribute("aria-invalid", "true");
    expect((await preview(page, "packages.txt")).length).toBeLessThan(1_000);
  });

  test("a megabyte in many lines: kept", async ({ page }) => {
    test.slow();
    await open(page);
    const at = parts(page);
    await at.addRequirement.click();
    await paste(page, `requests==2.32.3 # ${"x".repeat(1_000)}\n`.repeat(1_000));
    await expect(page.getByRole("heading", { name: /Python requirements/ })).toContainText("1,000", { timeout: 20_000 });
    await at.addPackage.click();
    await page.keyboard.type("curl");
    await expect(at.addPackage).toHaveValue("curl", { timeout: 20_000 });
    expect((await at.requirement(1).inputValue()).length).toBeGreaterThan(1_000);
  });
});

test("what is wrong is in the link too: nothing typed is lost on the way", async ({ page }) => {
  await open(page);
  await add(parts(page).addPackage, "a;b $(c) #d");
  await add(parts(page).addRequirement, "1 bad <x>");
  await addVariable(page, "9 A", "v");
  const link = await liveLink(page);
  await open(page, "v=1");
  await open(page, link);
  const at = parts(page);
  await expect(at.pack(1)).toHaveValue("a;b $(c) #d");
  await expect(at.requirement(1)).toHaveValue("1 bad <x>");
  await expect(at.variable(1)).toHaveValue("9 A");
  await expect(at.value("9 A")).toHaveValue("v");
});

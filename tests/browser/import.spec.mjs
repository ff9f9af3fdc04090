// Import: dropped, chosen, pasted; shown before it is taken; one step of undo.
import { checked, download, expect, expectTwin, hold, liveLink, open, parts, sha256, test, texts, violations } from "./support.mjs";

const dialog = (page) => page.getByRole("dialog", { name: "Import" });
const openImport = (page) => page.getByRole("button", { name: "Import", exact: true }).click();
const take = (page) => dialog(page).getByRole("button", { name: "Take it over" }).click();
const files = (...all) => all.map(([name, text]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) }));

async function choose(page, chosen) {
  await openImport(page);
  await dialog(page).locator("input[type=file]").first().setInputFiles(chosen);
}

test("our own zip comes back with the same bytes, secrets included", async ({ page, browser, baseURL }) => {
  await open(page, "v=1&airflow=3.3.2&packages=curl&requirements=pandas==2.3.3&env=API_TOKEN&env=A=%24b%20%5C&dockerfile=RUN%20true&name=mine");
  await page.getByLabel("Value of API_TOKEN", { exact: true }).fill("s3cr \"et\\ $x");
  await page.getByRole("button", { name: "I have read them" }).click();
  const { bytes } = await download(page, () => parts(page).download.click());
  const other = await browser.newContext({ baseURL });
  const there = await other.newPage();
  await open(there);
  await choose(there, { name: "mine.zip", mimeType: "application/zip", buffer: bytes });
  await expect(dialog(there)).toContainText("README.md the whole configuration");
  await expect(dialog(there)).toContainText(".env 1 value");
  await take(there);
  await expect(dialog(there)).toBeHidden();
  const again = await download(there, () => parts(there).download.click());
  expect(sha256(again.bytes)).toBe(sha256(bytes));
  await there.getByRole("button", { name: /^Changes/ }).click();
  await expect(there.getByText("No line differs.")).toBeVisible();
  await other.close();
});

test("several files are one step, shown before", async ({ page }) => {
  await open(page, "v=1&packages=git");
  await choose(page, files(
    ["Dockerfile", "FROM apache/airflow:2.11.2-python3.12\nENV A=1\nRUN echo hi\nCOPY --from=x /a /b\n"],
    ["packages.txt", "curl\n"],
    ["requirements.txt", "pandas==2.2.3\n"],
    ["notes.txt", "hello\n"],
  ));
  await expect(dialog(page)).toContainText("Dockerfile image, 1 variable, 2 instruction lines");
  await expect(dialog(page)).toContainText("notes.txt");
  await expect(dialog(page).locator("details.change").first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(await texts(parts(page).packages)).toEqual(["git"]);
  await dialog(page).getByLabel("It stays; what is new is added").check();
  await expect(dialog(page)).toContainText("Another image stands already");
  await dialog(page).getByLabel("It gives way to the imported one").check();
  await expect(dialog(page)).not.toContainText("Another image stands already");
  await take(page);
  expect(await texts(parts(page).packages)).toEqual(["curl"]);
  expect(await texts(parts(page).requirements)).toEqual(["pandas==2.2.3"]);
  expect(await liveLink(page)).toContain("image=apache/airflow:2.11.2-python3.12");
  await expectTwin(page);
  await parts(page).undo.click();
  await expect.poll(() => texts(parts(page).packages)).toEqual(["git"]);
  await expect(parts(page).airflow).toHaveValue("3.3.2");
});

test("files dropped anywhere on the page", async ({ page }) => {
  await open(page);
  const transfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["curl\nlibpq\n"], "packages.txt", { type: "text/plain" }));
    return transfer;
  });
  await page.dispatchEvent("main", "dragover", { dataTransfer: transfer });
  await expect(page.getByText("Drop to import")).toBeVisible();
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
  await expect(page.getByText("Drop to import")).toHaveCount(0);
  await take(page);
  expect(await texts(parts(page).packages)).toEqual(["curl", "libpq"]);
});

test("a pasted text, by what it looks like and by what the person says", async ({ page }) => {
  await open(page);
  await openImport(page);
  await dialog(page).getByLabel("Or paste a text").fill("[core]\nload_examples = False\nparallelism = 32\n");
  await dialog(page).getByRole("button", { name: "Read it" }).click();
  await expect(dialog(page)).toContainText("airflow.cfg 1 variable");
  await dialog(page).getByRole("button", { name: "Back", exact: true }).click();
  await dialog(page).getByLabel("Or paste a text").fill("some ? words");
  await dialog(page).getByRole("button", { name: "Read it" }).click();
  await expect(dialog(page)).toContainText("Nothing in it could be taken over");
  await expect(dialog(page)).toContainText("It is not clear what this is");
  await dialog(page).getByRole("button", { name: "Back", exact: true }).click();
  await dialog(page).getByLabel("Or paste a text").fill("pandas\nscipy\n");
  await dialog(page).getByLabel("It is").selectOption("requirements.txt");
  await dialog(page).getByRole("button", { name: "Read it" }).click();
  await take(page);
  expect(await texts(parts(page).requirements)).toEqual(["pandas", "scipy"]);
});

test("a text stays until it is taken over: the engine comes meanwhile, it is said what it is, the dialog is closed", async ({ page }) => {
  const arrive = await hold(page, "**/engine-*.wasm");
  await open(page);
  await openImport(page);
  const [text, kind] = [dialog(page).getByLabel("Or paste a text"), dialog(page).getByLabel("It is")];
  const read = dialog(page).getByRole("button", { name: "Read it" });
  await text.fill("curl");
  arrive();
  await checked(page);
  await read.click();
  await expect(dialog(page)).toContainText("packages.txt 1 package");
  await dialog(page).getByRole("button", { name: "Back", exact: true }).click();
  await expect(text).toHaveValue("curl");
  await text.fill("some ? words");
  await read.click();
  await expect(dialog(page)).toContainText("It is not clear what this is: say it, and read it again.");
  await dialog(page).getByRole("button", { name: "Back", exact: true }).click();
  await expect(text).toHaveValue("some ? words");
  await kind.selectOption("packages.txt");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await openImport(page);
  await expect(text).toHaveValue("some ? words");
  await expect(kind).toHaveValue("packages.txt");
  await text.fill("curl");
  await read.click();
  await take(page);
  expect(await texts(parts(page).packages)).toEqual(["curl"]);
  await openImport(page);
  await expect(text).toHaveValue("");
  await expect(kind).toHaveValue("");
});

test("a step back in the text is the text's own, and the page behind the dialog stays as it is", async ({ page }) => {
  await open(page);
  await parts(page).addPackage.fill("curl");
  await page.keyboard.press("Enter");
  const link = await liveLink(page);
  await openImport(page);
  const text = dialog(page).getByLabel("Or paste a text");
  await text.focus();
  await page.keyboard.type("git");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(text).toHaveValue("");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  expect(await liveLink(page)).toBe(link);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(parts(page).pack(1)).toHaveCount(0);
});

test("what it would change is worked out anew when another link is opened meanwhile", async ({ page }) => {
  await open(page, "v=1&packages=git");
  await choose(page, files(["packages.txt", "curl\n"]));
  await expect(dialog(page)).toContainText("packages=git,curl");
  await page.evaluate(() => { location.hash = "v=1&packages=tree"; });
  await expect(dialog(page)).toContainText("packages=tree,curl");
  await take(page);
  expect(await texts(parts(page).packages)).toEqual(["tree", "curl"]);
});

test("a way is chosen by the arrows, and keeps the focus", async ({ page }) => {
  await open(page, "v=1&packages=git");
  await choose(page, files(["packages.txt", "curl\n"]));
  const [replace, add] = [dialog(page).getByLabel("It gives way to the imported one"), dialog(page).getByLabel("It stays; what is new is added")];
  await expect(add).toBeChecked();
  await expect(dialog(page)).toContainText("new: curl");
  await add.focus();
  await page.keyboard.press("ArrowUp");
  await expect(dialog(page)).toContainText("gone: git");
  await expect(replace).toBeChecked();
  await expect(replace).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(dialog(page)).not.toContainText("gone: git");
  await expect(add).toBeChecked();
  await expect(add).toBeFocused();
});

test("what is too large is refused by name, and hostile names do nothing", async ({ page }) => {
  await open(page);
  await choose(page, [
    { name: "huge.txt", mimeType: "text/plain", buffer: Buffer.alloc(1_100_000, "a") },
    ...files(["<img src=x onerror=alert(1)>.txt", "x"], ["packages.txt", "curl\n"]),
  ]);
  await expect(dialog(page)).toContainText("huge.txt: too large");
  await expect(dialog(page)).toContainText("<img src=x onerror=alert(1)>.txt");
  await take(page);
  expect(await texts(parts(page).packages)).toEqual(["curl"]);
});

test("by keyboard alone, from the key to the rows", async ({ page }) => {
  await open(page);
  await page.keyboard.press("ControlOrMeta+o");
  await expect(dialog(page)).toBeVisible();
  await dialog(page).getByLabel("Or paste a text").focus();
  await page.keyboard.type("curl");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("packages.txt 1 package");
  const button = dialog(page).getByRole("button", { name: "Take it over" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeHidden();
  expect(await texts(parts(page).packages)).toEqual(["curl"]);
});

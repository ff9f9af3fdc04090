// What differs, what is passed on, and where a line comes from.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { add, chooseHome, download, expect, liveLink, open, parts, preview, printed, test, violations } from "./support.mjs";

const changes = (page) => page.getByRole("button", { name: /^Changes/ });
const against = (page) => page.getByLabel("Compared with");
const share = (page) => page.getByRole("dialog", { name: "Share" });
const snippet = async (page, name) => share(page).getByRole("region", { name, exact: true }).locator("pre").innerText();

test("what differs from the link that was opened: counted, shown, as a patch that git applies", async ({ page }) => {
  const link = "v=1&image=alpine:3.23&airflow=3.3.2&python=3.12&packages=curl";
  await open(page, link);
  await add(parts(page).addPackage, "git");
  await expect(page.getByRole("heading", { name: /OS packages/ })).toContainText("1 changed");
  await expect(parts(page).files.getByRole("button", { name: "packages.txt" })).toContainText("+1");
  await changes(page).click();
  await expect(against(page).locator("option:checked")).toHaveText("What was opened");
  const file = page.locator("details.change", { hasText: "packages.txt" });
  await expect(file).toContainText("git");
  await expect(file.locator(".new")).toHaveText("new: git");
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Side by side").check();
  await expect(page.locator(".hunk.beside").first()).toBeVisible();
  const { name, bytes } = await download(page, () => page.getByRole("button", { name: "Download patch" }).click());
  expect(name).toBe("my-airflow.patch");
  const folder = await mkdtemp(join(tmpdir(), "patch-"));
  try {
    await writeFile(join(folder, "packages.txt"), await printed(link, "packages.txt"));
    await writeFile(join(folder, "README.md"), await printed(link, "README.md"));
    await writeFile(join(folder, "a.patch"), bytes);
    execFileSync("git", ["apply", "a.patch"], { cwd: folder });
    expect(await readFile(join(folder, "packages.txt"), "utf8")).toBe("curl\ngit\n");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("every section says how much of it is not as it was opened", async ({ page }) => {
  await open(page, "v=1&image=alpine:3.23&airflow=3.3.2&python=3.12&layout=layered");
  const at = parts(page);
  const section = (name) => page.locator("section, details", { has: page.getByRole("heading", { name, exact: true }) }).last();
  await expect(section("Every layer").locator("summary .changed")).toHaveText("");
  await section("Dockerfile instructions").locator("summary").click();
  await at.instructions.fill("RUN true");
  await expect(section("Dockerfile instructions").locator("summary .changed")).toHaveText("1 changed");
  await expect(section("Every layer").locator("summary .changed")).toHaveText("");
  await chooseHome(page, "Official apache/airflow (Debian)");
  await expect(section("Where will it run?").locator("> .changed")).toHaveText("2 changed");
  await at.undo.click();
  await expect(section("Where will it run?").locator("> .changed")).toHaveText("");
});

test("a difference of ten thousand lines is cut on the page, not in the patch", async ({ page }) => {
  await open(page);
  await at10000(page);
  await changes(page).click();
  await against(page).selectOption({ label: "The empty page" });
  // The busier the machine, the longer: that it comes is tested, not how soon.
  await expect(page.getByText("9,000 more lines")).toBeVisible({ timeout: 20_000 });
  const { bytes } = await download(page, () => page.getByRole("button", { name: "Download patch" }).click());
  expect(bytes.toString()).toContain("\n+package9999==1.9999\n");
});

async function at10000(page) {
  const text = Array.from({ length: 10_000 }, (_, at) => `package${at}==1.${at}`).join("\n");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.locator("#import input[type=file]").first().setInputFiles({ name: "requirements.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Take it over" }).click();
}

test("against the empty page, the last download, and another Airflow", async ({ page }) => {
  await open(page, "v=1&airflow=3.3.2&packages=curl&env=AIRFLOW__CORE__LOAD_EXAMPLES=False");
  await download(page, () => parts(page).download.click());
  await changes(page).click();
  await against(page).selectOption({ label: "The last download" });
  await expect(page.getByText("No line differs.")).toBeVisible();
  await against(page).selectOption({ label: "The empty page" });
  await expect(page.locator("details.change", { hasText: "packages.txt" })).toContainText("curl");
  await against(page).selectOption({ label: "The same on Airflow 2.11.2" });
  await expect(page.locator("details.change", { hasText: "Dockerfile" }).first()).toContainText("2.11.2");
  await parts(page).file("compose.yaml").click();
  await expect(parts(page).file("compose.yaml")).toHaveAttribute("aria-current", "true");
  await expect(against(page)).toHaveCount(0);
});

test("every form of sharing holds the configuration, quoted for its target", async ({ page, browser, baseURL }) => {
  await open(page, "v=1&airflow=3.3.2&packages=curl&env=A=%27%22%3Cb%3E%24%28id%29%60%20%26%26%20x%5D%28y&file=packages.txt");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(share(page).getByRole("region", { name: "Command line" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const link = await snippet(page, "Link");
  const fragment = link.slice(link.indexOf("#") + 1);
  expect(await snippet(page, "Link to the open file")).toBe(`${link}&file=packages.txt`);
  const embedded = await page.evaluate((html) => {
    const document = new DOMParser().parseFromString(html, "text/html");
    const element = document.querySelector("airflow-image-configurator");
    const script = document.querySelector("script");
    return [script.type, script.getAttribute("src"), element.getAttribute("link"), element.querySelector("a").getAttribute("href"), document.querySelectorAll("*").length];
  }, await snippet(page, "Embed"));
  expect(embedded).toEqual(["module", new URL("embed.js", link).href, fragment, link, 6]);
  expect(await snippet(page, "Badge")).toContain(`](<${link}>)`);
  const blocks = await snippet(page, "Markdown");
  expect(blocks).toContain("```text\ncurl\n```");
  const command = await snippet(page, "Command line");
  const words = execFileSync("sh", ["-c", `printf '%s\\n' ${command}`]).toString().trim().split("\n");
  expect(words).toEqual(["airflow-image-configurator", fragment, "--output", "my-airflow"]);
  const other = await (await browser.newContext({ baseURL })).newPage();
  await other.goto(link);
  await expect(other.getByLabel("Value of A", { exact: true })).toHaveValue("'\"<b>$(id)` && x](y");
  await other.context().close();
});

test("copying says so", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "v=1&packages=curl");
  await page.keyboard.press("ControlOrMeta+s");
  const part = share(page).getByRole("region", { name: "Link", exact: true });
  await part.getByRole("button", { name: "Copy" }).click();
  await expect(part.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/#v=1&image=alpine:3\.23.*packages=curl$/);
});

test("from a field to its lines in every file, and back, by keyboard", async ({ page }) => {
  await open(page, "v=1&packages=curl,git&env=A=1");
  await preview(page, "Dockerfile");
  await parts(page).pack(2).focus();
  await expect(parts(page).file("packages.txt")).toHaveClass(/lit/);
  await page.keyboard.press("F9");
  await expect(parts(page).file("packages.txt")).toHaveAttribute("aria-current", "true");
  const line = page.locator("#code .line:focus");
  await expect(line).toHaveText("git");
  await expect(line).toHaveRole("button");
  await page.keyboard.press("ArrowUp");
  await expect(line).toHaveText("curl");
  await page.keyboard.press("Enter");
  await expect(parts(page).pack(1)).toBeFocused();
  await page.keyboard.press("F9");
  await page.keyboard.press("F9");
  await expect(parts(page).pack(1)).toBeFocused();
});

test("a link that sets much, or names addresses, is read before its download", async ({ page }) => {
  const many = Array.from({ length: 21 }, (_, at) => `p${at}`).join(",");
  for (const [link, what] of [
    [`v=1&packages=${many}`, "21 rows"],
    ["v=1&index=https://mirror.corp/simple", "1 address that code comes from"],
    ["v=1&requirements=--extra-index-url%20https://evil.corp&dockerfile=RUN%20true", "1 Dockerfile instruction, run as it is, 1 address"],
  ]) {
    await page.goto("about:blank");
    await open(page, link);
    await expect(parts(page).banner).toContainText(what);
    await parts(page).download.click();
    await expect(parts(page).banner).toBeFocused();
    await page.getByRole("button", { name: "I have read them" }).click();
    await download(page, () => parts(page).download.click());
  }
});

test("the address is replaced, not grown, and holds 300 rows", async ({ page }) => {
  const rows = Array.from({ length: 300 }, (_, at) => `requirements=package${at}==1.${at}`).join("&");
  await open(page, `v=1&airflow=3.3.2&${rows}`);
  const before = await page.evaluate(() => history.length);
  await add(parts(page).addPackage, "curl");
  expect(await liveLink(page)).toContain("package299");
  expect(await page.evaluate(() => history.length)).toBe(before);
});

// The link in the address bar: written as the draft changes, read at the start, and never believed.
import { add, addVariable, description, download, expect, expectTwin, fileNames, liveLink, open, parts, preview, previewText, ready, sha256, test, texts, twin } from "./support.mjs";

test.describe("a link that was written reads back", () => {
  test("it follows the form without new entries in the browser's history", async ({ page }) => {
    await open(page);
    const before = await page.evaluate(() => history.length);
    const at = parts(page);
    await add(at.addPackage, "curl");
    await add(at.addRequirement, "pandas==1.10");
    const link = await liveLink(page);
    expect(link.startsWith("v=1&image=")).toBe(true);
    expect(new URLSearchParams(link).get("packages")).toBe("curl");
    expect(new URLSearchParams(link).get("requirements")).toBe("pandas==1.10");
    expect(new URLSearchParams(link).get("airflow")).toBe("3.3.2");
    expect(await page.evaluate(() => history.length)).toBe(before);
  });

  test("a reload brings everything back", async ({ page }) => {
    await open(page, "v=1&airflow=2.11.2&image=apache/airflow:2.11.2-python3.12&packages=git");
    const at = parts(page);
    await add(at.addRequirement, "psycopg2-binary==2.9.10 ; python_version < '3.13'");
    await addVariable(page, "GREETING", "a b & c=d % \\ \"q\" $HOME ü 1.10");
    const link = await liveLink(page);
    const dockerfile = await previewText(page);
    await page.reload();
    await ready(page);
    expect(await texts(at.packages)).toEqual(["git"]);
    expect(await texts(at.requirements)).toEqual(["psycopg2-binary==2.9.10 ; python_version < '3.13'"]);
    await expect(at.value("GREETING")).toHaveValue("a b & c=d % \\ \"q\" $HOME ü 1.10");
    expect(await previewText(page)).toBe(dockerfile);
    expect(await liveLink(page)).toBe(link);
  });

  test("opened elsewhere it gives the same bytes", async ({ page, browser, baseURL }) => {
    await open(page, "v=1&airflow=3.3.2&packages=curl,git&requirements=pandas%3D%3D2.3.3&env=A=%24%7BB%7D%20%5C%20%22&label=team=data&layout=layered&name=elsewhere");
    const { link, bytes } = await expectTwin(page);
    const other = await browser.newContext({ baseURL });
    const there = await other.newPage();
    await open(there, link);
    const again = await download(there, () => parts(there).download.click());
    expect(again.name).toBe("elsewhere.zip");
    expect(sha256(again.bytes)).toBe(sha256(bytes));
    await other.close();
  });

  test("changed by hand in the address bar, it is applied, and can be undone", async ({ page }) => {
    await open(page, "v=1&packages=curl");
    await page.evaluate(() => { location.hash = "v=1&airflow=2.11.2&packages=git"; });
    const at = parts(page);
    await expect.poll(() => texts(at.packages)).toEqual(["git"]);
    await expect(at.airflow).toHaveValue("2.11.2");
    await at.undo.click();
    await expect.poll(() => texts(at.packages)).toEqual(["curl"]);
    await expect(at.airflow).toHaveValue("3.3.2");
  });

  test("it opens the file it names, in the theme it names, and neither is part of the project", async ({ page }) => {
    await open(page, "v=1&packages=curl&file=packages.txt&theme=dark");
    await expect(parts(page).file("packages.txt")).toHaveAttribute("aria-current", "true");
    expect(await previewText(page)).toBe("curl");
    const plain = await twin("v=1&packages=curl");
    const { bytes } = await download(page, () => parts(page).download.click());
    expect(sha256(bytes)).toBe(sha256(plain.bytes));
  });

  test("the banner says what the link set, and starting over can be undone", async ({ page }) => {
    await open(page, "v=1&packages=curl,git&requirements=pandas&env=A=1");
    const at = parts(page);
    await expect(at.banner).toContainText("2 packages, 1 requirement, 1 variable");
    await at.banner.getByRole("button", { name: "Start over" }).click();
    await expect(at.banner).toHaveCount(0);
    await expect(at.packages).toHaveCount(0);
    await at.undo.click();
    await expect.poll(() => texts(at.packages)).toEqual(["curl", "git"]);
  });
});

test.describe("a link that is wrong", () => {
  const wrong = [
    ["a lone %", "%", []],
    ["a malformed escape", "v=1&packages=%zz&requirements=pandas", ["packages", "malformed"], { requirements: ["pandas"] }],
    ["bytes that are not text", "v=1&packages=%ff%fe&requirements=pandas", ["packages"], { requirements: ["pandas"] }],
    ["keys nobody knows", "v=1&nope=1&packages=git", ["nope"], { packages: ["git"] }],
    ["a preset nobody knows", "v=1&preset=moon-to-mars&packages=git", ["preset"], { packages: ["git"] }],
    ["a preset for a newer Airflow", "v=1&airflow=2.5.0&preset=kafka&packages=git", ["preset", "2.9"], { packages: ["git"] }],
    ["a version nobody knows", "v=1&airflow=9.9.9&packages=git", ["9.9.9"], { packages: ["git"] }],
    ["a version of the format to come", "v=99&packages=git", ["99"], { packages: ["git"] }],
    ["a layout nobody knows", "v=1&layout=round&packages=git", ["layout"], { packages: ["git"] }],
    ["an anchor of the page", "main", ["main"]],
    ["nothing but ampersands", "&&&==&", []],
  ];
  for (const [what, link, mentioned, kept = {}] of wrong) {
    test(`${what}: listed, and the rest is applied`, async ({ page }) => {
      await open(page, link);
      const at = parts(page);
      expect((await previewText(page)).split("\n").length).toBeGreaterThan(5);
      if (kept.packages) expect(await texts(at.packages)).toEqual(kept.packages);
      if (kept.requirements) expect(await texts(at.requirements)).toEqual(kept.requirements);
      for (const word of mentioned) await expect(at.banner.getByRole("listitem").filter({ hasText: word })).not.toHaveCount(0);
      if (mentioned.length) await expect(at.banner).toContainText("Not everything in the link could be used");
      await expectTwin(page);
    });
  }

  test("of a megabyte: the page stands, and says what it left out", async ({ page }) => {
    await open(page, `v=1&packages=git&env=BIG=${"x".repeat(1_000_000)}`);
    const at = parts(page);
    await expect.poll(() => texts(at.packages)).toEqual(["git"]);
    await expect(at.banner.getByRole("listitem")).toContainText("1000004 bytes, too many");
    expect(await previewText(page)).toContain("FROM ");
  });

  test("of a megabyte of packages: the page stands, and says what it left out", async ({ page }) => {
    await open(page, `v=1&requirements=pandas&packages=${"curl,".repeat(200_000)}`);
    const at = parts(page);
    await expect(at.banner.getByRole("listitem")).toContainText("bytes, too many");
    expect(await texts(at.requirements)).toEqual(["pandas"]);
  });

  test("of ten thousand rows: all are there, and the page still answers", async ({ page }) => {
    await open(page, `v=1&${Array.from({ length: 10_000 }, (_, at) => `packages=p${at}`).join("&")}`);
    const at = parts(page);
    await expect(at.banner).toContainText("10000 packages");
    await at.addRequirement.fill("pandas");
    expect(await texts(at.requirements)).toEqual([]);
    await expect(at.addRequirement).toHaveValue("pandas");
    expect((await preview(page, "packages.txt")).split("\n")[999]).toBe("p999");
  });
});

test("an image that is no reference is shown where it can be put right", async ({ page }) => {
  await open(page, "v=1&image=UPPER%20CASE%24(id)&packages=git");
  const at = parts(page);
  await expect(at.home("My company's base")).toBeChecked();
  const field = page.getByLabel("Base image");
  await expect(field).toHaveValue("UPPER CASE$(id)");
  expect(await description(field)).toContain("no image reference");
  expect(await previewText(page)).not.toContain("$(id)");
  expect(await texts(at.packages)).toEqual(["git"]);
});

test("nothing in a link becomes markup, a command or a line of its own", async ({ page }) => {
  const evil = "<img src=x onerror=\"window.bitten=1\">";
  const command = "$(touch /tmp/bitten)`id`;reboot";
  const link = new URLSearchParams([
    ["v", "1"],
    ["name", `${evil}${command}`],
    ["packages", `#${evil}`],
    ["packages", command],
    ["requirements", `pandas ; ${evil}`],
    ["requirements", `--index-url=https://x/${command}`],
    ["env", `A=${evil}${command}`],
    ["env", `B=one\nRUN reboot`],
    ["env", `C D=${command}`],
    ["label", `team=${evil}${command}\nRUN reboot`],
    ["index", `https://x/${command}`],
    ["repository", `https://x/${command}`],
    ["revision", command],
    ["extras", `${evil},postgres`],
    ["apkrepo", `x=https://y/${command}`],
    ["allow", evil],
    [evil, evil],
  ]);
  await open(page, link.toString());
  const at = parts(page);
  await expect(page.locator("img, script:not([type=module]):not([nonce])").filter({ hasText: "bitten" })).toHaveCount(0);
  await expect(page.locator("img")).toHaveCount(0);
  const names = await fileNames(page);
  for (const name of names) await at.files.getByRole("button", { name, exact: true }).first().click();
  expect(await page.evaluate(() => window.bitten)).toBeUndefined();
  await at.file("Dockerfile").click();
  const lines = (await previewText(page)).split("\n");
  expect(lines.filter((line) => /^\s*RUN reboot/.test(line))).toEqual([]);
  expect(lines.filter((line) => /touch \/tmp\/bitten/.test(line) && !/^\s*(ENV|LABEL|ARG|#)|^\s+\w+="/.test(line))).toEqual([]);
  await at.file("README.md").click();
  expect(await previewText(page)).not.toContain("$(touch");
  await page.getByRole("button", { name: "I have read them" }).click();
  await expectTwin(page);
});

test.describe("instructions in a link", () => {
  const link = "v=1&airflow=3.3.2&packages=curl&dockerfile=RUN%20mkdir%20-p%20include/cache&dockerfile=RUN%20true";

  test("have to be read before the download, by mouse and by key", async ({ page }) => {
    await open(page, link);
    const at = parts(page);
    const downloads = [];
    page.on("download", (file) => downloads.push(file.suggestedFilename()));
    await at.download.click();
    await expect(at.banner).toBeFocused();
    await expect(at.said).toContainText("Read what this link sets");
    await page.keyboard.press("Control+Enter");
    await expect(at.banner).toContainText("2 Dockerfile instructions");
    await page.waitForTimeout(300);
    expect(downloads).toEqual([]);

    await at.banner.getByRole("button", { name: "Show the instructions" }).click();
    await expect(at.instructions).toBeFocused();
    await expect(at.instructions).toHaveValue("RUN mkdir -p include/cache\nRUN true");
    await at.banner.getByRole("button", { name: "I have read them" }).click();
    await expect(at.banner).toHaveCount(0);
    const { bytes } = await expectTwin(page);
    expect(bytes.length).toBeGreaterThan(1000);
  });

  test("that came by hand in the address bar have to be read as well", async ({ page }) => {
    await open(page);
    await page.evaluate((link) => { location.hash = link; }, link);
    await expect(parts(page).banner).toContainText("2 Dockerfile instructions");
    let downloaded = false;
    page.on("download", () => { downloaded = true; });
    await parts(page).download.click();
    await expect(parts(page).banner).toBeFocused();
    expect(downloaded).toBe(false);
  });

  test("stand verbatim, in order, at the end of the Dockerfile", async ({ page }) => {
    await open(page, link);
    expect(await previewText(page)).toContain("RUN mkdir -p include/cache\nRUN true");
  });
});

test.describe("secrets", () => {
  test("stay out of the address, the title, the storage and the image", async ({ page }) => {
    await open(page);
    await addVariable(page, "DB_PASSWORD", "hunter2-swordfish");
    await addVariable(page, "AIRFLOW__CORE__FERNET_KEY", "hunter3-swordfish");
    await addVariable(page, "PLAIN", "visible");
    const link = await liveLink(page);
    const params = new URLSearchParams(link);
    expect(params.getAll("env")).toEqual(["DB_PASSWORD", "AIRFLOW__CORE__FERNET_KEY", "PLAIN=visible"]);
    const kept = await page.evaluate(() => JSON.stringify([location.href, document.title, { ...localStorage }, { ...sessionStorage }, history.state, document.cookie]));
    expect(kept).not.toContain("swordfish");
    const at = parts(page);
    for (const name of await fileNames(page)) {
      if (name === ".env") continue;
      await at.files.getByRole("button", { name, exact: true }).first().click();
      expect(await previewText(page), name).not.toContain("swordfish");
    }
    await at.file(".env").click();
    expect(await previewText(page)).toContain("hunter2-swordfish");
  });

  test("are hidden until shown, and ask again after a reload", async ({ page }) => {
    await open(page);
    await addVariable(page, "DB_PASSWORD", "hunter2");
    const at = parts(page);
    await expect(at.value("DB_PASSWORD")).toHaveAttribute("type", "password");
    await page.getByRole("button", { name: "Show the value" }).click();
    await expect(at.value("DB_PASSWORD")).not.toHaveAttribute("type", "password");
    await liveLink(page);
    await page.reload();
    await ready(page);
    await expect(at.variable(1)).toHaveValue("DB_PASSWORD");
    await expect(at.value("DB_PASSWORD")).toHaveValue("");
    await expect(at.value("DB_PASSWORD")).toHaveAttribute("type", "password");
  });

  test("can be kept by hand, and a false alarm can be lifted", async ({ page }) => {
    await open(page, "v=1&env=HARMLESS=one&secret=SECRETS_BACKEND_NAME");
    const at = parts(page);
    await page.getByRole("button", { name: "Keep secret: HARMLESS" }).click();
    expect(await previewText(page)).not.toContain("HARMLESS");
    await page.getByRole("button", { name: "Keep secret: SECRETS_BACKEND_NAME" }).click();
    await at.value("SECRETS_BACKEND_NAME").fill("two");
    await expect(at.lines).toContainText("SECRETS_BACKEND_NAME");
    const params = new URLSearchParams(await liveLink(page));
    expect(params.getAll("secret")).toEqual(["HARMLESS"]);
    expect(params.getAll("plain")).toEqual(["SECRETS_BACKEND_NAME"]);
    expect(params.getAll("env")).toEqual(["SECRETS_BACKEND_NAME=two"]);
  });
});

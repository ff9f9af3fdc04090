import { add, addVariable, chooseHome, download, expect, expectTwin, open, parts, preview, previewText, sha256, test, texts } from "./support.mjs";

test("the first screen answers already: newest Airflow, plain Docker, a preview, a download", async ({ page }) => {
  await open(page);
  const at = parts(page);
  await expect(page.getByRole("heading", { level: 2, name: /\?$/ })).toHaveText([
    "Which Airflow?",
    "What does it need?",
    "Where will it run?",
  ]);
  await expect(at.airflow).toHaveValue("3.3.2");
  await expect(at.home("Plain Docker, small (Alpine)")).toBeChecked();
  expect(await previewText(page)).toContain("3.3.2");
  await expect(at.status).toContainText("No problems");
  await expect(at.status).toContainText(/\d+ files/);
  const { name, bytes } = await expectTwin(page);
  expect(name).toBe("my-airflow.zip");
  expect(bytes.subarray(0, 4).toString("latin1")).toBe("PK\x03\x04");
});

test("typing shows in the preview at once, and the zip holds what the preview shows", async ({ page }) => {
  await open(page);
  const at = parts(page);
  await at.file("packages.txt").click();
  await at.addPackage.click();
  await page.keyboard.type("cur");
  await expect(at.lines).toContainText("cur");
  await page.keyboard.type("l");
  await page.keyboard.press("Enter");
  await expect(at.addPackage).toBeFocused();
  await expect(at.addPackage).toHaveValue("");
  await page.keyboard.press("Escape");
  await add(at.addRequirement, "pandas==2.3.3");
  await addVariable(page, "AIRFLOW__CORE__LOAD_EXAMPLES", "False");
  expect(await texts(at.packages)).toEqual(["curl"]);
  expect(await texts(at.requirements)).toEqual(["pandas==2.3.3"]);
  expect(await preview(page, "packages.txt")).toBe("curl");
  expect(await preview(page, "requirements.txt")).toBe("pandas==2.3.3");
  expect(await preview(page, "Dockerfile")).toMatch(/AIRFLOW__CORE__LOAD_EXAMPLES="?False/);
  const { link } = await expectTwin(page);
  expect(link).toMatch(/^v=1&image=/);
  expect(link).toContain("packages=curl");
});

test("an example is one click away, one file can be taken, and the link can be copied", async ({ page }) => {
  await open(page);
  const at = parts(page);
  await page.getByRole("button", { name: "curl", exact: true }).click();
  expect(await texts(at.packages)).toEqual(["curl"]);
  await preview(page, "packages.txt");
  const file = await download(page, () => page.getByRole("button", { name: "Download this file" }).click());
  expect(file.name).toBe("packages.txt");
  expect(file.bytes.toString()).toBe("curl\n");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("curl\n");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("#v=1&image=");
});

test("the name of the project is the folder in the zip, the title and the file's name", async ({ page }) => {
  await open(page);
  await page.getByLabel("Project name").fill("sftp-to-postgres");
  const { name, bytes } = await expectTwin(page);
  expect(name).toBe("sftp-to-postgres.zip");
  expect(bytes.toString("latin1")).toContain("sftp-to-postgres/Dockerfile");
  await expect(page).toHaveTitle(/^sftp-to-postgres · /);
});

test("what cannot be chosen says why", async ({ page }) => {
  await open(page);
  const onbuild = parts(page).home("Astronomer onbuild (retired)");
  await expect(onbuild).toBeDisabled();
  const reason = await onbuild.evaluate((radio) => document.getElementById(radio.getAttribute("aria-describedby")).textContent);
  expect(reason).toMatch(/ends at Airflow 2\.\d/);
});

const example = {
  packages: ["curl"],
  variable: ["AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION", "False"],
};

const families = [
  {
    name: "(a) an Alpine onbuild image of 2019-20",
    airflow: "1.10.12",
    home: "Astronomer onbuild (retired)",
    image: /^astronomerinc\/ap-airflow:1\.10\.12-\S*alpine3\.10-onbuild/,
    requirements: ["pandas==0.24.1", "scipy==1.2.1", "psycopg2==2.7.7"],
    from: /^FROM astronomerinc\/ap-airflow:1\.10\.12-\S*alpine3\.10-onbuild/m,
  },
  {
    name: "(b) layers of one's own",
    airflow: "3.3.2",
    home: "Plain Docker, small (Alpine)",
    requirements: ["pandas==2.3.3", "scipy==1.16.3", "psycopg2-binary==2.9.11"],
    from: /^FROM (alpine:3\.23|python:3\.12-alpine3\.23)/m,
  },
  {
    name: "(c) Astro Runtime 3.3-8",
    airflow: "3.3.2",
    home: "Astronomer Runtime",
    image: /3\.3-8/,
    requirements: ["pandas==2.3.3", "scipy==1.16.3", "psycopg2-binary==2.9.11"],
    from: /^FROM \S+\/runtime:3\.3-8/m,
  },
  {
    name: "(d) apache/airflow:2.11.2",
    airflow: "2.11.2",
    home: "Official apache/airflow (Debian)",
    python: "3.12",
    requirements: ["pandas==2.1.4", "scipy==1.15.3", "psycopg2-binary==2.9.10"],
    from: /^FROM apache\/airflow:2\.11\.2-python3\.12/m,
  },
];

for (const family of families) {
  test(`the guide's example by hand on ${family.name}`, async ({ page }) => {
    await open(page);
    const at = parts(page);
    await at.airflow.selectOption(family.airflow);
    await chooseHome(page, family.home);
    if (family.image) await choose(at.image, family.image);
    if (family.python) await choose(at.python, new RegExp(`^${family.python}`));
    for (const name of example.packages) await add(at.addPackage, name);
    for (const line of family.requirements) await add(at.addRequirement, line);
    await addVariable(page, ...example.variable);
    await expect(at.airflow).toHaveValue(family.airflow);
    const dockerfile = await preview(page, "Dockerfile");
    expect(dockerfile).toMatch(family.from);
    expect(dockerfile).toMatch(/AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION="?False/);
    expect(await preview(page, "packages.txt")).toBe("curl");
    expect(await preview(page, "requirements.txt")).toBe(family.requirements.join("\n"));
    await expect(at.status).not.toContainText("error");
    const { native, bytes } = await expectTwin(page);
    expect(native.code, native.said).toBe(0);
    expect(sha256(bytes)).toHaveLength(64);
  });
}

/** Chooses the first entry that can be chosen and fits. */
async function choose(select, pattern) {
  const labels = await select.locator("option:not([disabled])").allTextContents();
  const label = labels.find((text) => pattern.test(text));
  expect(label, `${pattern} among ${labels.join(" | ")}`).toBeTruthy();
  await select.selectOption({ label });
}

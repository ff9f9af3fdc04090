// Start from a goal: what it adds is said first, it is one step, and it says why where it cannot be done.
import { add, chooseHome, expect, expectTwin, liveLink, open, parts, preview, test, texts, violations } from "./support.mjs";

const card = (page, name) => page.getByRole("region", { name: /^Start from a goal/ }).getByRole("button", { name, exact: true });
const plan = (page) => page.getByRole("dialog", { name: "What this changes" });

async function start(page, name) {
  if (!(await card(page, name).count())) await page.getByRole("button", { name: /^\d+ more$/ }).click();
  await card(page, name).click();
  await expect(plan(page)).toBeVisible();
}

test("it says what it adds before it adds it, and is one step of undo", async ({ page }) => {
  await open(page);
  const before = await liveLink(page);
  await start(page, "SFTP to PostgreSQL");
  for (const part of ["apache-airflow-providers-sftp", "pandas", "scipy", "SFTP_FOLDER", "AIRFLOW_CONN_SFTP_DEFAULT", "dags/sftp_to_postgres_dag.py"]) {
    await expect(plan(page)).toContainText(part);
  }
  expect(await texts(parts(page).requirements)).toEqual([]);
  await page.getByRole("button", { name: "Leave it as it is" }).last().click();
  expect(await liveLink(page)).toBe(before);
  await start(page, "SFTP to PostgreSQL");
  await page.getByRole("button", { name: "Start from it" }).click();
  expect(await texts(parts(page).requirements)).toEqual(["apache-airflow-providers-sftp", "apache-airflow-providers-postgres", "pandas", "scipy"]);
  await expect(page.getByText("Has the DAG of “SFTP to PostgreSQL”.")).toBeVisible();
  expect(await preview(page, "sftp_to_postgres_dag.py")).toContain("from airflow.sdk import dag, task");
  await expect(parts(page).status).not.toContainText(/error|warning/);
  const { link } = await expectTwin(page);
  expect(link).toContain("dag=sftp-to-postgres");
  await page.getByRole("button", { name: /^Undo: start from SFTP/ }).click();
  expect(await liveLink(page)).toBe("v=1&image=alpine:3.23&airflow=3.3.2&python=3.12");
  await expect(page.getByText("Has the DAG of")).toHaveCount(0);
});

test("without wheels for Alpine it moves to Debian and says why", async ({ page }) => {
  await open(page);
  await start(page, "Snowflake");
  await expect(plan(page)).toContainText("It moves to Debian: The Snowflake connector has no wheels for Alpine.");
  await page.getByRole("button", { name: "Start from it" }).click();
  expect(await preview(page, "Dockerfile")).toContain("slim-bookworm");
  await expectTwin(page);
});

test("names of packages that are there already are carried over to Debian", async ({ page }) => {
  await open(page, "v=1&packages=postgresql-dev");
  await start(page, "Kafka");
  await expect(plan(page)).toContainText("libpq-dev");
  await page.getByRole("button", { name: "Start from it" }).click();
  expect(await texts(parts(page).packages)).toEqual(["libpq-dev"]);
});

test("where it cannot be done, a press says why", async ({ page }) => {
  await open(page, "v=1&airflow=2.5.0");
  await page.getByRole("button", { name: "7 more" }).click();
  await expect(card(page, "SFTP to PostgreSQL")).toBeVisible();
  await expect(card(page, "dbt and PostgreSQL")).toHaveAttribute("aria-disabled", "true");
  await card(page, "dbt and PostgreSQL").press("Enter");
  await expect(page.getByText("For Airflow 2.9 and later; this is 2.5.0.")).toBeVisible();
  await expect(plan(page)).toBeHidden();
});

test("more presets by keyboard: the first new one has the focus", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "7 more" }).focus();
  await page.keyboard.press("Enter");
  await expect(card(page, "Web scraping")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(plan(page)).toContainText("httpx");
  await page.keyboard.press("Escape");
  await expect(card(page, "Web scraping")).toBeFocused();
});

test("what was typed stays: rows, versions, the name", async ({ page }) => {
  await open(page, "v=1&name=mine");
  await add(parts(page).addRequirement, "pandas==2.3.3");
  await start(page, "Data quality");
  await page.getByRole("button", { name: "Start from it" }).click();
  expect(await texts(parts(page).requirements)).toEqual(["pandas==2.3.3", "pandera[pandas]"]);
  await expect(page.getByLabel("Project name")).toHaveValue("mine");
  await page.getByRole("button", { name: "Use the plain example DAG" }).click();
  await expect(card(page, "SFTP to PostgreSQL")).toBeFocused();
  expect(await preview(page, "example.py")).toContain("Counts the words");
});

test("an older Airflow takes the plain example back, and says so", async ({ page }) => {
  await open(page, "v=1&image=apache/airflow:2.5.0-python3.10&dag=kafka");
  await expect(page.getByText("The DAG of this preset is for Airflow 2.9 and later.")).toBeVisible();
  await expect(page.getByText("The DAG of “Kafka” is not in this project.")).toBeVisible();
  await expect(page.getByText("Has the DAG of")).toHaveCount(0);
  await page.getByRole("button", { name: "Use the plain example", exact: true }).click();
  await expect(page.getByText("The DAG of this preset")).toHaveCount(0);
});

test("a link may name a preset, and a written one is expanded", async ({ page }) => {
  await open(page, "preset=alerts&packages=curl");
  expect(await texts(parts(page).requirements)).toEqual(["apache-airflow-providers-slack", "apache-airflow-providers-smtp"]);
  await chooseHome(page, "Official apache/airflow (Debian)");
  const link = await liveLink(page);
  expect(link).toContain("dag=alerts");
  expect(link).not.toContain("preset=");
});

test.describe("when something does not arrive", () => {
  test.use({ expected: [[/Failed to load resource|importScripts|NetworkError|Worker/i], { option: true }] });

  test("its DAG that does not arrive is said, the rest works, and trying again helps", async ({ page }) => {
    await page.route("**/presets/*.txt", (route) => route.fulfill({ status: 500, body: "" }));
    await open(page, "v=1&dag=kafka");
    await parts(page).file("kafka_dag.py").click();
    await expect(page.getByText("This file could not be loaded.")).toBeVisible();
    await page.unroute("**/presets/*.txt");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(parts(page).lines).toContainText("KafkaProducerHook");
  });

  test("without the engine a preset can be taken all the same", async ({ page }) => {
    await page.route("**/engine*", (route) => route.fulfill({ status: 404, body: "" }));
    await open(page);
    await start(page, "S3 data lake");
    await expect(plan(page)).toContainText("apache-airflow-providers-amazon");
    await page.getByRole("button", { name: "Start from it" }).click();
    expect(await texts(parts(page).requirements)).toContain("pyarrow");
  });
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test("axe finds nothing in the dialog and after it", async ({ page }) => {
      await open(page);
      await start(page, "Machine learning");
      expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Start from it" }).click();
      expect(await violations(page)).toEqual([]);
    });
  });
}

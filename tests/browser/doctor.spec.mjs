// Advice at its place: what the doctor finds, the ways out as buttons, and the same words from the native twin.
import { addVariable, checked, expect, liveLink, open, parts, preview, test, texts, twin } from "./support.mjs";

const list = (page, name) => page.getByRole("list", { name, exact: true });
const fix = (place, name) => place.getByRole("button", { name, exact: true });

/** Everything that is found on the page: severity and sentences. */
function found(page) {
  return page.locator("ul.findings > li.finding").evaluateAll((all) =>
    all
      .filter((item) => !item.closest("dialog"))
      .map((item) => {
        const copy = item.querySelector("span").cloneNode(true);
        copy.querySelectorAll("button").forEach((button) => button.remove());
        return copy.textContent.replace(/^(Error|Warning|Note)/, (word) => word.toLowerCase()).trim();
      })
      .sort(),
  );
}

/** Notes what the engine says, so that a test can wait for an answer that must not be shown. */
async function listen(page) {
  await page.addInitScript(() => {
    window.told = [];
    window.Worker = class extends Worker {
      constructor(...how) {
        super(...how);
        this.addEventListener("message", (event) => window.told.push(new TextDecoder("latin1").decode(event.data)));
      }
    };
  });
  return (text) => expect.poll(() => page.evaluate((text) => window.told.some((told) => told.includes(text)), text)).toBe(true);
}

test.describe("psycopg2 on Alpine", () => {
  test("the way out by mouse, and back", async ({ page }) => {
    await open(page, "v=1&requirements=psycopg2%3D%3D2.9.9");
    const at = parts(page);
    const rows = list(page, "Python requirements");
    await expect(rows).toContainText("psycopg2 has no wheel for Alpine 3.23: pip compiles it.");
    await fix(rows, "Use psycopg2-binary").click();
    await expect(at.requirement(1)).toHaveValue("psycopg2-binary==2.9.9");
    await expect(rows).not.toContainText("has no wheel");
    await expect(at.undo).not.toHaveAttribute("aria-disabled", "true");
    await page.keyboard.press("Control+z");
    await expect(at.requirement(1)).toHaveValue("psycopg2==2.9.9");
    await expect(rows).toContainText("has no wheel");
    await expect(at.undo).toHaveAttribute("aria-disabled", "true");
  });

  test("the way out by keyboard: Tab leads there, Enter takes it, the focus is not lost, Ctrl+Z takes it back", async ({ page }) => {
    await open(page, "v=1&requirements=psycopg2");
    const at = parts(page);
    const button = fix(list(page, "Python requirements"), "Use psycopg2-binary");
    await at.requirement(1).focus();
    await expect(button).toBeVisible();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(at.requirement(1)).toHaveValue("psycopg2-binary");
    await expect(button).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(at.requirement(1)).toHaveValue("psycopg2");
    await expect(button).toBeVisible();
  });

  test("after the way out by keyboard the focus is in the row", async ({ page }) => {
    await open(page, "v=1&requirements=psycopg2");
    const at = parts(page);
    const button = fix(list(page, "Python requirements"), "Use psycopg2-binary");
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(button).toHaveCount(0);
    await expect(list(page, "Python requirements").locator(":focus")).toHaveCount(1);
  });

  test("what is said belongs to the field, for those who cannot see it", async ({ page }) => {
    await open(page, "v=1&requirements=psycopg2");
    await expect(parts(page).requirement(1)).toHaveAccessibleDescription(/Note psycopg2 has no wheel/);
  });

  test("on Debian there is a wheel", async ({ page }) => {
    await open(page, "v=1&image=apache/airflow:3.3.2&requirements=psycopg2-binary");
    await expect(parts(page).status).toContainText("No problems");
    await expect(list(page, "Python requirements").locator(".finding:not(.note)")).toHaveCount(0);
  });
});

test.describe("names", () => {
  test("a package of another distribution is renamed", async ({ page }) => {
    await open(page, "v=1&image=apache/airflow:3.3.2&packages=build-base");
    const rows = list(page, "OS packages");
    await expect(rows).toContainText("On Debian it is build-essential.");
    await rows.getByRole("button", { name: /build-essential/ }).click();
    await expect(parts(page).pack(1)).toHaveValue("build-essential");
    await expect(parts(page).status).toContainText("No problems");
  });

  test("an option that has another name now is renamed, its value kept", async ({ page }) => {
    await open(page, "v=1&env=AIRFLOW__WEBSERVER__BASE_URL=http://a.example.com");
    const at = parts(page);
    const rows = list(page, "Environment");
    await expect(rows).toContainText("[webserver] base_url became [api] base_url with 3.0.");
    await rows.getByRole("button", { name: /AIRFLOW__API__BASE_URL/ }).focus();
    await page.keyboard.press("Enter");
    await expect(at.variable(1)).toHaveValue("AIRFLOW__API__BASE_URL");
    await expect(at.value("AIRFLOW__API__BASE_URL")).toHaveValue("http://a.example.com");
    await expect(rows.locator(".finding:not(.note)")).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(at.variable(1)).toHaveValue("AIRFLOW__WEBSERVER__BASE_URL");
    await expect(at.undo).toHaveAttribute("aria-disabled", "true");
  });

  test("nothing is said of a name while it is typed, and all of it afterwards", async ({ page }) => {
    const answered = await listen(page);
    await open(page);
    const at = parts(page);
    await at.addPackage.focus();
    await page.keyboard.type("nosuchthing");
    // The engine has heard the name, as one that is being typed.
    await answered("nosuchthing");
    await checked(page);
    expect(await found(page)).toEqual([]);
    await expect(at.status).not.toContainText("warning");
    await page.keyboard.press("Enter");
    await expect(list(page, "OS packages")).toContainText("nosuchthing is not in our table of Alpine 3.23.");
    await expect(at.status).toContainText("1 warning");
  });

  test("nothing is said of a value while it is typed, and all of it afterwards", async ({ page }) => {
    const answered = await listen(page);
    await open(page);
    const at = parts(page);
    await at.addVariable.focus();
    await page.keyboard.type("AIRFLOW__CORE__LOAD_EXAMPLES=n");
    await answered("load_examples is True or False");
    expect(await found(page)).toEqual([]);
    await page.keyboard.type("o");
    await page.keyboard.press("Enter");
    await expect(list(page, "Environment")).toContainText("load_examples is True or False");
  });
});

test.describe("secrets", () => {
  test("a value is in no link and in no file but .env, before and after a way out is taken", async ({ page }) => {
    await open(page, "v=1&airflow=3.3.2");
    const at = parts(page);
    await addVariable(page, "AIRFLOW__CORE__SQL_ALCHEMY_CONN", "postgresql://u:geheim123@db/a");
    const rows = list(page, "Environment");
    const renamed = rows.getByRole("button", { name: /AIRFLOW__DATABASE__SQL_ALCHEMY_CONN/ });
    await expect(renamed).toBeVisible();
    expect(await liveLink(page)).toContain("AIRFLOW__CORE__SQL_ALCHEMY_CONN");
    expect(await liveLink(page)).not.toContain("geheim123");
    await renamed.focus();
    await page.keyboard.press("Enter");
    await expect(at.variable(1)).toHaveValue("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN");
    const link = await liveLink(page);
    expect(link).toContain("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN");
    expect(link).not.toContain("geheim123");
    for (const name of ["Dockerfile", "compose.yaml", "README.md"]) expect(await preview(page, name), name).not.toContain("geheim123");
    expect(await page.locator("body").textContent()).not.toContain("geheim123");
  });
});

test.describe("counted and found", () => {
  const wrong = "v=1&packages=curl,nosuchthing&requirements=pandas&env=TZ=UTC&env=AIRFLOW__CORE__LOAD_EXAMPLES=no";

  test("the bar counts what the doctor finds, too, and counts down as it is put right", async ({ page }) => {
    await open(page, `${wrong}&requirements=1%20bad`);
    const at = parts(page);
    await expect(at.status).toContainText("1 error");
    await expect(at.status).toContainText("2 warnings");
    await page.getByRole("button", { name: "Remove 1 bad" }).click();
    await expect(at.status).not.toContainText("error");
    await page.getByRole("button", { name: "Remove nosuchthing" }).click();
    await expect(at.status).toContainText("1 warning");
    await page.getByRole("button", { name: "Remove AIRFLOW__CORE__LOAD_EXAMPLES" }).click();
    await expect(at.status).toContainText("No problems");
    expect(await texts(at.packages)).toEqual(["curl"]);
  });

  test("F8 goes from row to row, and a press on the counter does", async ({ page }) => {
    await open(page, wrong);
    const at = parts(page);
    await expect(at.status).toContainText("2 warnings");
    await page.keyboard.press("F8");
    await expect(at.pack(2)).toBeFocused();
    await page.keyboard.press("F8");
    await expect(at.variable(2)).toBeFocused();
    await page.keyboard.press("F8");
    await expect(at.pack(2)).toBeFocused();
    await at.status.getByRole("button", { name: /2 warnings/ }).click();
    await expect(at.variable(2)).toBeFocused();
  });
});

for (const [what, link] of [
  ["nothing to say", "v=1&packages=curl,git"],
  ["rows of all kinds", "v=1&airflow=3.3.2&env=AIRFLOW__WEBSERVER__BASE_URL=http://a.example.com&env=AIRFLOW__CORE__LOAD_EXAMPLES=no&env=AIRFLOW__CORE__PARALLELISM=x&requirements=psycopg2&packages=postgresql-dev,nosuchthing,a;b"],
  ["an older Airflow", "v=1&airflow=2.11.0&env=DB_PASSWORD=&env=AIRFLOW__API__BASE_URL=x"],
  ["an image on Debian", "v=1&image=apache/airflow:3.3.2&packages=build-base&requirements=apache-airflow"],
  ["an image of 2020", "v=1&image=astronomerinc/ap-airflow:1.10.12-1-alpine3.10-onbuild&packages=postgresql-dev&requirements=psycopg2&requirements=scipy%3D%3D1.2.1&env=AIRFLOW__CORE__LOAD_EXAMPLES=maybe"],
]) {
  test(`the twin says the same: ${what}`, async ({ page }) => {
    const { said } = await twin(link);
    const native = said.trim().split("\n").filter(Boolean).map((line) => line.replace(/^(\w+) \S+ [^ ]*: /, "$1 ")).sort();
    await open(page, link);
    await expect.poll(() => found(page)).toEqual(native);
  });
}

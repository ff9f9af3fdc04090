// The layout of a widget, and what a link hides, locks and offers. Inside a real host: embed.spec.mjs.
import { add, download, expect, liveLink, open, parts, preview, previewText, sha256, suggested, test, twin, violations } from "./support.mjs";

const more = (page) => page.locator("summary", { hasText: "More choices" });
const homes = (page) => page.getByRole("radiogroup", { name: "Where will it run?" }).getByRole("radio");

/** What reaches over the edge of the form, or of the page. */
function beyondTheirColumn(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("#app :is(input, select, button, textarea, p, h1, h2, h3, section)")]
      .filter((element) => {
        const column = element.closest(".form") ?? document.documentElement;
        const { right, width } = element.getBoundingClientRect();
        return width > 0 && !element.closest(".open, .unseen") && right > column.getBoundingClientRect().right + 1;
      })
      .map((element) => element.outerHTML.slice(0, 100)),
  );
}

for (const [width, height] of [[360, 740], [900, 700]]) {
  test.describe(`${width} wide`, () => {
    test.use({ viewport: { width, height } });

    test("the essential path in its order; the rest is one step away", async ({ page }) => {
      await open(page, "v=1&packages=curl&embed=1");
      const at = parts(page);
      const path = [at.airflow, at.addPackage, at.addRequirement, at.addVariable, more(page)];
      for (const element of [...path, at.code]) await expect(element).toBeVisible();
      const tops = await Promise.all(path.map(async (element) => (await element.boundingBox()).y));
      expect(tops).toEqual([...tops].sort((a, b) => a - b));
      await expect(homes(page).first()).toBeHidden();
      await more(page).click();
      await expect(homes(page)).toHaveCount(5);
      await expect(page.getByRole("button", { name: "Download zip" }).filter({ visible: true })).toHaveCount(1);
      for (const elsewhere of ["Import", "History and bookmarks", "Keyboard shortcuts"]) {
        await expect(page.getByRole("button", { name: elsewhere })).toBeHidden();
      }
    });

    test("nothing sideways, empty and full; axe finds nothing, light and dark", async ({ page }) => {
      test.slow();
      const full =
        "v=1&embed=1&packages=curl,a%20b&requirements=psycopg2&requirements=1%20bad&env=AIRFLOW__CORE__LOAD_EXAMPLES=no&env=DB_PASSWORD=" +
        "&dockerfile=RUN%20true&lock=airflow,env&label=team=data";
      for (const link of ["v=1&embed=1", full]) {
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          await page.goto("about:blank");
          await open(page, link);
          await page.locator("details").evaluateAll((all) => all.forEach((details) => { details.open = true; }));
          expect(await beyondTheirColumn(page)).toEqual([]);
          await page.waitForTimeout(700);
          expect(await violations(page)).toEqual([]);
        }
      }
    });

    test("edit, look, download: the same bytes as the twin's", async ({ page }) => {
      await open(page, "v=1&packages=curl&embed=1&theme=dark");
      const at = parts(page);
      await add(at.addPackage, "git");
      expect(await preview(page, "packages.txt")).toBe("curl\ngit");
      const press = page.getByRole("button", { name: "Download zip" }).filter({ visible: true });
      const { bytes } = await download(page, () => press.click());
      expect(sha256(bytes)).toBe(sha256((await twin("v=1&packages=curl,git")).bytes));
    });

    test("as high as what is in it, and no higher when it is looked at for long", async ({ page }) => {
      await open(page, "v=1&packages=curl&embed=1");
      const content = () => page.evaluate(() => document.getElementById("app").getBoundingClientRect().height);
      const before = await content();
      await page.setViewportSize({ width, height: 1500 });
      expect(await content()).toBe(before);
      await page.setViewportSize({ width, height: 300 });
      expect(await content()).toBe(before);
      await parts(page).file("compose.yaml").click();
      expect(await content()).toBe(before);
      await add(parts(page).addPackage, "git");
      await expect.poll(content).toBeGreaterThan(before);
    });
  });
}

test("the suggestions below the only field can be seen and pressed", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 300 });
  await open(page, "v=1&embed=1&show=packages");
  const at = parts(page);
  const before = await at.addPackage.boundingBox();
  await at.addPackage.click();
  await suggested(page, at.addPackage);
  expect(await at.addPackage.boundingBox()).toEqual(before);
  const height = () => page.evaluate(() => document.getElementById("app").getBoundingClientRect().bottom + scrollY);
  const last = await at.options.last().evaluate((option) => option.closest(".suggestions").getBoundingClientRect().bottom + scrollY);
  expect(await height()).toBeGreaterThan(last);
  await at.option("git").click();
  await expect(at.pack(1)).toHaveValue("git");
});

test("the address keeps what it says of the looks, and a reload gives the same page", async ({ page }) => {
  await open(page, "v=1&packages=curl&embed=1&theme=dark&lock=airflow&show=packages,preview&families=official");
  await add(parts(page).addPackage, "git");
  expect(await liveLink(page)).toMatch(/packages=curl,git&embed=1&theme=dark&show=packages,preview&lock=airflow&families=official$/);
  await page.reload();
  await expect(page.locator("html[data-whole][data-embed][data-theme=dark]")).toBeAttached();
  await expect(parts(page).packages).toHaveCount(2);
  await expect(parts(page).addRequirement).toBeHidden();
});

test("the way to the full size holds what is typed, and nothing of the host", async ({ page }) => {
  await open(page, "v=1&packages=curl&embed=1&lock=env&env=DB_PASSWORD=");
  const full = page.getByRole("link", { name: "Open full size" });
  await add(parts(page).addPackage, "git");
  await expect(full).toHaveAttribute("href", /^\.\/#v=1&.*packages=curl,git&secret=DB_PASSWORD$|^\.\/#v=1&.*packages=curl,git.*DB_PASSWORD$/);
  await expect(full).toHaveAttribute("target", "_blank");
  await expect(full).not.toHaveAttribute("href", /embed|lock/);
});

test("a docs page is no place of one's own work: nothing is remembered, nothing restored", async ({ page }) => {
  await open(page, "v=1&packages=curl&embed=1");
  await add(parts(page).addPackage, "git");
  await liveLink(page);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("airflow-image-configurator.")))).toEqual([]);
  await page.goto("about:blank");
  await open(page, "embed=1");
  await expect(parts(page).packages).toHaveCount(0);
});

test.describe("show", () => {
  const panels = {
    airflow: (page) => parts(page).airflow,
    packages: (page) => parts(page).addPackage,
    requirements: (page) => parts(page).addRequirement,
    env: (page) => parts(page).addVariable,
    image: (page) => homes(page).first(),
    dockerfile: (page) => page.locator("summary > h2", { hasText: "Dockerfile instructions" }),
    layers: (page) => page.locator("summary > h2", { hasText: "Every layer" }),
    preview: (page) => parts(page).code,
  };

  for (const [what, embed] of [["in a widget", "&embed=1"], ["on the page itself", ""]]) {
    for (const shown of ["packages,preview", "airflow,env", "image", "dockerfile,layers", "preview"]) {
      test(`${what}: ${shown}`, async ({ page }) => {
        await open(page, `v=1&show=${shown}${embed}`);
        if (embed && /image|dockerfile/.test(shown)) await more(page).click();
        for (const [name, element] of Object.entries(panels)) {
          const visible = shown.split(",").includes(name);
          await expect(element(page), name)[visible ? "toBeVisible" : "toBeHidden"]();
        }
      });
    }
  }

  test("everything is one press away on the page itself, and the press is not a change", async ({ page }) => {
    await open(page, "v=1&show=packages");
    await page.getByRole("button", { name: "Show the sections that this link hides" }).click();
    await expect(parts(page).addRequirement).toBeVisible();
    await expect(parts(page).code).toBeVisible();
    await expect(page.getByRole("button", { name: "Show the sections that this link hides" })).toHaveCount(0);
    await add(parts(page).addPackage, "git");
    expect(await liveLink(page)).not.toContain("show=");
  });
});

test.describe("lock", () => {
  test("a list that is set can be read, and not be changed; the others can", async ({ page }) => {
    await open(page, "v=1&packages=curl&requirements=pandas&lock=packages&embed=1");
    const at = parts(page);
    await expect(at.pack(1)).toHaveValue("curl");
    await expect(at.pack(1)).toBeDisabled();
    await expect(at.addPackage).toBeHidden();
    await expect(page.getByRole("button", { name: "Remove curl" })).toBeHidden();
    await expect(page.getByText("Set by the page around this one.")).toHaveCount(1);
    await add(at.addRequirement, "requests");
    expect(await preview(page, "requirements.txt")).toBe("pandas\nrequests");
  });

  test("the version: no other one can be chosen, and where it runs still can", async ({ page }) => {
    await open(page, "v=1&airflow=2.11.0&lock=airflow&embed=1");
    await expect(parts(page).airflow).toBeDisabled();
    await more(page).click();
    await page.getByText("Official apache/airflow (Debian)", { exact: true }).click();
    await expect.poll(() => previewText(page)).toContain("apache/airflow:2.11.0");
  });

  test("where it runs: no home can be chosen", async ({ page }) => {
    await open(page, "v=1&lock=image&embed=1");
    await more(page).click();
    for (const home of await homes(page).all()) await expect(home).toBeDisabled();
  });

  test("nor does an import change it, and that is said", async ({ page }) => {
    await open(page, "v=1&packages=curl&lock=packages,requirements");
    await page.keyboard.press("ControlOrMeta+o");
    const dialog = page.getByRole("dialog");
    const buffer = Buffer.from("git\n");
    await dialog.locator("input[type=file]").first().setInputFiles({ name: "packages.txt", mimeType: "text/plain", buffer });
    await dialog.getByRole("button", { name: "Take it over" }).click();
    await expect(page.getByText(/would change what the page around this one has set/).first()).toBeVisible();
    expect(await preview(page, "packages.txt")).toBe("curl");
  });

  test("a new link unlocks: it decides", async ({ page }) => {
    await open(page, "v=1&packages=curl&lock=packages");
    await page.evaluate(() => { location.hash = "v=1&packages=git"; });
    await expect(parts(page).pack(1)).toHaveValue("git");
    await expect(parts(page).pack(1)).toBeEnabled();
  });
});

test.describe("families", () => {
  test("only these homes are offered", async ({ page }) => {
    await open(page, "v=1&image=apache/airflow:3.3.2-python3.12&families=official,runtime&embed=1");
    await more(page).click();
    await expect(homes(page)).toHaveCount(2);
    await page.getByText("Astronomer Runtime", { exact: true }).click();
    await expect(homes(page)).toHaveCount(2);
  });

  test("the home that the link chose is shown, also when it is not among them", async ({ page }) => {
    await open(page, "v=1&families=runtime&embed=1");
    await more(page).click();
    await expect(homes(page)).toHaveCount(2);
    await expect(parts(page).home("Plain Docker, small (Alpine)")).toBeChecked();
  });
});

test("words that mean nothing are said", async ({ page }) => {
  await open(page, "v=1&show=packages,secrets&lock=moon&families=mars");
  const banner = parts(page).banner;
  for (const word of ["secrets", "moon", "mars"]) await expect(banner).toContainText(word);
});

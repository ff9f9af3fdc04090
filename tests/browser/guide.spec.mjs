// What is explained on demand: the effective image, files line by line, next steps, why, terms.
import { add, addVariable, download, expect, liveLink, open, parts, preview, previewText, printed, test, violations } from "./support.mjs";

const pane = (page, name) => page.getByRole("region", { name, exact: true });
const tab = (page, name) => page.getByRole("button", { name: new RegExp(`^${name}`) });

test("the effective image: stages, triggers, users, and what runs again", async ({ page }) => {
  await open(page, "v=1&image=quay.io/astronomer/astro-runtime:13.11.0&packages=git&env=A=1");
  await tab(page, "Effective image").click();
  const image = pane(page, "Effective image");
  await expect(image).toContainText("A setting in your Dockerfile cannot influence pip, because the triggers run before it is there.");
  await expect(image.getByRole("list", { name: "The image, its last layer on top" }).getByRole("listitem")).toHaveCount(2);
  const steps = image.locator(".step pre");
  await expect(steps).toHaveText([/^FROM quay/, "COPY packages.txt .", "USER root", "RUN install-system-packages", "COPY requirements.txt .", "RUN install-python-dependencies", "USER astro", "COPY --chown=astro:0 . .", 'ENV A="1"']);
  await expect(image.locator(".step").nth(3)).toContainText("trigger");
  await expect(image.locator(".step").nth(3)).toContainText("as root");
  await image.getByRole("button", { name: "requirements.txt changes" }).click();
  await expect(image).toContainText("5 of 9 steps run again");
  await expect(image.locator(".step[data-again]")).toHaveCount(5);
  await expect(image).toContainText("nobody measured it here");
  await image.getByRole("button", { name: 'ENV A="1"' }).click();
  await expect(page.getByLabel("Variable 1", { exact: true })).toBeFocused();
});

test("it follows what is typed", async ({ page }) => {
  await open(page);
  await tab(page, "Effective image").click();
  const image = pane(page, "Effective image");
  await expect(image.locator(".step")).not.toHaveCount(0);
  await expect(image).not.toContainText("ENV GREETING");
  await addVariable(page, "GREETING", "hello");
  await expect(image).toContainText('ENV GREETING="hello"');
  await parts(page).file("Dockerfile").click();
  await expect(parts(page).lines).toBeVisible();
});

test("what was chosen stays chosen while it follows", async ({ page }) => {
  await open(page);
  await tab(page, "Effective image").click();
  const image = pane(page, "Effective image");
  const change = image.getByRole("button", { name: "requirements.txt changes" });
  await change.click();
  await addVariable(page, "GREETING", "hello");
  await expect(image).toContainText('ENV GREETING="hello"');
  await expect(change).toHaveAttribute("aria-pressed", "true");
  await expect(image).toContainText("steps run again");
});

test("what a link brings is shown as text, in what is explained too", async ({ page }) => {
  const hostile = `<img src=x onerror="document.title='broken'">`;
  await open(page, `v=1&env=A=${encodeURIComponent(hostile)}&dockerfile=${encodeURIComponent(`USER x\`**[[wheel]]`)}&dockerfile=${encodeURIComponent(`RUN echo '${hostile}' [[musl]]`)}`);
  await tab(page, "Effective image").click();
  await expect(pane(page, "Effective image").locator("pre", { hasText: "RUN echo" })).toHaveText(`RUN echo '${hostile}' [[musl]]`);
  await page.getByRole("button", { name: "Effective image" }).click();
  await page.getByRole("button", { name: "Explain", exact: true }).click();
  await expect(pane(page, "The file, explained")).toContainText(hostile);
  expect(await page.locator("img").count()).toBe(0);
  await expect(page).not.toHaveTitle("broken");
});

test("a long name of a user stays within its step", async ({ page }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await open(page, `v=1&dockerfile=${encodeURIComponent(`USER ${"x".repeat(90)}`)}&dockerfile=RUN%20ls`);
  await page.locator("#bottom .quiet").click();
  await tab(page, "Effective image").click();
  const tags = pane(page, "Effective image").locator(".step").last().locator(".tag");
  await expect(tags).toHaveText([/^as x/, "sees the whole project"]);
  const right = await pane(page, "Effective image").locator(".step").last().evaluate((step) =>
    Math.max(...[...step.querySelectorAll(".tag")].map((tag) => tag.getBoundingClientRect().right)) - step.getBoundingClientRect().right);
  expect(right).toBeLessThan(1);
});

test("a very full configuration is explained too", async ({ page }) => {
  const many = (count, line) => Array.from({ length: count }, (_, at) => line(at)).join("&");
  await open(page, `v=1&${many(50, (at) => `packages=package${at}`)}&${many(100, (at) => `requirements=name${at}==${at}.1`)}&${many(100, (at) => `env=NAME_${at}=${at}`)}`);
  await tab(page, "Effective image").click();
  await expect(pane(page, "Effective image")).toContainText('ENV NAME_99="99"');
  await parts(page).file("requirements.txt").click();
  await page.getByRole("button", { name: "Explain", exact: true }).click();
  await expect(pane(page, "The file, explained")).toContainText("name99==99.1");
});

test("every line of a file explains itself, and leads to its field", async ({ page }) => {
  await open(page, "v=1&requirements=psycopg2&packages=curl");
  await page.getByRole("button", { name: "Explain", exact: true }).click();
  const explained = pane(page, "The file, explained");
  const { text } = await printed("v=1&requirements=psycopg2&packages=curl", "Dockerfile").then((text) => ({ text }));
  await expect.poll(async () => (await explained.locator("pre").allTextContents()).join("")).toBe(text);
  await expect(explained).toContainText("The compiler comes, pip installs and compiles your requirements, the compiler goes");
  await explained.getByRole("button", { name: "build argument" }).first().click();
  await expect(explained.getByRole("note")).toContainText("--build-arg");
  await parts(page).file("requirements.txt").click();
  await expect(explained).toContainText("pip compiles them");
  await explained.getByRole("button", { name: "psycopg2" }).click();
  await expect(page.getByLabel("Python requirement 1", { exact: true })).toBeFocused();
  await page.getByRole("button", { name: "Explain", exact: true }).click();
  await expect(explained).toBeHidden();
  await expect(parts(page).lines).toBeVisible();
});

test("the first download leads to the next steps, later ones to nothing", async ({ page }) => {
  await open(page);
  await expect(parts(page).status).toContainText("kB");
  await download(page, () => page.getByRole("button", { name: /^Download zip/ }).first().click());
  const next = pane(page, "Next steps");
  await expect(next).toContainText("unzip my-airflow.zip");
  await expect(next).toContainText("docker compose up --build");
  await next.getByRole("button", { name: "Windows, in PowerShell" }).click();
  await expect(next).toContainText("Expand-Archive my-airflow.zip");
  await expect(next).not.toContainText("unzip");
  await expect(next.locator("ul li")).toHaveCount(3);
  await next.getByRole("button", { name: "Copy" }).first().click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("Expand-Archive my-airflow.zip -DestinationPath .\ncd my-airflow");
  const readme = await printed("v=1", "README.md");
  for (const commands of await next.locator(".commands pre").allTextContents()) expect(readme).toContain(commands);
  await parts(page).file("Dockerfile").click();
  await download(page, () => page.getByRole("button", { name: /^Download zip/ }).first().click());
  await expect(next).toBeHidden();
});

test.describe("on Windows", () => {
  test.use({ userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36" });
  test("its commands come first", async ({ page }) => {
    await open(page);
    await tab(page, "Next steps").click();
    await expect(pane(page, "Next steps")).toContainText("Expand-Archive");
    await expect(pane(page, "Next steps")).not.toContainText("unzip");
  });
});

test("each question has a reason, closed until it is asked for", async ({ page }) => {
  await open(page);
  for (const [question, words] of [["Which Airflow?", "newest"], ["What does it need?", "wheel"], ["Where will it run?", "Alpine is small"], ["Going deeper", "onbuild"]]) {
    const ask = page.getByRole("button", { name: `Why? ${question}` });
    await expect(ask).toHaveAttribute("aria-expanded", "false");
    await ask.click();
    const answer = page.locator(".guide.why");
    await expect(answer).toContainText(words);
    await ask.click();
    await expect(answer).toHaveCount(0);
  }
});

test("terms are defined on demand, one by one and as a list", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Why? What does it need?" }).click();
  const wheel = page.getByRole("button", { name: "wheel", exact: true });
  await wheel.click();
  await expect(wheel).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("note")).toContainText("ready to be unpacked");
  await wheel.press("Enter");
  await expect(page.getByRole("note")).toHaveCount(0);
  await page.getByRole("button", { name: "Words explained" }).click();
  await expect(page.getByRole("dialog", { name: "Words explained" })).toContainText("trigger: An instruction that an image keeps");
  await page.keyboard.press("Escape");
});

test("going deeper and back loses nothing", async ({ page }) => {
  await open(page, "v=1&image=alpine:3.23&airflow=3.3.2&python=3.12&packages=curl&requirements=pandas&env=A=1");
  const before = await liveLink(page);
  const summary = page.locator("summary", { hasText: "Dockerfile instructions" });
  await summary.click();
  await parts(page).instructions.fill("RUN true");
  await summary.click();
  await expect(parts(page).instructions).toBeHidden();
  await expect(summary).toContainText("1");
  expect(await preview(page, "Dockerfile")).toContain("RUN true");
  // The third depth and back: the second and the first are as they were.
  const layers = page.locator("summary", { hasText: "Every layer" });
  await layers.click();
  await page.getByLabel("Layout", { exact: true }).selectOption({ label: "One Dockerfile a layer" });
  await expect(parts(page).files).toContainText("build.sh");
  await expect(parts(page).lines).toContainText("FROM localhost/my-airflow/onbuild");
  expect(await previewText(page)).toContain("RUN true");
  await page.getByLabel("Layout", { exact: true }).selectOption({ label: "One Dockerfile" });
  await layers.click();
  await expect(page.getByLabel("Layout", { exact: true })).toBeHidden();
  await summary.click();
  await expect(parts(page).instructions).toHaveValue("RUN true");
  expect(await liveLink(page)).toBe(`${before}&dockerfile=RUN%20true`);
});

test("a field that is of no use to an image stays while somebody retypes it, and goes with the image", async ({ page }) => {
  await open(page, "v=1&image=apache/airflow:3.3.2-python3.12&extras=postgres");
  await page.locator("summary", { hasText: "Every layer" }).click();
  const extras = page.getByLabel("Airflow extras", { exact: true });
  await extras.fill("");
  await expect.poll(() => liveLink(page)).not.toContain("extras");
  await expect(extras).toBeFocused();
  await extras.fill("celery");
  await expect.poll(() => liveLink(page)).toContain("extras=celery");
  await extras.fill("");
  await parts(page).airflow.selectOption("3.3.1");
  await expect(extras).toHaveCount(0);
});

test.describe("when the engine does not arrive", () => {
  test.use({ expected: [[/Failed to load resource|importScripts|NetworkError|Worker/i], { option: true }] });

  test("without the engine explanations say that they could not be loaded", async ({ page }) => {
    await page.route("**/engine*", (route) => route.fulfill({ status: 404, body: "" }));
    await open(page);
    await tab(page, "Effective image").click();
    await expect(pane(page, "Effective image")).toContainText("The explanations could not be loaded.");
    await add(parts(page).addPackage, "curl");
  });
});

for (const [colorScheme, viewport] of [["light", { width: 1280, height: 800 }], ["dark", { width: 380, height: 800 }]]) {
  test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
    test.use({ colorScheme, viewport });
    test("axe finds nothing in what is explained, and nothing scrolls sideways", async ({ page }) => {
      await open(page, "v=1&requirements=psycopg2&image=debian:12-slim&airflow=2.11.0&layout=layered");
      await page.getByRole("button", { name: "Why? What does it need?" }).click();
      await page.getByRole("button", { name: "wheel", exact: true }).click();
      expect(await violations(page)).toEqual([]);
      if (viewport.width < 600) await page.locator("#bottom .quiet").click();
      for (const name of ["Effective image", "Next steps"]) {
        await tab(page, name).click();
        await expect(pane(page, name).locator("p").first()).not.toHaveText("Loading…");
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThan(1);
      }
      await parts(page).file("compose.yaml").click();
      await page.getByRole("button", { name: "Explain", exact: true }).click();
      await expect(pane(page, "The file, explained")).toContainText("The database that Airflow keeps its state in.");
      expect(await violations(page)).toEqual([]);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 380, height: 800 }, hasTouch: true });
  test("from the empty page to the project and what to do with it", async ({ page }) => {
    await open(page);
    await page.getByRole("button", { name: "Data quality" }).tap();
    await page.getByRole("button", { name: "Start from it" }).tap();
    await expect(page.getByText("Has the DAG of “Data quality”.")).toBeVisible();
    await expect(page.locator("#bottom")).toContainText("No problems");
    const { name } = await download(page, () => page.locator("#bottom").getByRole("button", { name: "Download zip" }).tap());
    expect(name).toBe("data-quality.zip");
    const next = pane(page, "Next steps");
    await expect(next).toBeVisible();
    await expect(next).toContainText("unzip data-quality.zip");
    await page.getByRole("button", { name: "Back to the form" }).tap();
    await expect(page.getByLabel("Airflow version")).toBeVisible();
  });
});

test("by keyboard alone: a goal, what really runs, the download, the next steps", async ({ page }) => {
  await open(page);
  const tabTo = async (name) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((name) => document.activeElement.textContent.trim().startsWith(name), name)) return;
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  await tabTo("S3 data lake");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "What this changes" })).toContainText("pyarrow");
  await tabTo("Start from it");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Has the DAG of “S3 data lake”.")).toBeVisible();
  await tabTo("Effective image");
  await page.keyboard.press("Enter");
  await expect(pane(page, "Effective image")).toContainText("Installs the words of packages.txt with apk.");
  await tabTo("requirements.txt changes");
  await page.keyboard.press("Enter");
  await expect(pane(page, "Effective image")).toContainText("steps run again");
  await expect(parts(page).status).toContainText("kB");
  const { name } = await download(page, () => page.keyboard.press("ControlOrMeta+Enter"));
  expect(name).toBe("s3-data-lake.zip");
  await expect(pane(page, "Next steps")).toContainText("docker compose up --build");
});

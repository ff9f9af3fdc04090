// Writes the pictures of README and docs from the real page: node docs-pictures.mjs, after make build.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const PORT = Number(process.env.PORT ?? 8323);
const PAGE = `http://127.0.0.1:${PORT}/`;
const FOLDER = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
const PROJECT =
  "v=1&image=alpine:3.23&airflow=3.3.2&python=3.12&name=sftp-to-postgres&packages=curl,openssh-client" +
  "&requirements=pandas%3D%3D2.3.3&requirements=scipy%3D%3D1.16.3&requirements=psycopg2-binary%3D%3D2.9.11" +
  "&env=AIRFLOW__CORE__LOAD_EXAMPLES=False&env=SFTP_HOST=files.example.com&secret=SFTP_PASSWORD";
const PICTURES = [
  ["page-light.png", "light", { width: 1280, height: 800 }],
  ["page-dark.png", "dark", { width: 1280, height: 800 }],
  ["phone.png", "light", { width: 390, height: 780 }],
];

/** The example of the docs, on an origin of its own. */
async function widget(browser) {
  const example = readFileSync(new URL("../../docs/examples/plain.html", import.meta.url), "utf8").replaceAll("https://host/path/", PAGE);
  const docs = createServer((request, response) => response.writeHead(200, { "content-type": "text/html" }).end(example));
  await new Promise((done) => docs.listen(0, "127.0.0.1", done));
  const page = await browser.newPage({ viewport: { width: 1000, height: 860 }, reducedMotion: "reduce" });
  await page.goto(`http://localhost:${docs.address().port}/`);
  await page.frameLocator("iframe").locator("html[data-whole] .digest code").filter({ hasText: /^[0-9a-f]{64}$/ }).waitFor({ state: "attached" });
  await page.screenshot({ path: `${FOLDER}widget.png` });
  await page.close();
  docs.closeAllConnections();
  docs.close();
  console.log("docs/pictures/widget.png");
}

/** From the empty page to the next steps, as docs/guide.md tells it. */
async function story(browser) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: "light", reducedMotion: "reduce" });
  let number = 0;
  const picture = async () => {
    await page.evaluate(() => document.activeElement.blur());
    await page.mouse.move(0, 0);
    await page.locator(".digest code").filter({ hasText: /^[0-9a-f]{64}$/ }).waitFor({ state: "attached" });
    number += 1;
    await page.screenshot({ path: `${FOLDER}story-${number}.png` });
    console.log(`docs/pictures/story-${number}.png`);
  };
  await page.goto(PAGE);
  await page.locator("html[data-whole]").waitFor({ state: "attached" });
  await picture();
  await page.getByRole("button", { name: "SFTP to PostgreSQL", exact: true }).click();
  await page.getByRole("dialog", { name: "What this changes" }).getByText("dags/sftp_to_postgres_dag.py", { exact: true }).waitFor();
  await picture();
  await page.getByRole("button", { name: "Start from it" }).click();
  await page.getByRole("button", { name: "Effective image" }).click();
  await page.locator(".picture").waitFor();
  await picture();
  await page.getByRole("banner").getByRole("button", { name: "Download zip" }).click();
  await page.getByText("unzip sftp-to-postgres.zip").waitFor();
  await picture();
  await page.close();
}

const server = spawn(process.execPath, [fileURLToPath(new URL("serve.mjs", import.meta.url))], {
  env: { ...process.env, PORT: String(PORT) },
  stdio: "inherit",
});
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
try {
  for (let tries = 0; !(await fetch(PAGE).catch(() => null))?.ok; tries += 1) {
    if (tries > 50) throw new Error(`Nothing answers at ${PAGE}: is there a dist/? Run make build.`);
    await new Promise((done) => setTimeout(done, 100));
  }
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, colorScheme, viewport] of PICTURES) {
    const page = await browser.newPage({ viewport, colorScheme, deviceScaleFactor: viewport.width < 500 ? 2 : 1, reducedMotion: "reduce" });
    await page.goto(`${PAGE}#${PROJECT}`);
    await page.locator("html[data-whole]").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Dismiss" }).click();
    await page.locator(".digest code").filter({ hasText: /^[0-9a-f]{64}$/ }).waitFor({ state: "attached" });
    await page.evaluate(() => document.activeElement.blur());
    await page.mouse.move(0, 0);
    await page.screenshot({ path: FOLDER + name });
    await page.close();
    console.log(`docs/pictures/${name}`);
  }
  await widget(browser);
  await story(browser);
} finally {
  await browser.close();
  server.kill();
}

// nginx and Caddy with the configurations in hosting/, on free ports, with nothing of the machine's own.
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HOSTING = fileURLToPath(new URL("../../hosting/", import.meta.url));
const HOSTS = process.env.HOSTS ?? join(process.env.XDG_CACHE_HOME ?? join(process.env.HOME ?? "", ".cache"), "airflow-image-configurator/hosts");
export const NGINX = join(HOSTS, "usr/sbin/nginx");
export const CADDY = join(HOSTS, "usr/bin/caddy");

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts a server and waits until it answers. */
async function started(program, arguments_, home, environment = {}) {
  const child = spawn(program, arguments_, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => { said += text; });
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) throw new Error(`${program} ended: ${said}`);
    if (await fetch(home).then(() => true, () => false)) return { home, close: () => ended(child) };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${program} does not answer: ${said}`);
}

async function ended(child) {
  child.kill();
  if (child.exitCode === null) await new Promise((done) => child.on("exit", done));
}

/** The tested file is the one of the docs: only address and folder are filled in. */
async function filled(name, replacements) {
  let text = await readFile(HOSTING + name, "utf8");
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

/** Each serves the folder `root`, and keeps what it needs itself in `folder`. */
export const SERVERS = {
  async nginx(folder, root) {
    const port = await freePort();
    const site = [["listen 80;", `listen 127.0.0.1:${port};`], ["/var/www/airflow-image-configurator", root]];
    await writeFile(join(folder, "site.conf"), await filled("nginx.conf", site));
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ");
    const main = `load_module ${HOSTS}/usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
${process.getuid() === 0 ? "user root;" : ""} daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr;
events {} http { access_log off; ${temporary} include ${folder}/site.conf; }\n`;
    await writeFile(join(folder, "nginx.conf"), main);
    return started(NGINX, ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"], `http://127.0.0.1:${port}/`);
  },

  async caddy(folder, root) {
    const home = `http://127.0.0.1:${await freePort()}/`;
    const file = join(folder, "Caddyfile");
    const site = await filled("Caddyfile", [["host.example {", `${home.slice(0, -1)} {`], ["/var/www/airflow-image-configurator", root]]);
    await writeFile(file, `{\n\tadmin off\n\tauto_https off\n}\n${site}`);
    return started(CADDY, ["run", "--adapter", "caddyfile", "--config", file], home, { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder });
  },
};

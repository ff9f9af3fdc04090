// The service worker: after one visit the page works without a network. The build fills in BUILD and SHELL.
//
// A page is asked for from its host first, so that a new deployment is there at the next visit; what it names has its
// content in its name, and is taken from the store. The stores of two builds are kept, because tabs of the last one may
// still be open. Nothing is remembered of what is typed.
const BUILD = "";
const SHELL = [];
/** Tables: their names do not change. */
const TABLE = /\/(packages|constraints|presets)\/[^/]+$/;
/** How long the host may take to answer before the stored page is shown, in milliseconds. */
const PATIENCE = 4000;

/** Sub-paths of one host share their stores: the scope is part of the name. */
const PREFIX = `airflow-image-configurator ${registration.scope} `;
const STORE = PREFIX + BUILD;

const own = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));
const scoped = (path) => new URL(path, registration.scope).href;

async function found(request) {
  const names = [STORE, ...(await own()).reverse()];
  for (const name of names) {
    const answer = await caches.match(request, { cacheName: name, ignoreVary: true });
    if (answer) return answer;
  }
}

/** All of the page or nothing: a store that is half full would show a page that does not start. */
async function install() {
  const earlier = (await own()).filter((name) => name !== STORE);
  const store = await caches.open(STORE);
  await store.addAll(SHELL.map((path) => new Request(scoped(path), { cache: /-[0-9a-f]{16}/.test(path) ? "default" : "no-cache" })));
  await Promise.all(earlier.map((name) => bring(name, store)));
  await skipWaiting();
}

/** The tables that were used before: as they are now, or as they were where they cannot be had now. */
async function bring(name, store) {
  const before = await caches.open(name);
  for (const request of await before.keys()) {
    if (!TABLE.test(new URL(request.url).pathname)) continue;
    const fresh = await fetch(request.url, { cache: "no-cache" }).catch(() => null);
    const kept = fresh?.ok ? fresh : await before.match(request);
    if (kept) await store.put(request.url, kept);
  }
}

async function activate() {
  const all = await own();
  const old = all.filter((name) => name !== STORE).slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
  used.postMessage("used?");
}

/** The tables that open pages and their engines asked for before anything was stored: they tell their addresses, however
    busy they are. */
const used = new BroadcastChannel(registration.scope);
used.onmessage = async ({ data }) => {
  if (!Array.isArray(data)) return;
  const store = await caches.open(STORE);
  const tables = data.filter((address) => address.startsWith(registration.scope) && TABLE.test(address));
  await Promise.all(tables.map(async (address) => (await store.match(address)) ?? store.add(address).catch(() => {})));
};

async function page(request) {
  const stored = () => found(scoped("./"));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(stored);
  const asked = fetch(request);
  const answer = await Promise.race([asked.catch(stored), late]);
  if (answer && answer.status < 500) return answer;
  return (await stored()) ?? asked;
}

/** What is stored at once, and what the host has for the next time. */
async function table(event) {
  const stored = await found(event.request.url);
  const fresh = fetch(event.request.url, { cache: "no-cache" }).then(async (answer) => {
    if (answer.ok) await (await caches.open(STORE)).put(event.request.url, answer.clone());
    return answer;
  });
  event.waitUntil(fresh.catch(() => {}));
  return stored ?? fresh;
}

async function part(request) {
  return (await found(request.url)) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, href, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !href.startsWith(registration.scope)) return;
  if (request.mode === "navigate") {
    const home = [new URL(registration.scope).pathname, new URL(scoped("index.html")).pathname];
    if (home.includes(pathname)) event.respondWith(page(request));
  } else if (TABLE.test(pathname)) event.respondWith(table(event));
  else event.respondWith(part(request));
});

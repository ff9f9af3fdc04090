// What a page holds, after everything that can be given back was given back.
const KB = 1024;

/** To be called before the page is opened: from then on its programs' memories are known, the engine's too. */
export async function noteMemories(page) {
  // A worker has fetched and compiled much before its program starts: this is there in time.
  page.on("worker", (worker) => worker.evaluate(keepMemories).catch(() => {}));
  await page.addInitScript(keepMemories);
}

/** In a page or a worker: keeps the memory of every program that starts. */
function keepMemories() {
  globalThis.memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const start = WebAssembly[name];
    WebAssembly[name] = async (...words) => {
      const started = await start(...words);
      const all = Object.values((started.instance ?? started).exports ?? {});
      all.filter((one) => one instanceof WebAssembly.Memory).forEach((memory) => memories.add(memory));
      return started;
    };
  }
}

const bytes = () => [...memories].reduce((all, { buffer }) => all + buffer.byteLength, 0);

/** Opens the browser's own counters for a page. */
export async function heap(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.enable");
  return async () => {
    // What one collection lets go, the next one can free.
    for (let time = 0; time < 3; time += 1) await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (wanted) => metrics.find(({ name }) => name === wanted).value;
    const engine = await Promise.all(page.workers().map((worker) => worker.evaluate(bytes)));
    return {
      "JS heap, kB": Math.round(of("JSHeapUsedSize") / KB),
      "DOM nodes": of("Nodes"),
      "listeners": of("JSEventListeners"),
      "wasm of the page, kB": Math.round((await page.evaluate(bytes)) / KB),
      "wasm of the engine, kB": Math.round(engine.reduce((all, one) => all + one, 0) / KB),
      "stored, kB": Math.round((await page.evaluate(() => Object.entries(localStorage).join("").length)) / KB),
    };
  };
}

// How long the engine takes, seen from the page: from the posting of a question until its answer has come. Both begin
// with the kind and the number of the question (src/engine/message.rs), so that they are paired without being read.
import { readFileSync } from "node:fs";

const source = readFileSync(new URL("../../../src/engine/message.rs", import.meta.url), "utf8");
const KINDS = [...source.slice(source.indexOf("pub enum Question")).split("\n}")[0].matchAll(/^ {4}([A-Z]\w+)/gm)].map(([, name]) => name);

/** To be called before the page is opened: from then on its engine is timed. */
export const timeEngine = (page) =>
  page.addInitScript(() => {
    window.engineTimes = [];
    const asked = new Map();
    const key = (bytes) => {
      let end = 1;
      while (bytes[end] > 127) end += 1;
      return bytes.slice(0, end + 1).join();
    };
    window.Worker = class extends Worker {
      constructor(...words) {
        super(...words);
        this.addEventListener("message", ({ data }) => {
          const now = performance.now();
          const began = data.length > 1 && asked.get(key(data));
          if (!began) return;
          engineTimes.push([data[0], now - began]);
          // What changes the answer later, a table or another draft, is no part of this question.
          asked.delete(key(data));
        });
      }
      postMessage(data, ...words) {
        asked.set(key(data), performance.now());
        super.postMessage(data, ...words);
      }
    };
  });

/** The times of one kind of question so far. */
export const engineTimes = async (page, kind) => {
  const times = await page.evaluate(() => engineTimes);
  return times.filter(([number]) => KINDS[number] === kind).map(([, time]) => time);
};

/** From now on the engine says itself how long each question takes it, without the messages and what the page does meanwhile. */
export const timeInside = (page) =>
  page.workers()[0].evaluate(() => {
    const answer = self.onmessage;
    self.insideTimes = [];
    self.onmessage = (event) => {
      const kind = event.data[0];
      const began = performance.now();
      answer.call(self, event);
      insideTimes.push([kind, performance.now() - began]);
    };
  });

/** Those times, of one kind of question. */
export const insideTimes = async (page, kind) => {
  const times = await page.workers()[0].evaluate(() => insideTimes);
  return times.filter(([number]) => KINDS[number] === kind).map(([, time]) => time);
};

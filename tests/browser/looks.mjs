// What can be measured of a layout: what goes sideways, what is cut, what lies over what, what is mirrored.
import { expect, restyle } from "./support.mjs";

/** A configuration with every kind of row, findings at most of them, and something that could not be applied. */
export const FILLED =
  "v=1&airflow=3.3.2&packages=curl,a%20b&requirements=psycopg2&requirements=1%20bad&requirements=apache-airflow" +
  "&env=A=1&env=DB_PASSWORD=&env=9X=1&label=team=data&extras=nope&apkrepo=edge=https://dl-cdn.alpinelinux.org/alpine/edge/community" +
  "&dockerfile=RUN%20true&layout=layered&nope=1";

/** Opens every closed section. */
export async function openDetails(page) {
  await page.locator("details").evaluateAll((all) => all.forEach((details) => { details.open = true; }));
}

/** Text twice as large, as a person's own setting makes it: everything that is given in rem follows. */
export async function doubleText(page) {
  await restyle(page, "html { font-size: 200% !important }");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await still(page);
}

/** Nothing reaches over the edge of the window, on either side, but for what scrolls in a box of its own. */
export async function expectNoSidewaysScroll(page, but = "none") {
  const wide = await page.evaluate((but) => {
    const limit = document.documentElement.clientWidth;
    const scrolls = document.scrollingElement.scrollWidth > limit;
    const out = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || (box.right <= limit + 1 && box.left >= -1) || element.closest(but)) return false;
      for (let at = element; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (/auto|scroll|hidden|clip/.test(style.overflowX) && at !== document.body && at !== document.documentElement && at.id !== "app" && !at.matches("main")) return false;
        if (style.visibility === "hidden") return false;
      }
      return true;
    });
    return { scrolls, out: out.map((element) => element.outerHTML.slice(0, 100)) };
  }, but);
  expect(wide).toEqual({ scrolls: false, out: [] });
}

/** Words that their own box cuts off, to the side or below. Fields and lists scroll; what is only for the ear is small. */
export function cut(page, within = "body") {
  return page.locator(within).locator("button, label, h1, h2, h3, p, li, summary, legend, td, .count, .about, .hint").evaluateAll((all) =>
    all
      .filter((element) => {
        const style = getComputedStyle(element);
        if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".unseen, .lines, .hunk, pre")) return false;
        const hides = (overflow) => overflow === "hidden" || overflow === "clip";
        return (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 2);
      })
      .filter((element) => getComputedStyle(element).clipPath === "none")
      .map((element) => element.textContent.trim().slice(0, 60)),
  );
}

/** Things to press or to type into, and headings, that lie over each other. Of a field counts what is written in it. */
export function overlaps(page, within = "body") {
  return page.locator(within).first().evaluate((root) => {
    const pen = document.createElement("canvas").getContext("2d");
    const box = (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      if (!element.matches("input:not([type=radio], [type=checkbox])")) return { left, right, top, bottom };
      const style = getComputedStyle(element);
      pen.font = style.font;
      const text = pen.measureText(element.value || element.placeholder).width;
      const [before, after] = [parseFloat(style.paddingLeft), parseFloat(style.paddingRight)];
      const fromRight = style.textAlign === "right" || (style.textAlign === "start" && style.direction === "rtl");
      return fromRight ? { left: Math.max(left, right - after - text), right, top, bottom } : { left, right: Math.min(right, left + before + text), top, bottom };
    };
    const things = [...root.querySelectorAll("button, input, select, textarea, summary, h1, h2, h3, a[href], .planning, .changed")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen") && element.getBoundingClientRect().width > 1)
      .map((element) => ({ element, box: box(element), bar: element.closest(".top, .bottom, .suggestions") }));
    const found = [];
    things.forEach((one, at) => {
      for (const other of things.slice(at + 1)) {
        if (one.bar !== other.bar || one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const name = (element) => element.getAttribute("aria-label") || element.textContent.trim().slice(0, 40) || element.id;
        // What scrolls in a box of its own may be out of it.
        const cropped = [one, other].some(({ element }) => element.closest(".tree, .code, .differences"));
        if (wide > 1 && high > 1 && !cropped) found.push(`${name(one.element)} over ${name(other.element)}: ${Math.round(wide)} x ${Math.round(high)}`);
      }
    });
    return found;
  });
}

/** Where things stand, measured from the side on which reading starts, in the order of the document. */
export function places(page, selector) {
  return page.locator(selector).evaluateAll((all) => {
    const wide = document.documentElement.clientWidth;
    const mirrored = document.documentElement.dir === "rtl";
    return all
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => {
        const { left, right, top } = element.getBoundingClientRect();
        const name = element.id || element.getAttribute("aria-label") || `${element.tagName} ${element.textContent.trim().slice(0, 30)}`;
        return { name, start: Math.round(mirrored ? wide - right : left), end: Math.round(mirrored ? wide - left : right), top: Math.round(top) };
      });
  });
}

/** Waits until nothing moves any more. */
export async function still(page) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
}

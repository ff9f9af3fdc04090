// What a start fetches, read from the built page: index.html, every file that it names in a tag or in its scripts, and
// every module that those import. What the program itself fetches before its form works is to be named in index.html
// as a preload: it comes sooner, and is counted. `make bench` holds this list against what a browser asks for.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const ADDRESS = `["']?(?:\\.\\/)?([^"'\`\\s>)#?]+)`;
const NAMED = {
  ".html": new RegExp(`(?:\\ssrc=|\\shref=|\\bfrom\\s*|\\bimport\\s*\\(?\\s*|\\bfetch\\(\\s*|\\bmodule_or_path:\\s*)${ADDRESS}`, "g"),
  ".js": /(?:\bfrom\s*|\bimport\s*)["'](\.{1,2}\/[^"']+)["']/g,
};

const isFile = (path) => existsSync(path) && statSync(path).isFile();

/** Paths relative to the folder. */
export function startFiles(folder) {
  const found = new Set(["index.html"]);
  for (const name of found) {
    const pattern = NAMED[/\.[^.]*$/.exec(name)?.[0]];
    if (!pattern) continue;
    for (const [, address] of readFileSync(join(folder, name), "utf8").matchAll(pattern)) {
      const path = relative(folder, join(folder, dirname(name), address));
      if (isFile(join(folder, path))) found.add(path);
    }
  }
  return [...found];
}

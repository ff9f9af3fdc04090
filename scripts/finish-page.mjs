// After Trunk: what the built page needs beside its program. Each step reads and writes files of the folder that Trunk
// is about to publish; the order counts.
import { dropComments } from "./finishing/comments.mjs";
import { nameEngine } from "./finishing/engine.mjs";
import { listForOffline } from "./finishing/offline.mjs";
import { splitProgram } from "./finishing/parts.mjs";
import { writePolicy } from "./finishing/policy.mjs";
import { shrinkPage } from "./finishing/shrink.mjs";
import { writeStart } from "./finishing/start.mjs";
import { joinStyles } from "./finishing/styles.mjs";

const folder = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === "release";
nameEngine(folder);
splitProgram(folder, release, joinStyles(folder, release));
writeStart(folder);
if (release) shrinkPage(folder);
// While one works on it, Trunk adds a script of its own when it serves the page, after this.
writePolicy(folder, !release);
listForOffline(folder);
dropComments(folder);

// Serves the built page for the tests, at PORT.
import { host } from "./static.mjs";

await host().listen(Number(process.env.PORT ?? 8321));

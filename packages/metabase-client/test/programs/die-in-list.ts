import { createMetabaseClient } from "../../src/index.ts";

/** Reads the first element of a list and is then killed, as by a machine that runs out of memory. */
const [baseUrl = ""] = process.argv.slice(2);
const client = createMetabaseClient({ baseUrl, authentication: { apiKey: "mb_test" }, env: {} });
for await (const _element of client.streamArray("/api/card")) process.kill(process.pid, "SIGKILL");

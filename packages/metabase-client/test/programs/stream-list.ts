import { readFileSync } from "node:fs";
import { createMetabaseClient } from "../../src/index.ts";

/** Counts the elements of a list, and tells the peak memory before and after. */
const [baseUrl = "", path = ""] = process.argv.slice(2);
const client = createMetabaseClient({ baseUrl, authentication: { apiKey: "mb_test" }, env: {} });
await client.getObject("/api/session/properties");
const before = peakMegabytes();
let count = 0;
for await (const _element of client.streamArray(path)) count += 1;
await client.close();
process.stdout.write(JSON.stringify({ count, before, after: peakMegabytes() }));

/** The highest resident size so far, as Linux counts it (proc_pid_status(5)). */
function peakMegabytes(): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

import { strict as assert } from "node:assert";
import { loadMetabase, megabytes } from "./load-metabase.ts";

/** The most that either program may hold, whatever the size of the data. */
const LIMIT = 150 * 1024 * 1024;

/** Peak memory of both programs over a list of 400 MB that does not page. */
export async function run(): Promise<void> {
  const { tap, target, seconds } = await loadMetabase(
    { cards: 20_000, cardBytes: 20_000, dashboards: 10 },
    { stream_groups: ["content"] },
  );

  process.stdout.write(
    `/api/card of 400 MB in ${seconds.toFixed(1)} s; peak memory (VmHWM) of tap-metabase ${megabytes(tap.peakMemory)}, target-postgres ${megabytes(target.peakMemory)}, bound ${megabytes(LIMIT)}\n`,
  );
  assert(tap.peakMemory !== undefined && tap.peakMemory < LIMIT, "tap-metabase holds too much");
  assert(
    target.peakMemory !== undefined && target.peakMemory < LIMIT,
    "target-postgres holds too much",
  );
}

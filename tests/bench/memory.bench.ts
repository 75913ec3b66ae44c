import { strict as assert } from "node:assert";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startMetabase, startPostgres } from "@singer-metabase/sandbox";
import { programs } from "../harness/programs.ts";
import { inNewFolder } from "./tap/new-folder.ts";
import { runTap } from "./tap/run-tap.ts";

const MEGABYTE = 1024 * 1024;

/** The most that either program may hold, whatever the size of the data. */
const LIMIT_MEGABYTES = 150;

/** Peak memory of both programs over a list of 400 MB that does not page. */
export async function run(): Promise<void> {
  const metabase = await startMetabase({ cards: 20_000, cardBytes: 20_000, dashboards: 10 });
  const postgres = await startPostgres();
  try {
    const { tap, target, seconds } = await inNewFolder(async (folder) => {
      const config = join(folder, "target.json");
      await writeFile(config, JSON.stringify({ sqlalchemy_url: postgres.url }));
      const settings = { stream_groups: ["content"] };
      return runTap({ metabase, folder, settings, target: [programs.target, "--config", config] });
    });
    const [tapPeak, targetPeak] = [tap, target].map(({ peakMemory = Number.NaN }) =>
      Math.round(peakMemory / MEGABYTE),
    );
    process.stdout.write(
      `/api/card of 400 MB in ${seconds.toFixed(1)} s; peak memory (VmHWM) of tap-metabase ${tapPeak} MB, target-postgres ${targetPeak} MB, bound ${LIMIT_MEGABYTES} MB\n`,
    );
    assert(Number(tapPeak) < LIMIT_MEGABYTES, "tap-metabase holds too much");
    assert(Number(targetPeak) < LIMIT_MEGABYTES, "target-postgres holds too much");
  } finally {
    await Promise.all([metabase.stop(), postgres.stop()]);
  }
}

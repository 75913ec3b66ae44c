import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, startPostgres } from "@singer-metabase/sandbox";
import { measureShape } from "./target/measure-shape.ts";
import { readBenchOptions } from "./target/options.ts";
import { formatResults } from "./target/print-results.ts";

/**
 * Loads Singer files into PostgreSQL, against `psql \copy` of the same rows from a prepared file into
 * an equal table. Needs `psql` and GNU time. Another server by BENCH_DATABASE_URL.
 */
export async function run(args: readonly string[]): Promise<void> {
  const options = readBenchOptions(args);
  const serverUrl = process.env["BENCH_DATABASE_URL"];
  const postgres = serverUrl === undefined ? await startPostgres() : undefined;
  const database = await createDatabase(serverUrl ?? postgres?.url ?? "");
  try {
    for (const shape of options.shapes) {
      const folder = await mkdtemp(join(tmpdir(), "singer-metabase-bench-"));
      try {
        process.stdout.write(formatResults(await measureShape(database, folder, shape, options)));
      } finally {
        await rm(folder, { recursive: true });
      }
    }
  } finally {
    await database.drop();
    await postgres?.stop();
  }
}

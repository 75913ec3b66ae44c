import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type MetabaseOptions,
  type PipelineResult,
  runPipeline,
  startMetabase,
  startPostgres,
} from "@singer-metabase/sandbox";
import { programs } from "../harness/programs.ts";

/** What a load took. */
export interface Load extends PipelineResult {
  readonly requests: number;
  /** The fewest requests that could have brought the same. */
  readonly leastRequests: number;
}

/**
 * Loads a sample Metabase into an empty PostgreSQL through both built programs.
 *
 * @throws Error with both logs when either program fails.
 */
export async function loadMetabase(
  options: MetabaseOptions,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Load> {
  const metabase = await startMetabase(options);
  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), "singer-metabase-bench-"));
  try {
    const [tap, target] = [join(folder, "tap.json"), join(folder, "target.json")];
    const connection = { base_url: metabase.url, api_key: metabase.keys.admin };
    await writeFile(tap, JSON.stringify({ ...connection, cache_dir: folder, ...settings }));
    await writeFile(target, JSON.stringify({ sqlalchemy_url: postgres.url }));

    const result = await runPipeline(
      [programs.tap, "--config", tap],
      [programs.target, "--config", target],
    );

    if (result.tap.status !== 0 || result.target.status !== 0) {
      throw new Error(`${result.tap.log}\n${result.target.log}`);
    }
    return {
      ...result,
      requests: metabase.requests.length,
      leastRequests: metabase.leastRequests(),
    };
  } finally {
    await Promise.all([metabase.stop(), postgres.stop(), rm(folder, { recursive: true })]);
  }
}

/** `93 MB` */
export function megabytes(bytes: number | undefined): string {
  return `${Math.round((bytes ?? Number.NaN) / 1024 / 1024)} MB`;
}

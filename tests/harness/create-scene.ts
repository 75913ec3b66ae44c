import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Command,
  type MetabaseOptions,
  type Pipeline,
  type PipelineResult,
  type SandboxMetabase,
  startMetabase,
  startPipeline,
  type TestDatabase,
} from "@singer-metabase/sandbox";
import { createTestDatabase } from "@singer-metabase/sandbox/vitest";
import { onTestFinished } from "vitest";
import { programs } from "./programs.ts";

type Settings = Readonly<Record<string, unknown>>;

/** What a run does differently from the scene's usual one. */
export interface Run {
  /** Settings of the tap; undefined takes one away. */
  readonly tap?: Settings;
  readonly target?: Settings;
  /** Passed with `--state`. */
  readonly state?: unknown;
  /** Passed with `--catalog`. */
  readonly catalog?: unknown;
}

/** A Metabase and a database of a test's own, and both programs to run between them. */
export interface Scene {
  readonly metabase: SandboxMetabase;
  readonly database: TestDatabase;
  /** A temporary folder, gone after the test. */
  readonly folder: string;
  /** Starts `tap-metabase | target-postgres` with an administrator's API key. */
  start(run?: Run): Promise<Pipeline>;
  /** Runs it to its end. */
  run(run?: Run): Promise<PipelineResult>;
  /**
   * Every table of the target's schema with all its rows, without what the target keeps beside them
   * and what the tap tells of its runs.
   */
  tables(): Promise<Readonly<Record<string, readonly Record<string, unknown>[]>>>;
}

/** The schema that the scene's target loads into. */
const TARGET_SCHEMA = "metabase";

/** Every run adds its own. */
const RUN_REPORTS = ["tap_runs", "stream_runs"];

/** Sets a scene for the test that calls it; everything is gone when the test is finished. */
export async function createScene(options?: MetabaseOptions): Promise<Scene> {
  const [metabase, database, folder] = await Promise.all([
    startMetabase(options),
    createTestDatabase(),
    mkdtemp(join(tmpdir(), "singer-metabase-scene-")),
  ]);
  onTestFinished(async () => {
    await metabase.stop();
    await rm(folder, { recursive: true });
  });

  let files = 0;
  const file = async (name: string, content: unknown): Promise<string> => {
    files += 1;
    const path = join(folder, `${files}-${name}.json`);
    await writeFile(path, JSON.stringify(content));
    return path;
  };
  const start = async (run: Run = {}): Promise<Pipeline> => {
    const { url, keys } = metabase;
    const tap = {
      base_url: url,
      api_key: keys.admin,
      cache_dir: join(folder, "cache"),
      ...run.tap,
    };
    const target = {
      sqlalchemy_url: database.url,
      default_target_schema: TARGET_SCHEMA,
      hard_delete: true,
      ...run.target,
    };
    const tapCommand: Command = [programs.tap, "--config", await file("tap", tap)];
    if (run.state !== undefined) tapCommand.push("--state", await file("state", run.state));
    if (run.catalog !== undefined) tapCommand.push("--catalog", await file("catalog", run.catalog));
    return startPipeline(tapCommand, [programs.target, "--config", await file("target", target)]);
  };

  return {
    metabase,
    database,
    folder,
    start,
    run: async (run) => (await start(run)).finished,
    async tables() {
      const names = await database.query(
        `select table_name as name from information_schema.tables
         where table_schema = $1 and table_name not like '\\_sdc\\_%' and table_name <> all ($2)
         order by 1`,
        [TARGET_SCHEMA, RUN_REPORTS],
      );
      const contents = names.map(async ({ name }) => [
        name,
        await database.query(`select t.* from ${TARGET_SCHEMA}."${name}" t order by t::text`),
      ]);
      return Object.fromEntries(await Promise.all(contents));
    },
  };
}

/** The last state that a target printed, parsed; undefined when it printed none. */
export function lastState(result: PipelineResult): unknown {
  const line = result.output.trimEnd().split("\n").at(-1);
  return line ? JSON.parse(line) : undefined;
}

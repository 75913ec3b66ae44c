import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Pipeline, startPipeline } from "@singer-metabase/sandbox";

/** Where the demo's settings and state lie, and how its two ends are reached. */
export interface Workspace {
  readonly folder: string;
  /** The folder of both programs. */
  readonly programs: string;
  readonly metabase: { readonly url: string; readonly key: string };
  readonly postgresUrl: string;
}

/** Writes the settings of both programs, as a user would. */
export async function writeSettings(workspace: Workspace): Promise<void> {
  const { folder, metabase, postgresUrl } = workspace;
  await writeFile(
    join(folder, "tap.json"),
    JSON.stringify({
      base_url: metabase.url,
      api_key: metabase.key,
      cache_dir: join(folder, "cache"),
    }),
  );
  await writeFile(
    join(folder, "target.json"),
    JSON.stringify({
      sqlalchemy_url: postgresUrl,
      default_target_schema: "metabase",
      timestamp_type: "timestamptz",
      hard_delete: true,
    }),
  );
}

/**
 * Starts `tap-metabase | target-postgres`, with the state of the run before when there is one.
 * Gives what was started, and what becomes of it: the seconds it took, after its state is kept.
 *
 * @throws Error with both programs' logs when either fails.
 */
export async function startLoad(
  { folder, programs }: Workspace,
  run: "first" | "second",
): Promise<{ readonly pipeline: Pipeline; readonly loaded: Promise<number> }> {
  const state = run === "second" ? ["--state", join(folder, "state.json")] : [];
  const pipeline = await startPipeline(
    [join(programs, "tap-metabase"), "--config", join(folder, "tap.json"), ...state],
    [join(programs, "target-postgres"), "--config", join(folder, "target.json")],
  );
  return { pipeline, loaded: keepState(pipeline, join(folder, "state.json")) };
}

async function keepState(pipeline: Pipeline, file: string): Promise<number> {
  const { tap, target, output, seconds } = await pipeline.finished;
  if (tap.status !== 0 || target.status !== 0) {
    const ends = `tap-metabase ended with ${tap.status}, target-postgres with ${target.status}`;
    throw new Error(`${ends}\n${tap.log}${target.log}`);
  }
  await writeFile(file, output.trimEnd().split("\n").at(-1) ?? "");
  return seconds;
}

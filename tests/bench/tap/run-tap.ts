import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Command,
  type LoggedRequest,
  type PipelineResult,
  runPipeline,
  type SandboxMetabase,
} from "@singer-metabase/sandbox";
import { programs } from "../../harness/programs.ts";

/** One run of the tap into whatever reads it. */
export interface TapRun extends PipelineResult {
  readonly requests: readonly LoggedRequest[];
  /** Processor time of the sample server, which works in the process of the bench. */
  readonly serverCpuSeconds: number;
}

/** What a run is started with. */
export interface TapRunOptions {
  readonly metabase: SandboxMetabase;
  /** Where settings and the cache are. */
  readonly folder: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The last line that an earlier run's target wrote. */
  readonly state?: string;
  /** The names of the streams to read. @default all that are selected by default */
  readonly streams?: readonly string[];
  /** Asks what there is instead of reading it. */
  readonly discover?: boolean;
  readonly target: Command;
}

/**
 * Runs the built tap on an instance.
 *
 * @throws Error with both logs when either program fails
 */
export async function runTap(options: TapRunOptions): Promise<TapRun> {
  const { metabase, folder, settings, state, streams, target } = options;
  const connection = { base_url: metabase.url, api_key: metabase.keys.admin, cache_dir: folder };
  const argv = ["--config", await write("tap.json", { ...connection, ...settings })];
  if (options.discover) argv.push("--discover");
  if (state !== undefined) argv.push("--state", await write("state.json", JSON.parse(state)));
  if (streams !== undefined) {
    const entries = streams.map((stream) => ({ stream, tap_stream_id: stream, schema: {} }));
    const selected = { breadcrumb: [], metadata: { selected: true } };
    const catalog = { streams: entries.map((entry) => ({ ...entry, metadata: [selected] })) };
    argv.push("--catalog", await write("catalog.json", catalog));
  }
  metabase.clearRequests();
  const before = process.cpuUsage();
  const result = await runPipeline([programs.tap, ...argv], target);
  const { user, system } = process.cpuUsage(before);
  if (result.tap.status !== 0 || result.target.status !== 0) {
    throw new Error(`${result.tap.log}\n${result.target.log}`);
  }
  return { ...result, requests: metabase.requests, serverCpuSeconds: (user + system) / 1e6 };

  async function write(name: string, value: unknown): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, JSON.stringify(value));
    return path;
  }
}

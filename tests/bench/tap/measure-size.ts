import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type LoggedRequest,
  type SandboxMetabase,
  type SandboxPostgres,
  startMetabase,
  startPostgres,
} from "@singer-metabase/sandbox";
import { programs } from "../../harness/programs.ts";
import { measureServer } from "../target/server-costs.ts";
import { inNewFolder } from "./new-folder.ts";
import { SIZES, type SizeName, type TapBenchOptions } from "./options.ts";
import { measureParseRate } from "./parse-rate.ts";
import { findPeers, runPeer } from "./peers.ts";
import { runTap, type TapRun, type TapRunOptions } from "./run-tap.ts";

/** How long every answer takes at least. */
export const LATENCY_MS = 25;

/** One run of one program or pipeline. */
export interface Measurement {
  readonly what: string;
  readonly seconds: number;
  /** The least time that the same objects take; undefined where nobody counted their requests. */
  readonly boundSeconds?: number;
  readonly requests: number;
  /** Processor time by process, in seconds. */
  readonly cpu: Readonly<Record<string, number | undefined>>;
  /** Peak resident memory by process, in bytes. */
  readonly memory: Readonly<Record<string, number | undefined>>;
}

/** What a run after few changes asked for, beside the first one. */
interface SecondRun {
  readonly lists: readonly [first: number, second: number];
  readonly details: readonly [first: number, second: number];
  /** Details that discovery asks for. */
  readonly discoveryDetails: number;
}

/** Everything about one size. */
export interface TapResults {
  readonly size: SizeName;
  readonly measurements: readonly Measurement[];
  readonly leastRequests: number;
  /** Of the answers of a first run, before compression. */
  readonly bytes: number;
  /** Bytes a second of `JSON.parse` alone. */
  readonly parseRate: number;
  readonly secondRun: SecondRun;
}

/** The share of cards and of dashboards that people edit before the second run. */
const EDITED = 0.01;

/** What Airbyte's connector is compared by. */
const CARDS_AND_DASHBOARDS = ["cards", "dashboards", "dashboard_cards"];

/** Measures one size of instance: the tap alone, into PostgreSQL, again after few changes, and the peers. */
export async function measureSize(size: SizeName, options: TapBenchOptions): Promise<TapResults> {
  const metabase = await startMetabase({
    ...SIZES[size],
    version: options.version,
    latencyMs: LATENCY_MS,
  });
  const postgres = await startPostgres();
  try {
    return await measure({ size, metabase, postgres, options });
  } finally {
    await Promise.all([metabase.stop(), postgres.stop()]);
  }
}

interface Bench {
  readonly size: SizeName;
  readonly metabase: SandboxMetabase;
  readonly postgres: SandboxPostgres;
  readonly options: TapBenchOptions;
}

async function measure({ size, metabase, postgres, options }: Bench): Promise<TapResults> {
  const measurements: Measurement[] = [];
  const note = (measurement: Measurement): void => {
    measurements.push(measurement);
    process.stderr.write(`${size}, ${measurement.what}: ${measurement.seconds.toFixed(1)} s\n`);
  };
  const run = (settings: object, more: Partial<TapRunOptions> = {}): Promise<TapRun> =>
    inNewFolder((folder) =>
      runTap({ metabase, folder, target: ["wc", "-c"], settings: { ...settings }, ...more }),
    );
  // Also warms the server up.
  const first = await run({});
  const bytes = first.requests.reduce((sum, request) => sum + request.bytes, 0);
  const parseRate = await measureParseRate(metabase, first.requests);
  const leastRequests = metabase.leastRequests();
  const boundSeconds = (inFlight: number): number =>
    Math.max((leastRequests * LATENCY_MS) / 1000 / inFlight, bytes / parseRate);

  let secondRun: SecondRun | undefined;
  for (let round = 0; round < options.rounds; round += 1) {
    for (const inFlight of options.inFlight) {
      const settings = { max_concurrent_requests: inFlight };
      const bound = { boundSeconds: boundSeconds(inFlight) };
      const alone = await run(settings);
      note({ what: `tap alone, ${inFlight} in flight`, ...bound, ...costsOf(alone) });
      const few = await run(settings, { streams: CARDS_AND_DASHBOARDS });
      note({ what: `cards and dashboards, ${inFlight} in flight`, ...costsOf(few) });
      await inNewFolder(async (folder) => {
        const load = await loadRepeatedly({ metabase, postgres, folder, settings });
        note({ what: `tap and target, ${inFlight} in flight`, ...bound, ...load.first });
        note({ what: `1 % changed, ${inFlight} in flight`, ...load.second });
        secondRun ??= load.secondRun;
      });
    }
    for (const peer of findPeers(options.peers)) {
      await inNewFolder(async (folder) => note(await runPeer(peer, metabase, folder)));
    }
  }
  if (secondRun === undefined) throw new Error("nothing was measured: --rounds is at least 1");
  return { size, measurements, leastRequests, bytes, parseRate, secondRun };
}

/** Loads an empty database, has people edit a share of the content, asks what there is, and loads again. */
async function loadRepeatedly(
  given: Pick<Bench, "metabase" | "postgres"> & Pick<TapRunOptions, "folder" | "settings">,
) {
  const { metabase, postgres, folder, settings } = given;
  const database = await postgres.createDatabase();
  try {
    const config = join(folder, "target.json");
    await writeFile(config, JSON.stringify({ sqlalchemy_url: database.url }));
    const load = async (state?: string) => {
      const { result, server } = await measureServer(database, () =>
        runTap({
          ...{ metabase, folder, settings },
          ...(state !== undefined && { state }),
          target: [programs.target, "--config", config],
        }),
      );
      const costs = costsOf(result);
      return { result, costs: { ...costs, cpu: { ...costs.cpu, PostgreSQL: server.cpuSeconds } } };
    };

    const first = await load();
    metabase.editCards(EDITED);
    metabase.editDashboards(EDITED);
    const discovery = await runTap({
      ...{ metabase, folder, settings },
      discover: true,
      target: ["wc", "-c"],
    });
    const second = await load(first.result.output.trimEnd().split("\n").at(-1));
    const count = (isWanted: (request: LoggedRequest) => boolean): readonly [number, number] => [
      first.result.requests.filter(isWanted).length,
      second.result.requests.filter(isWanted).length,
    ];
    return {
      first: first.costs,
      second: second.costs,
      secondRun: {
        lists: count((request) => !isDetail(request)),
        details: count(isDetail),
        discoveryDetails: discovery.requests.filter(isDetail).length,
      },
    };
  } finally {
    await database.drop();
  }
}

/** One object's answer, as `/api/dashboard/5`, or a list below one, as `/api/database/1/metadata`. */
function isDetail({ path }: LoggedRequest): boolean {
  return /\/\d+(?:\/|$)/.test(path);
}

function costsOf({ tap, target, helpers, ...run }: TapRun): Omit<Measurement, "what"> {
  const helper = [...helpers.values()][0];
  return {
    seconds: run.seconds,
    requests: run.requests.length,
    cpu: {
      tap: tap.cpuSeconds,
      "SQL parser": helper?.cpuSeconds,
      target: target.cpuSeconds,
      Metabase: run.serverCpuSeconds,
    },
    memory: {
      tap: tap.peakMemory,
      "SQL parser": helper?.peakMemory,
      target: target.peakMemory,
    },
  };
}

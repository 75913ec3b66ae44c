import { createDatabase, type TestDatabase } from "@singer-metabase/sandbox";
import { loadLines } from "../../harness/load-lines.ts";
import { compareTables } from "./compare-tables.ts";
import { copyDatabase } from "./copy-database.ts";
import { type Peer, peerProgram } from "./peers.ts";
import { readTables, type Table } from "./read-tables.ts";
import { runTarget } from "./run-target.ts";
import type { Situation } from "./situation.ts";

/** Where a comparison happens. */
export interface Place {
  readonly serverUrl: string;
  /** Folder of the peers' virtual environments. */
  readonly peers: string;
}

/** What differs, a line each: theirs first, then ours. */
export interface Differences {
  /** All of the situation's runs by the peer, or all by ours. */
  readonly sameInput: readonly string[];
  /** The last run, or the only one again, by either in the tables that the peer's runs have left. */
  readonly swap: readonly string[];
}

/** Loads a situation by a peer and by ours, from the start and in the peer's tables. */
export async function compareTargets(
  { serverUrl, peers }: Place,
  peer: Peer,
  { runs, settings, before }: Situation,
): Promise<Differences> {
  const started = new Date();
  const databases: TestDatabase[] = [];
  const open = async (opening: Promise<TestDatabase>): Promise<TestDatabase> => {
    const database = await opening;
    databases.push(database);
    return database;
  };
  const create = async (): Promise<TestDatabase> => {
    const database = await open(createDatabase(serverUrl));
    if (before !== undefined) await database.query(before);
    return database;
  };
  const theirs: Load = (database, lines) =>
    runTarget(peerProgram(peers, peer.name), configure(database, peer, settings), lines);
  const ours: Load = async (database, lines) => {
    const config = { ...configure(database, peer, settings), sqlalchemy_url: undefined };
    const { error } = await loadLines(database, lines, config);
    // What follows is the way out.
    return error?.split(";")[0];
  };
  const run = async (load: Load, database: TestDatabase, some: Situation["runs"]) => {
    const failures: Failure[] = [];
    for (const lines of some) failures.push(await load(database, lines));
    return { failures, tables: await readTables(database, started) };
  };

  try {
    const earlier = runs.length === 1 ? runs : runs.slice(0, -1);
    const last = runs.slice(-1);
    const [their, our] = [await create(), await create()];
    const begun = await run(theirs, their, earlier);
    const swapped = await open(copyDatabase(serverUrl, their));
    const goneOn = await run(theirs, their, last);
    const whole = { ...goneOn, failures: [...begun.failures, ...goneOn.failures] };
    return {
      sameInput: compareOutcomes(runs.length === 1 ? begun : whole, await run(ours, our, runs)),
      swap: compareOutcomes(goneOn, await run(ours, swapped, last)),
    };
  } finally {
    await Promise.all(databases.map((database) => database.drop()));
  }
}

/** Why a run failed; undefined when it did not. */
type Failure = string | undefined;

type Load = (database: TestDatabase, lines: readonly string[]) => Promise<Failure>;

/** What runs have left, and how they ended. */
interface Outcome {
  readonly failures: readonly Failure[];
  readonly tables: ReadonlyMap<string, Table>;
}

/** One configuration for both programs, but for the database. */
function configure(
  { url, name }: TestDatabase,
  { databaseSetting }: Peer,
  settings: Situation["settings"],
): Record<string, unknown> {
  const { hostname, port, username, password } = new URL(url);
  const all = {
    host: hostname,
    port: Number(port),
    user: username,
    password,
    [databaseSetting]: name,
    default_target_schema: "lake",
    ...settings,
  };
  // Null takes a setting away.
  return Object.fromEntries(
    Object.entries(all).map(([setting, value]) => [setting, value ?? undefined]),
  );
}

function compareOutcomes(theirs: Outcome, ours: Outcome): string[] {
  const failures = theirs.failures.flatMap((failure, run) => {
    const own = ours.failures[run];
    if (failure === undefined && own === undefined) return [];
    return [`run ${run + 1}: ${describe(failure)} | ${describe(own)}`];
  });
  return [...failures, ...compareTables(theirs.tables, ours.tables)];
}

function describe(failure: Failure): string {
  return failure === undefined ? "loads" : `fails, ${failure}`;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createDatabase,
  runPipeline,
  startPostgres,
  type TestDatabase,
} from "@singer-metabase/sandbox";
import { programs } from "../harness/programs.ts";
import { megabytes } from "./load-metabase.ts";
import { writeSingerLines } from "./singer-lines.ts";

const RECORDS = Number(process.argv[3] ?? 1_000_000);

/** Each situation three times, in turn with psql, so that a busy moment hits both. */
const ROUNDS = 3;

const COLUMNS =
  "id, customer, email, status, amount, is_paid, created_at, updated_at, address, tags";

interface Measured {
  readonly seconds: number;
  readonly peakMemory?: number | undefined;
}

/**
 * Records of one keyed stream into PostgreSQL, against `psql \copy` of the same rows from a prepared
 * file into an equal table. Needs `psql`. Another server by BENCH_DATABASE_URL.
 */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "singer-metabase-bench-"));
  const serverUrl = process.env["BENCH_DATABASE_URL"];
  const postgres = serverUrl === undefined ? await startPostgres() : undefined;
  const database = await createDatabase(serverUrl ?? postgres?.url ?? "");
  try {
    await measureAll(database, folder);
  } finally {
    await database.drop();
    await postgres?.stop();
    await rm(folder, { recursive: true });
  }
}

async function measureAll(database: TestDatabase, folder: string): Promise<void> {
  const file = (name: string): string => join(folder, name);
  await writeSingerLines(file("first"), { records: RECORDS });
  await writeSingerLines(file("few"), { records: RECORDS, changedPercent: 1 });
  await writeSingerLines(file("all"), { records: RECORDS, changedPercent: 100 });
  await writeSingerLines(file("version"), { records: RECORDS, version: 2 });

  const load = (name: string, metadata = true): Promise<Measured> =>
    loadFile(database, file(name), metadata);
  const forget = () =>
    database.query("drop schema if exists target cascade; drop table if exists reference");

  await load("first", false);
  await psql(database, `\\copy (select ${COLUMNS} from target.orders) to '${file("rows")}'`);

  const results = new Map<string, Measured[]>();
  const note = async (name: string, measure: () => Promise<Measured>): Promise<void> => {
    await database.query("checkpoint");
    results.set(name, [...(results.get(name) ?? []), await measure()]);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    await database.query(
      "create table if not exists reference (like target.orders including all); truncate reference",
    );
    await note("psql \\copy", () =>
      psql(database, `\\copy reference (${COLUMNS}) from '${file("rows")}'`),
    );
    await forget();
    await note("first load, no _sdc_ columns", () => load("first", false));
    await database.query("create table reference (like target.orders including all)");
    await database.query("drop schema target cascade");
    await note("first load", () => load("first"));
    await note("again, unchanged", () => load("first"));
    await note("again, unchanged, new version", () => load("version"));
    await note("again, 1 % changed", () => load("few"));
    await note("again, all changed", () => load("all"));
    await database.query("drop schema target cascade");
    await database.query(
      "create schema target; create table target.orders (like reference including all)",
    );
  }
  print(results);
}

function print(results: ReadonlyMap<string, readonly Measured[]>): void {
  const median = (values: readonly Measured[]): number =>
    values.map(({ seconds }) => seconds).toSorted((one, other) => one - other)[
      Math.floor(values.length / 2)
    ] ?? Number.NaN;
  const reference = median(results.get("psql \\copy") ?? []);
  const rows = [...results].map(([name, values]) => {
    const peaks = values.flatMap(({ peakMemory }) => peakMemory ?? []);
    const memory = peaks.length === 0 ? "" : `  ${megabytes(Math.max(...peaks))}`;
    const seconds = median(values);
    return `  ${name.padEnd(32)}${seconds.toFixed(2).padStart(7)} s  ${(seconds / reference).toFixed(2)}${memory}`;
  });
  process.stdout.write(
    [`${RECORDS} records, median of ${ROUNDS}, ratio to psql, peak memory`, ...rows, ""].join("\n"),
  );
}

async function loadFile(
  database: TestDatabase,
  path: string,
  metadata: boolean,
): Promise<Measured> {
  const config = `${path}.config.json`;
  await writeFile(
    config,
    JSON.stringify({
      sqlalchemy_url: database.url,
      default_target_schema: "target",
      add_record_metadata: metadata,
      activate_version: metadata,
    }),
  );
  const { target, seconds } = await runPipeline(
    ["cat", path],
    [programs.target, "--config", config],
  );
  if (target.status !== 0) throw new Error(target.log);
  return { seconds, peakMemory: target.peakMemory };
}

async function psql(database: TestDatabase, command: string): Promise<Measured> {
  const started = performance.now();
  const child = spawn("psql", ["-qX", database.url, "-c", command], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(`psql ended with ${status}`);
  return { seconds: (performance.now() - started) / 1000 };
}

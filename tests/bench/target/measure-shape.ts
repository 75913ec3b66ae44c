import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestDatabase } from "@singer-metabase/sandbox";
import { programs } from "../../harness/programs.ts";
import type { BenchOptions, Situation } from "./options.ts";
import { findPeers } from "./peers.ts";
import type { Measurement, Results } from "./print-results.ts";
import { runCommand } from "./run-command.ts";
import { measureServer } from "./server-costs.ts";
import { SHAPES, type Shape } from "./shapes.ts";
import { type LinesOptions, streamNames, writeSingerLines } from "./singer-lines.ts";

/** The input of each situation. */
const INPUTS: Readonly<Record<Situation, Omit<LinesOptions, "records" | "version">>> = {
  "first load": {},
  "first load without _sdc_": {},
  unchanged: {},
  "1 % changed": { changedPercent: 1 },
  "all changed": { changedPercent: 100 },
  "append-only": { hasKey: false },
};

const JSON_PARSE_PROGRAM = `
let rest = "";
process.stdin.setEncoding("utf8").on("data", (text) => {
  const lines = (rest + text).split("\\n");
  rest = lines.pop();
  for (const line of lines) JSON.parse(line);
});`;

/** Measures one shape of input in all situations, beside psql, cat, a loop of JSON.parse, and the peers. */
export async function measureShape(
  database: TestDatabase,
  folder: string,
  name: string,
  options: BenchOptions,
): Promise<Results> {
  const shape = SHAPES[name] as Shape;
  const records = Math.ceil(options.records / (shape.divisor ?? 1));
  const streams = streamNames(shape);
  const file = (situation: Situation): string => join(folder, situation.replaceAll(/\W+/g, "_"));
  for (const [index, situation] of options.situations.entries()) {
    const version = options.versions ? index + 1 : undefined;
    await writeSingerLines(file(situation), shape, { records, version, ...INPUTS[situation] });
  }
  const first = file(options.situations[0] as Situation);
  const load = (input: string, metadata = true) => loadFile(database, input, metadata);
  const script = join(folder, "psql");

  await load(first, false);
  const columns = Object.keys(shape.properties)
    .map((column) => `"${column}"`)
    .join(", ");
  const copy = (way: (stream: string) => string) => writeFile(script, streams.map(way).join("\n"));
  await copy(
    (stream) => `\\copy (select ${columns} from target.${stream}) to '${folder}/${stream}'`,
  );
  await psql(database, script);
  await copy((stream) => `\\copy reference.${stream} (${columns}) from '${folder}/${stream}'`);

  const results = new Map<string, Measurement[]>();
  const note = async (what: string, measure: () => Promise<Omit<Measurement, "server">>) => {
    await database.query("checkpoint");
    const { result, server } = await measureServer(database, measure);
    results.set(what, [...(results.get(what) ?? []), { ...result, server }]);
    process.stderr.write(`${name}, ${what}: ${result.seconds.toFixed(2)} s\n`);
  };
  await database.query(cloneTables(streams, "target", "empty"));
  for (let round = 0; round < options.rounds; round += 1) {
    await database.query(cloneTables(streams, "empty", "reference"));
    await note("psql \\copy", () => psql(database, script));
    await database.query("drop schema reference cascade");
    for (const situation of options.situations) {
      const isFirst = situation.startsWith("first load") || situation === "append-only";
      if (isFirst) await database.query("drop schema if exists target cascade");
      await note(situation, () => load(file(situation), situation !== "first load without _sdc_"));
      if (situation === "first load without _sdc_") {
        await database.query("drop schema if exists target cascade");
        if (options.situations.some((later) => later.includes("changed"))) await load(first);
      }
    }
  }
  await note("cat > /dev/null", () => runCommand(["cat", first], undefined));
  await note("JSON.parse of each line", () =>
    runCommand([process.execPath, "-e", JSON_PARSE_PROGRAM], first),
  );
  if (options.peers !== undefined) {
    for (const peer of findPeers(options.peers)) {
      await database.query("drop schema if exists peer cascade");
      const { command, reads } = await peer.prepare(new URL(database.url), first);
      await note(peer.name, () => runCommand(command, reads === "stdin" ? first : undefined));
    }
  }
  await database.query("drop schema if exists target, empty, peer cascade");
  return { name, records, input: first, results };
}

function cloneTables(streams: readonly string[], from: string, to: string): string {
  const tables = streams.map(
    (stream) => `create table ${to}.${stream} (like ${from}.${stream} including all);`,
  );
  return `drop schema if exists ${to} cascade; create schema ${to}; ${tables.join(" ")}`;
}

async function loadFile(database: TestDatabase, input: string, metadata: boolean) {
  const config = `${input}.config.json`;
  const settings = {
    sqlalchemy_url: database.url,
    default_target_schema: "target",
    add_record_metadata: metadata,
    activate_version: metadata,
  };
  await writeFile(config, JSON.stringify(settings));
  return runCommand([programs.target, "--config", config], input);
}

function psql(database: TestDatabase, script: string) {
  return runCommand(
    ["psql", "-qX", "-v", "ON_ERROR_STOP=1", database.url, "-f", script],
    undefined,
  );
}

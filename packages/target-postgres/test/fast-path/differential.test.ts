import type { SchemaMessage } from "@singer-metabase/singer-protocol";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConnectionOptions } from "../../src/connection-options.ts";
import { copyInto } from "../../src/load/copy-rows.ts";
import { type Connection, connect } from "../../src/postgres.ts";
import type { Settings } from "../../src/settings.ts";
import { frameBinary } from "../../src/sql/copy-binary.ts";
import { createTable } from "../../src/sql/table-definition.ts";
import { useDatabase } from "../harness/use-database.ts";
import { createBothPaths } from "./both-paths.ts";
import { mutatedLine, unusualLine, usualLine } from "./lines.ts";
import { planTrickyTable } from "./plan-tricky-table.ts";
import { PROPERTIES } from "./tricky-properties.ts";

const SCHEMA: SchemaMessage = {
  type: "SCHEMA",
  stream: "s",
  schema: {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(PROPERTIES).map(([name, { schema }]) => [name, schema]),
    ),
  },
  key_properties: ["id"],
};

const FIRST = `{"type":"RECORD","stream":"s","record":{${Object.entries(PROPERTIES)
  .map(([name, { usual }]) => `${JSON.stringify(name)}:${usual[0]}`)
  .join(",")}}}`;

/** Lines a test, chosen anew in every run. */
const RUNS = { numRuns: 2_000 };

const database = useDatabase();
let connection: Connection;

beforeAll(async () => {
  const options = await readConnectionOptions({ sqlalchemy_url: database().url } as Settings);
  connection = await connect(options);
});
afterAll(() => connection.close());

/** Loads both paths' rows of lines that the fast path took, and gives the rows that differ. */
async function compareRows(lines: readonly (string | Buffer)[]): Promise<readonly unknown[]> {
  const paths = createBothPaths(SCHEMA, FIRST);
  const taken = lines.flatMap((line) => {
    const [fast, slow] = [paths.fast(line), paths.slow(line)];
    if (fast === undefined) return [];
    // What the slow path refuses, the fast one must decline.
    if (slow instanceof Error) throw new Error(`${line}: ${slow.message}`);
    return [{ fast, slow }];
  });
  const plan = planTrickyTable(SCHEMA);
  const columns = [...plan.own, ...plan.metadata];
  for (const table of ["fast", "slow"]) {
    await connection.query(`drop table if exists public.${table}`);
    await connection.query(createTable({ schema: "public", table }, columns, []).join(";"));
    await connection.query(`alter table public.${table} add n serial primary key`);
  }
  await connection.run([
    {
      sql: copyInto("public.fast", paths.columns.binary(), "binary"),
      input: frameBinary(taken.map(({ fast }) => fast)),
    },
    {
      sql: copyInto("public.slow", paths.columns.text, "text"),
      input: taken.map(({ slow }) => slow),
    },
  ]);
  return connection.query(
    "select f::text as fast, s::text as slow from fast f join slow s using (n) where f::text <> s::text limit 3",
  );
}

test("ordinary lines take the fast path, in whatever order their members come, and give the same rows", async () => {
  const lines = fc.sample(usualLine, RUNS);
  const paths = createBothPaths(SCHEMA, FIRST);

  expect(lines.filter((line) => paths.fast(line) === undefined)).toEqual([]);
  expect(await compareRows(lines)).toEqual([]);
});

test("both paths give a record one key", () => {
  const paths = createBothPaths(SCHEMA, FIRST);

  expect(fc.sample(usualLine, RUNS).filter((line) => !paths.agreesOnKey(line))).toEqual([]);
});

test("of unusual lines the fast path takes only what the slow one takes, and gives the same rows", async () => {
  expect(await compareRows(fc.sample(unusualLine, RUNS))).toEqual([]);
});

test("of lines with changed bytes the fast path takes only what the slow one takes, and gives the same rows", async () => {
  expect(await compareRows(fc.sample(mutatedLine, RUNS))).toEqual([]);
});

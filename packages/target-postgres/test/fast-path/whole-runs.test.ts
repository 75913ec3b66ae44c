import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine, stateLine } from "../harness/lines.ts";
import { type LoadResult, load } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const id = { type: "integer" };
const name = { type: ["string", "null"] };
const at = { type: ["string", "null"], format: "date-time" };

const price = { type: "string", format: "x-singer.decimal", precision: 6, scale: 2 };

const numbers = Array.from({ length: 9 }, (_, index) => index);

/** What happens around the lines that take the fast path. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  "a key that comes again, on either path": [
    schemaLine("s", { id, name }, ["id"]),
    ...numbers.map((number) => recordLine("s", { id: number % 4, name: `first ${number}` })),
    recordLine("s", '{"id": 2.0, "name": "by the slow path"}'),
    recordLine("s", '{"id": 1e0, "name": "by the slow path"}'),
    recordLine("s", { id: 1, name: "by the fast path" }),
    stateLine({ at: 1 }),
  ],
  "versions that change": [
    schemaLine("s", { id, name }, ["id"]),
    ...numbers.map((number) => recordLine("s", { id: number, name: "a" }, { version: 1 })),
    activateLine("s", 1),
    ...numbers.slice(4).map((number) => recordLine("s", { id: number, name: "a" }, { version: 2 })),
    recordLine("s", { id: 7, name: "older" }, { version: 1 }),
    activateLine("s", 2),
  ],
  "a schema that changes": [
    schemaLine("s", { id, name }, ["id"]),
    ...numbers.map((number) => recordLine("s", { id: number, name: "a" })),
    schemaLine("s", { id, name, at }, ["id"]),
    ...numbers.map((number) => recordLine("s", { at: "2024-01-01T00:00:00Z", id: number })),
  ],
  "fields without a column": [
    schemaLine("s", { id }, ["id"]),
    ...numbers.map((number) => recordLine("s", { more: { a: [number] }, id: number, x: null })),
  ],
  "a value that the schema forbids": [
    schemaLine("s", { id, name }, ["id"]),
    ...numbers.map((number) => recordLine("s", { id: number, name: number === 5 ? 5 : "a" })),
    stateLine({ at: 1 }),
  ],
  "a value that the server refuses": [
    schemaLine("s", { id, at }, ["id"]),
    ...numbers.map((number) =>
      recordLine("s", { id: number, at: `2024-02-${number === 5 ? 30 : 10}T00:00:00Z` }),
    ),
    stateLine({ at: 1 }),
  ],
  "a line that breaks off": [
    schemaLine("s", { id, name }, ["id"]),
    recordLine("s", { id: 1, name: "a" }),
    recordLine("s", { id: 2, name: "b" }),
    stateLine({ at: 1 }),
    '{"type":"RECORD","stream":"s","record":{"id":3,"name":"c',
    recordLine("s", { id: 4, name: "d" }),
  ],
  "streams that take turns, and then no more": [
    ...["s", "t", "u"].map((stream) => schemaLine(stream, { id, name }, ["id"])),
    ...numbers.flatMap((number) =>
      ["s", "t", "u"].map((stream) =>
        recordLine(stream, { id: number, name: `${stream}${number}` }),
      ),
    ),
    ...numbers.map((number) => recordLine("t", { id: 10 + number, name: "t alone" })),
    schemaLine("u", { id, name, at }, ["id"]),
    ...["t", "u", "s", "t", "s", "u"].map((stream, number) =>
      recordLine(stream, { id: 20 + number, name: `${stream}, no turn` }),
    ),
  ],
  "a stream without a key": [
    schemaLine("s", { id, name }),
    ...numbers.map((number) => recordLine("s", { name: `${number}`, id: number })),
  ],
  "a key of several columns": [
    schemaLine("s", { id, at, name, text: name }, ["text", "id", "at"]),
    ...numbers.map((number) =>
      recordLine("s", {
        id: number % 2,
        at: `2024-01-0${1 + (number % 3)}T00:00:00Z`,
        name: `${number}`,
        text: '"\\é',
      }),
    ),
  ],
  "a key of bytes and decimals": [
    schemaLine("s", { hex: { type: "string", contentEncoding: "base16" }, price, name }, [
      "hex",
      "price",
    ]),
    ...numbers.map((number) => recordLine("s", { name: `${number}`, hex: "0aFf", price: "1.5" })),
    recordLine("s", { name: "by the slow path", hex: "0xaff", price: "1.50" }),
    recordLine("s", { name: "another", hex: "0aff", price: "1.51" }),
  ],
};

test.each(Object.entries(INPUTS).map(([what, lines], index) => [what, lines, index] as const))(
  "%s: the result is the same with and without the fast path",
  async (_, lines, index) => {
    const run = async (fast_path: boolean) => {
      const default_target_schema = `${fast_path ? "fast" : "slow"}_${index}`;
      const settings = {
        default_target_schema,
        fast_path,
        hard_delete: true,
        interpret_content_encoding: true,
      };
      const result = await load(database(), lines, settings);
      return { ...tellResult(result), rows: await readRows(default_target_schema) };
    };

    const fast = await run(true);

    expect(fast).toEqual(await run(false));
    expect(fast.rows.length).toBeGreaterThan(0);
  },
);

test("a row that only the server can refuse is told with its own line", async () => {
  await database().query(
    "create schema u; create table u.s (id bigint primary key, name text check (name <> 'c'), n serial)",
  );
  const lines = [
    schemaLine("s", { id, name }, ["id"]),
    ...[..."abcd"].map((letter, index) => recordLine("s", { id: index, name: letter })),
  ];

  const { error } = await load(database(), lines, { default_target_schema: "u" });

  expect(error?.message).toMatch(/^line 4 \(stream "s"\): .*violates check constraint/);
  expect(await database().query("select name from u.s order by id")).toEqual([
    { name: "a" },
    { name: "b" },
  ]);
});

function tellResult({ error, states }: LoadResult): { error: string | undefined; states: unknown } {
  return { error: error?.message, states };
}

/** All rows of all streams, without what tells of the clock. */
async function readRows(schema: string): Promise<unknown[]> {
  const clock = ["received_at", "batched_at", "sequence", "sync_started_at"];
  const without = clock.map((column) => `- '_sdc_${column}'`).join(" ");
  const tables = await database().query(
    `select relname as name from pg_class where relnamespace = '${schema}'::regnamespace
      and relkind = 'r' and relname not like '\\_sdc\\_%' order by 1`,
  );
  const rows = tables.map(({ name: table }) =>
    database().query(
      `select '${table}' as stream, to_jsonb(s) ${without} as row from ${schema}.${table} s order by 2`,
    ),
  );
  return (await Promise.all(rows)).flat();
}

import { expect, test } from "vitest";
import { recordLine, schemaLine, stateLine } from "./harness/lines.ts";
import { load } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const id = { type: "integer" };
const at = { type: ["string", "null"], format: "date-time" };

function good(stream: string, from: number, to: number): string[] {
  const lines: string[] = [];
  for (let key = from; key <= to; key += 1) lines.push(recordLine(stream, { id: key }));
  return lines;
}

async function ids(stream: string): Promise<unknown[]> {
  const rows = await database().query(`select id::int from t.${stream} order by id`);
  return rows.map((row) => row["id"]);
}

/** What goes wrong in line 6, and where it is noticed. */
const BAD: readonly [string, (stream: string) => string, RegExp][] = [
  [
    "schema",
    (stream) => recordLine(stream, { id: "x" }),
    /column "id"\): does not match the schema: must be integer; mend the tap or its SCHEMA, or set on_bad_record to divert/,
  ],
  [
    "encoder",
    (stream) => recordLine(stream, { id: 4, at: "soon" }),
    /column "at"\): is not a date .* or date-time/,
  ],
  [
    "server",
    (stream) => recordLine(stream, { id: 4, at: "300000-01-01T00:00:00Z" }),
    /column "at"\): .*out of range: the value \(SQLSTATE 22008\); mend .*, or set on_bad_record to divert/,
  ],
  ["json", (stream) => `{"type":"RECORD","stream":"${stream}","record":{"id":4`, /breaks off/],
  ["stream", () => recordLine("unheard_of", { id: 4 }), /RECORD without a SCHEMA before it/],
];

test("a record that its column could hold says how to load it unchecked", async () => {
  const lines = [
    schemaLine("short", { id, name: { type: "string", enum: ["a", "b"] } }, ["id"]),
    recordLine("short", { id: 1, name: "c" }),
  ];

  const checked = await load(database(), lines);
  const unchecked = await load(database(), lines, { validate_records: false });

  expect(checked.error?.message).toMatch(/; mend .*, set validate_records to false .*, or set on_/);
  expect(unchecked.error).toBeUndefined();
});

test.each(BAD)(
  "%s: everything before a bad record is committed and its state written",
  async (stream, bad, problem) => {
    const lines = [
      schemaLine(stream, { id, at }, ["id"]),
      ...good(stream, 1, 2),
      stateLine({ at: 2 }),
      ...good(stream, 3, 3),
      bad(stream),
      ...good(stream, 5, 6),
      stateLine({ at: 6 }),
    ];

    const { error, states } = await load(database(), lines);

    expect(error?.message).toMatch(/^line 6\b/);
    expect(error?.message).toMatch(problem);
    expect(await ids(stream)).toEqual([1, 2, 3]);
    expect(states).toEqual(['{"at":2}']);
  },
);

test("a record that only the merge can refuse is found, and all before it is committed", async () => {
  await database().query(
    "create schema if not exists t; create table t.checked (id bigint primary key check (id <> 7)); insert into t.checked values (0)",
  );
  const lines = [
    schemaLine("checked", { id }, ["id"]),
    ...good("checked", 1, 9),
    stateLine({ at: 9 }),
  ];

  const { error, states } = await load(database(), lines);

  expect(error?.message).toMatch(
    /^line 8 \(stream "checked"\): .*violates check constraint.*23514\); mend .*constraint/,
  );
  expect(await ids("checked")).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(states).toEqual([]);
});

test("other streams are committed up to the bad line too", async () => {
  const lines = [
    schemaLine("left", { id, at }, ["id"]),
    schemaLine("right", { id }, ["id"]),
    ...good("right", 1, 1),
    recordLine("left", { id: 1, at: "300000-01-01T00:00:00Z" }),
    ...good("right", 2, 2),
    stateLine({ at: 2 }),
  ];

  const { error, states } = await load(database(), lines);

  expect(error?.message).toMatch(/^line 4 \(stream "left", column "at"\)/);
  expect(await ids("right")).toEqual([1]);
  expect(states).toEqual([]);
});

test("the first of several bad records is the one that is told", async () => {
  const bad = (key: number): string =>
    recordLine("several", { id: key, at: "300000-01-01T00:00:00Z" });
  const lines = [
    schemaLine("several", { id, at }, ["id"]),
    ...good("several", 1, 1),
    bad(2),
    bad(3),
    "{}",
  ];

  const { error } = await load(database(), lines);

  expect(error?.message).toMatch(/^line 3 /);
  expect(await ids("several")).toEqual([1]);
});

test("a row that a later one replaced is not loaded again when that one is refused", async () => {
  const lines = [
    schemaLine("superseded", { id, name: { type: "string" }, at }, ["id"]),
    recordLine("superseded", { id: 1, name: "first" }),
    recordLine("superseded", { id: 1, name: "second" }),
    recordLine("superseded", { id: 1, name: "third", at: "300000-01-01T00:00:00Z" }),
  ];

  const { error } = await load(database(), lines);

  expect(error?.message).toMatch(/^line 4 /);
  expect(await database().query("select name from t.superseded")).toEqual([{ name: "second" }]);
});

test.each([
  ["server", { uuid: "se-cr-et" }, /"se-cr-et"/],
  ["schema", { name: { first: "se-cr-et" } }, /must be string, got \{"first":"se-cr-et"\}; mend/],
  ["column", { at: `se-cr-et ${"x".repeat(300)}` }, /got "se-cr-et x{190}…; mend/],
])("values that the %s refuses are told only when log_values allows it", async (by, bad, told) => {
  const uuid = { type: "string", format: "uuid" };
  const lines = (stream: string): string[] => [
    schemaLine(stream, { id, at, uuid, name: { type: "string" } }, ["id"]),
    recordLine(stream, { id: 1, ...bad }),
  ];

  const silent = await load(database(), lines(`silent_${by}`));
  const open = await load(database(), lines(`open_${by}`), { log_values: true });

  expect(silent.error?.message).not.toContain("se-cr-et");
  expect(silent.log).not.toContain("se-cr-et");
  expect(open.error?.message).toMatch(told);
});

test("a SCHEMA without properties, or with a key that is none, is refused", async () => {
  const without = await load(database(), [schemaLine("without", {})]);
  const keyless = await load(database(), [schemaLine("keyless", { id }, ["key"])]);

  expect(without.error?.message).toMatch(
    /^line 1 \(stream "without"\): the SCHEMA declares no properties/,
  );
  expect(keyless.error?.message).toMatch(/key property "key" is not among the properties/);
});

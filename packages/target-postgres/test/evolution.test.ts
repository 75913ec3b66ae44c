import { expect, test } from "vitest";
import { recordLine, schemaLine } from "./harness/lines.ts";
import { loadAll } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const id = { type: "integer" };
const small = { type: "integer", minimum: 0, maximum: 10 };
const middle = { type: "integer", minimum: 0, maximum: 100_000 };
const number = { type: "number" };
const string = { type: "string" };
const dateTime = { type: "string", format: "date-time" };
const date = { type: "string", format: "date" };
const texts = { type: "array", items: string };

/** The first schema with its value, the second with its own, the type after both, both values as text. */
const CHANGES: readonly [unknown, string, unknown, string, string, string, string][] = [
  [small, "1", middle, "100000", "integer", "1", "100000"],
  [small, "1", id, "9007199254740993", "bigint", "1", "9007199254740993"],
  [id, "9007199254740993", number, "1.10", "numeric", "9007199254740993", "1.10"],
  [id, "9007199254740993", small, "1", "bigint", "9007199254740993", "1"],
  [number, "1.10", id, "1", "numeric", "1.10", "1"],
  [number, "1.10", string, '"x"', "text", "1.10", "x"],
  [string, '"x"', number, "1.10", "text", "x", "1.10"],
  [{ type: "boolean" }, "true", id, "1", "text", "true", "1"],
  [
    date,
    '"2024-01-01"',
    dateTime,
    '"2024-01-01T10:00:00Z"',
    "timestamp without time zone",
    "2024-01-01 00:00:00",
    "2024-01-01 10:00:00",
  ],
  [
    dateTime,
    '"2024-01-01T10:00:00Z"',
    date,
    '"2024-01-02"',
    "timestamp without time zone",
    "2024-01-01 10:00:00",
    "2024-01-02 00:00:00",
  ],
  [id, "7", { type: "object" }, '{"a":1.10}', "jsonb", "7", '{"a": 1.10}'],
  [{ type: "object" }, "{}", string, '"7"', "jsonb", "{}", '"7"'],
  [texts, '["a"]', { type: "object" }, "{}", "jsonb", '["a"]', "{}"],
  [texts, '["a"]', { type: "array", items: id }, "[1]", "text[]", "{a}", "{1}"],
  [{ type: "array", items: id }, "[1]", texts, '["a"]', "jsonb", "[1]", '["a"]'],
  [{ type: "object" }, "{}", texts, '["a"]', "jsonb", "{}", '["a"]'],
];

test.each(CHANGES.map((change, index) => [...change, `change_${index}`] as const))(
  "%j with %s, then %j with %s: the column is %s",
  async (first, firstJson, second, secondJson, type, firstText, secondText, stream) => {
    const lines = (schema: unknown, key: number, json: string): string[] => [
      schemaLine(stream, { id, v: schema }, ["id"]),
      recordLine(stream, `{"id": ${key}, "v": ${json}}`),
    ];

    await loadAll(database(), [...lines(first, 1, firstJson), ...lines(second, 2, secondJson)]);

    const rows = await database().query(
      `select v::text as text, format_type(atttypid, atttypmod) as type from t.${stream}, pg_attribute
       where attrelid = 't.${stream}'::regclass and attname = 'v' order by id`,
    );
    expect(rows).toEqual([
      { text: firstText, type },
      { text: secondText, type },
    ]);
  },
);

/** A column that somebody else created, what comes, the type after, both values as text. */
const FOREIGN: readonly [string, string, unknown, string, string, string, string][] = [
  ["numeric(10,2)", "1.25", number, "1.12345", "numeric", "1.25", "1.12345"],
  [
    "timestamp(0)",
    "'2024-01-01'",
    dateTime,
    '"2024-01-01T00:00:00.123456Z"',
    "timestamp without time zone",
    "2024-01-01 00:00:00",
    "2024-01-01 00:00:00.123456",
  ],
  ["real", "0.1", number, "0.1234567890123", "numeric", "0.1", "0.1234567890123"],
  [
    "double precision",
    "0.1",
    number,
    "0.30000000000000004",
    "double precision",
    "0.1",
    "0.30000000000000004",
  ],
  [
    "character varying",
    "'a'",
    id,
    "9007199254740993",
    "character varying",
    "a",
    "9007199254740993",
  ],
  ["character varying(9)", "'a'", string, '"b"', "character varying(9)", "a", "b"],
  [
    "timestamp with time zone",
    "'2024-01-01+00'",
    dateTime,
    '"2024-01-01T02:00:00+02:00"',
    "timestamp with time zone",
    "2024-01-01 00:00:00+00",
    "2024-01-01 00:00:00+00",
  ],
  ["json", "'{}'", { type: "object" }, '{"b":1,"a":1.10}', "json", "{}", '{"b":1,"a":1.10}'],
  [
    "jsonb[]",
    "array['1'::jsonb]",
    { type: "array", items: {} },
    '["1",1.10]',
    "jsonb[]",
    "{1}",
    '{"\\"1\\"",1.10}',
  ],
  ["inet", "'::1'", string, '"10.0.0.1"', "inet", "::1/128", "10.0.0.1/32"],
];

test.each(FOREIGN.map((row, index) => [...row, `foreign_${index}`] as const))(
  "a column %s of %s takes %j with %s as %s",
  async (sql, before, schema, json, type, beforeText, text, stream) => {
    await database().query(
      `create schema if not exists t; create table t.${stream} (id bigint primary key, v ${sql}); insert into t.${stream} values (1, ${before})`,
    );

    await loadAll(database(), [
      schemaLine(stream, { id, v: schema }, ["id"]),
      recordLine(stream, `{"id": 2, "v": ${json}}`),
    ]);

    const rows = await database().query(
      `set timezone = 'UTC'; select v::text as text, format_type(atttypid, atttypmod) as type from t.${stream}, pg_attribute
       where attrelid = 't.${stream}'::regclass and attname = 'v' order by id`,
    );
    expect(rows).toEqual([
      { text: beforeText, type },
      { text, type },
    ]);
  },
);

test("digits that an existing double precision column would lose make it numeric", async () => {
  await database().query(
    "create schema if not exists t; create table t.doubles (v double precision); insert into t.doubles values (1e20), (0.1)",
  );

  await loadAll(database(), [
    schemaLine("doubles", { v: number }),
    recordLine("doubles", '{"v": 0.5}'),
    recordLine("doubles", '{"v": 0.12345678901234567890}'),
  ]);

  expect(await database().query("select v::text from t.doubles order by v desc")).toEqual([
    { v: "100000000000000000000" },
    { v: "0.5" },
    { v: "0.12345678901234567890" },
    { v: "0.1" },
  ]);
});

test("a text that is too long for an existing column makes it text", async () => {
  await database().query(
    "create schema if not exists t; create table t.short (v character varying(3)); insert into t.short values ('abc')",
  );

  await loadAll(database(), [
    schemaLine("short", { v: string }),
    recordLine("short", { v: "äöü" }),
    recordLine("short", { v: "😀😀😀😀" }),
  ]);

  expect(await database().query("select v, pg_typeof(v)::text as type from t.short")).toEqual([
    { v: "abc", type: "text" },
    { v: "äöü", type: "text" },
    { v: "😀😀😀😀", type: "text" },
  ]);
});

test("a new property becomes a column, one that is gone stays", async () => {
  await loadAll(database(), [
    schemaLine("grown", { id, old: string }, ["id"]),
    recordLine("grown", { id: 1, old: "x" }),
  ]);

  await loadAll(database(), [
    schemaLine("grown", { id, fresh: string }, ["id"]),
    recordLine("grown", { id: 1, fresh: "y" }),
  ]);

  expect(await database().query("select old, fresh from t.grown")).toEqual([
    { old: "x", fresh: "y" },
  ]);
});

test("a key column is widened with its index", async () => {
  await loadAll(database(), [
    schemaLine("keyed", { id: small }, ["id"]),
    recordLine("keyed", { id: 1 }),
  ]);

  await loadAll(database(), [
    schemaLine("keyed", { id: string }, ["id"]),
    recordLine("keyed", { id: "1" }),
    recordLine("keyed", { id: "x" }),
  ]);

  expect(await database().query("select id from t.keyed order by id")).toEqual([
    { id: "1" },
    { id: "x" },
  ]);
});

test("a SCHEMA that is repeated, with its keys in another order, changes nothing and loads nothing early", async () => {
  const schema = schemaLine("calm", { id, a: { type: "string", maxLength: 5 } }, ["id"]);
  const again = schemaLine("calm", { a: { maxLength: 5, type: "string" }, id }, ["id"]);

  const { log } = await loadAll(database(), [
    schema,
    recordLine("calm", { id: 1 }),
    again,
    recordLine("calm", { id: 2 }),
  ]);

  expect(log).toMatch(/"metric":"batch_count","value":1,/);
});

test("a SCHEMA without records makes its table", async () => {
  await loadAll(database(), [schemaLine("empty", { id }, ["id"])]);

  expect(await database().query("select id from t.empty")).toEqual([]);
});

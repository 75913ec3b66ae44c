import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine } from "./harness/lines.ts";
import { load, loadAll } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const string = { type: "string" };

async function columns(table: string): Promise<Record<string, unknown>[]> {
  return database().query(
    `select attname as name, col_description(attrelid, attnum) as comment from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and attname not like '\\_sdc%' order by attnum`,
    [table],
  );
}

test.each(['quo"ted', "Capital Letters", "select", "ürün", "a.b", "tab\\t", "'", "名前"])(
  "a stream, its key and its schema may be called %s",
  async (name) => {
    const lines = [schemaLine(name, { [name]: string }, [name]), recordLine(name, { [name]: "x" })];

    await loadAll(database(), lines, { default_target_schema: name });
    await loadAll(database(), lines, { default_target_schema: name });

    const quoted = `"${name.replaceAll('"', '""')}"`;
    expect(await database().query(`select * from ${quoted}.${quoted}`)).toMatchObject([
      { [name]: "x" },
    ]);
    expect(await columns(`${quoted}.${quoted}`)).toEqual([{ name, comment: null }]);
  },
);

test("names over 63 bytes stay apart, tell what they stand for and are the same in every run", async () => {
  const long = "ä".repeat(40);
  const [one, other] = [`${long} one`, `${long} other`];
  const lines = [
    schemaLine(long, { [one]: string, [other]: string }, [one]),
    recordLine(long, { [one]: "1", [other]: "2" }),
  ];

  await loadAll(database(), lines);
  await loadAll(database(), lines);

  const [{ table } = {}] = await database().query(
    "select oid::regclass::text as table from pg_class where relname like 'ää%' and relkind = 'r'",
  );
  const found = await columns(String(table));
  expect(found.map(({ comment }) => JSON.parse(String(comment)))).toEqual([one, other]);
  const names = found.map(({ name }) => String(name));
  expect(new Set(names).size).toBe(2);
  expect(names.every((name) => /^ä{27}_[0-9a-f]{8}$/.test(name))).toBe(true);
  const rows = await database().query(
    `select "${names[0]}" as one, "${names[1]}" as other from ${table}`,
  );
  expect(rows).toEqual([{ one: "1", other: "2" }]);
});

test("an empty name, and one with U+0000, are columns too", async () => {
  const lines = [
    String.raw`{"type":"SCHEMA","stream":"odd","schema":{"properties":{"":{"type":"string"},"n\u0000":{"type":"string"}}},"key_properties":[""]}`,
    recordLine("odd", String.raw`{"":"x","n\u0000":"y"}`),
  ];

  await loadAll(database(), lines);

  expect((await columns("t.odd")).map(({ comment }) => comment)).toEqual([
    '""',
    String.raw`"n\u0000"`,
  ]);
});

test("the table is what follows the last dash, with a warning about the rest", async () => {
  const lines = [
    schemaLine("base-public-orders", { id: string }),
    recordLine("base-public-orders", { id: "1" }),
  ];

  const { log } = await loadAll(database(), lines);

  expect(await database().query("select id from t.orders")).toEqual([{ id: "1" }]);
  expect(log).toMatch(/"base-public" before the dash is no part of the name/);
});

test("without a default schema the stream's name has it", async () => {
  const lines = [
    schemaLine("base-public2-orders", { id: string }),
    recordLine("base-public2-orders", { id: "1" }),
  ];

  await loadAll(database(), lines, { default_target_schema: "" });

  expect(await database().query("select id from public2.orders")).toEqual([{ id: "1" }]);
});

test("without a default schema a stream that names none is an error", async () => {
  const { error } = await load(database(), [schemaLine("lonely", { id: string })], {
    default_target_schema: "",
  });

  expect(error?.message).toMatch(
    /line 1 \(stream "lonely"\): no schema to load into: set default_target_schema/,
  );
});

test("two streams never share a table", async () => {
  const lines = [schemaLine("a-shared", { id: string }), schemaLine("b-shared", { id: string })];

  const { error } = await load(database(), lines);

  expect(error?.message).toMatch(
    /line 2 \(stream "b-shared"\): stream "a-shared" goes into table "t"."shared" already/,
  );
});

test("a stream that is called as a table of ours is kept apart from it", async () => {
  const lines = ["users", "_sdc_seen_users"].flatMap((stream) => [
    schemaLine(stream, { id: string }, ["id"]),
    recordLine(stream, { id: stream }, { version: 1 }),
    activateLine(stream, 1),
  ]);

  await loadAll(database(), lines);
  await loadAll(database(), lines);

  const tables = await database().query(
    "select relname from pg_class where relnamespace = 't'::regnamespace and relkind = 'r' and relname ~ '^_sdc_seen_users_[0-9a-f]{8}$'",
  );
  expect(tables).toHaveLength(1);
  const found = await database().query(`select id from t."${String(tables[0]?.["relname"])}"`);
  expect(found).toEqual([{ id: "_sdc_seen_users" }]);
  expect(await database().query("select id from t.users")).toEqual([{ id: "users" }]);
});

test.each([
  ["view", "create view t.a_view as select 1 as id", "a view"],
  [
    "matview",
    "create materialized view t.a_matview as select 1::bigint as id",
    "a materialized view",
  ],
  ["sequence", "create sequence t.a_sequence", "a sequence"],
])("a %s that has the name of a stream's table is told from one", async (kind, sql, told) => {
  await database().query(`create schema if not exists t; ${sql}`);
  const lines = [schemaLine(`a_${kind}`, { id: { type: "integer" } }, ["id"])];

  const { error } = await load(database(), lines);

  expect(error?.message).toContain(`line 1 (stream "a_${kind}"): "t"."a_${kind}" is ${told}, and`);
});

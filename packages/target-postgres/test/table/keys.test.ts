import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine } from "../harness/lines.ts";
import { load, loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const integer = { type: ["integer", "null"] };

function lines(
  stream: string,
  keys: readonly string[],
  ...records: readonly Readonly<Record<string, unknown>>[]
): string[] {
  return [
    schemaLine(stream, { a: integer, b: integer, v: integer }, keys),
    ...records.map((record) => recordLine(stream, record)),
  ];
}

async function primaryKey(stream: string): Promise<unknown> {
  const [row] = await database().query(
    `select pg_get_constraintdef(oid) as key from pg_constraint where conrelid = 't.${stream}'::regclass and contype = 'p'`,
  );
  return row?.["key"];
}

async function rows(stream: string): Promise<Record<string, unknown>[]> {
  return database().query(`select a::int, b::int, v::int from t.${stream} order by a, b, v`);
}

test("another key takes the place of the one before", async () => {
  await loadAll(database(), lines("wider", ["a"], { a: 1, b: 1, v: 1 }, { a: 2, b: 1, v: 2 }));

  await loadAll(database(), lines("wider", ["b", "a"], { a: 1, b: 1, v: 3 }, { a: 1, b: 2, v: 4 }));

  expect(await primaryKey("wider")).toBe("PRIMARY KEY (b, a)");
  expect(await rows("wider")).toEqual([
    { a: 1, b: 1, v: 3 },
    { a: 1, b: 2, v: 4 },
    { a: 2, b: 1, v: 2 },
  ]);
});

test("a key changes in the middle of the input", async () => {
  await loadAll(database(), [
    ...lines("midway", ["a"], { a: 1, b: 1, v: 1 }, { a: 1, b: 2, v: 2 }),
    ...lines("midway", ["b"], { a: 7, b: 2, v: 3 }, { a: 7, b: 3, v: 4 }),
  ]);

  expect(await rows("midway")).toEqual([
    { a: 7, b: 2, v: 3 },
    { a: 7, b: 3, v: 4 },
  ]);
});

test("a key by which the rows are not unique is an error with the way out; all stays as it was", async () => {
  await loadAll(database(), lines("twice", ["a"], { a: 1, b: 1 }, { a: 2, b: 1 }));

  const { error } = await load(database(), lines("twice", ["b"], { a: 3, b: 3 }));

  expect(error?.message).toMatch(
    /^line 1 \(stream "twice"\): the key of "t"."twice" was \(a\) and is \(b\) now, which its rows .* do not allow: .*SQLSTATE 23505\); remove the rows that repeat the new key or lack it, or drop the table for a full load, and run again$/,
  );
  expect(error?.message).not.toContain("(1)");
  expect(await primaryKey("twice")).toBe("PRIMARY KEY (a)");
});

test("a stream that has no key any more is appended", async () => {
  await loadAll(database(), lines("keyless", ["a"], { a: 1, b: 1 }));

  const { log } = await loadAll(database(), lines("keyless", [], { a: 1, b: 1 }, { b: 2 }));

  expect(log).toMatch(/"t"."keyless" has no key any more, it was \(a\): its rows are appended/);
  expect(await primaryKey("keyless")).toBeUndefined();
  expect((await rows("keyless")).map(({ a }) => a)).toEqual([1, 1, null]);
});

test("a stream that gets a key is merged by it, with an index where its rows allow one", async () => {
  for (const stream of ["unique", "repeated"]) {
    await loadAll(database(), lines(stream, [], { a: 1, v: 1 }, { a: 2, v: 2 }));
  }
  await loadAll(database(), lines("repeated", [], { a: 2, v: 2 }));

  for (const stream of ["unique", "repeated"]) {
    await loadAll(database(), lines(stream, ["a"], { a: 2, v: 9 }));
  }

  expect(await primaryKey("unique")).toBe("PRIMARY KEY (a)");
  expect(await primaryKey("repeated")).toBeUndefined();
  expect((await rows("unique")).map(({ v }) => v)).toEqual([1, 9]);
  expect((await rows("repeated")).map(({ v }) => v)).toEqual([1, 9, 9]);
});

test("a primary key on somebody else's column is left alone", async () => {
  await database().query(
    "create schema if not exists t; create table t.numbered (n bigserial primary key, a bigint, b bigint, v bigint)",
  );

  await loadAll(database(), lines("numbered", ["a"], { a: 1, v: 1 }));
  await loadAll(database(), lines("numbered", ["a"], { a: 1, v: 2 }));

  expect(await primaryKey("numbered")).toBe("PRIMARY KEY (n)");
  expect((await rows("numbered")).map(({ v }) => v)).toEqual([2]);
});

test("a version that goes on with another key removes nothing that it has seen", async () => {
  const settings = { hard_delete: true };
  const versioned = (keys: readonly string[], version: number, ...numbers: number[]): string[] => [
    ...lines("lasting", keys),
    ...numbers.map((n) => recordLine("lasting", { a: n, b: n, v: 1 }, { version })),
  ];
  await loadAll(
    database(),
    [...versioned(["a"], 1, 1, 2, 3), activateLine("lasting", 1)],
    settings,
  );

  // Rows that are unchanged keep their version; only their keys are remembered.
  await loadAll(database(), versioned(["a"], 2, 1, 2), settings);
  await loadAll(database(), [...versioned(["b"], 2, 3), activateLine("lasting", 2)], settings);

  expect((await rows("lasting")).map(({ a }) => a)).toEqual([1, 2, 3]);
});

test.each([
  ["gains", ["a"], ["a", "b"]],
  ["loses", ["a", "b"], ["a"]],
])("without an index a version goes on with a key that %s a column", async (name, before, now) => {
  const stream = `bare_${name}`;
  await database().query(
    `create schema if not exists t; create table t.${stream} (a bigint, b bigint, v bigint, _sdc_table_version bigint);
       insert into t.${stream} select n, n, 1, 1 from generate_series(1, 4) as n`,
  );
  const settings = { hard_delete: true, max_rewrite_rows: 1 };
  const versioned = (keys: readonly string[], ...numbers: number[]): string[] => [
    ...lines(stream, keys),
    ...numbers.map((n) => recordLine(stream, { a: n, b: n, v: 1 }, { version: 2 })),
  ];
  await loadAll(database(), versioned(before, 1, 2), settings);

  await loadAll(database(), [...lines(stream, now), activateLine(stream, 2)], settings);
  await loadAll(database(), [...versioned(now, 3), activateLine(stream, 2)], settings);

  expect((await rows(stream)).map(({ a }) => a)).toEqual([1, 2, 3, 4]);
});

test("columns that may be null by now, or that the stream has no more, stop nothing", async () => {
  await database().query(`
    create schema if not exists t;
    create table t.strict (a bigint primary key, b bigint not null, v bigint not null, gone text not null,
      kept text not null default 'x', n bigint generated always as identity)`);
  const required = {
    type: "SCHEMA",
    stream: "strict",
    schema: {
      properties: { a: { type: "integer" }, b: integer, v: { type: "integer" } },
      required: ["a", "b", "v"],
    },
    key_properties: ["a"],
  };

  await loadAll(database(), [
    JSON.stringify(required),
    recordLine("strict", { a: 1, b: null, v: 1 }),
  ]);

  const found = await database().query(
    "select attname from pg_attribute where attrelid = 't.strict'::regclass and attnum > 0 and attnotnull order by attnum",
  );
  expect(found.map(({ attname }) => attname)).toEqual(["a", "v", "kept", "n"]);
  expect(await database().query("select b, gone, kept from t.strict")).toEqual([
    { b: null, gone: null, kept: "x" },
  ]);
});

import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine, stateLine } from "./harness/lines.ts";
import { load, loadAll } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const id = { type: "integer" };
const name = { type: ["string", "null"] };

/** The rows of a stream's table, with what shows whether they were rewritten. */
function rows(stream: string): Promise<Record<string, unknown>[]> {
  return database().query(`select xmin::text, * from t.${stream} order by id`);
}

function users(stream: string, ...names: readonly string[]): string[] {
  return [
    schemaLine(stream, { id, name }, ["id"]),
    ...names.map((value, index) => recordLine(stream, { id: index, name: value })),
  ];
}

test("loading the same again rewrites no row", async () => {
  const lines = users("same", "ann", "bob");
  await loadAll(database(), lines);
  const before = await rows("same");

  await loadAll(database(), lines);

  expect(await rows("same")).toEqual(before);
});

test("a row that differs is updated, others stay, new ones are added", async () => {
  await loadAll(database(), users("some", "ann", "bob"));
  const [ann] = await rows("some");

  await loadAll(database(), users("some", "ann", "bert", "cid"));

  const after = await rows("some");
  expect(after[0]).toEqual(ann);
  expect(after.map((row) => row["name"])).toEqual(["ann", "bert", "cid"]);
});

test("touch_unchanged rewrites every row that came", async () => {
  await loadAll(database(), users("touched", "ann"));
  const [before] = await rows("touched");

  await loadAll(database(), users("touched", "ann"), { touch_unchanged: true });

  const [after] = await rows("touched");
  expect(after?.["xmin"]).not.toBe(before?.["xmin"]);
  expect(after?.["_sdc_sequence"]).not.toBe(before?.["_sdc_sequence"]);
});

test("of records with one key in a batch the last wins, also in a new table", async () => {
  const lines = [
    schemaLine("repeated", { id, name }, ["id"]),
    recordLine("repeated", { id: 1, name: "first" }),
    recordLine("repeated", { id: 2, name: "other" }),
    recordLine("repeated", '{"id": 1.0, "name": "last"}'),
  ];

  await loadAll(database(), lines);

  expect((await rows("repeated")).map((row) => row["name"])).toEqual(["last", "other"]);
});

test("a key that comes again in a later batch of a new table is updated", async () => {
  const lines = [...users("again", "ann", "bob"), recordLine("again", { id: 0, name: "anna" })];

  await loadAll(database(), lines, { batch_size_rows: 1 });

  expect((await rows("again")).map((row) => row["name"])).toEqual(["anna", "bob"]);
});

test.each([
  [
    "instants",
    { type: "string", format: "date-time" },
    ["2024-01-01T00:00:00Z", "2024-01-01T01:00:00.000+01:00"],
  ],
  [
    "uuids",
    { type: "string", format: "uuid" },
    ["A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a0eebc999c0b4ef8bb6d6bb9bd380a11"],
  ],
  ["numbers", { type: "string", format: "singer.decimal" }, ["10", "1e1", "10.00"]],
  ["dates", { type: "string", format: "date" }, ["2024-01-01", "02024-01-01"]],
  // Equal to the server alone: the batch is halved until they are apart.
  [
    "objects",
    { type: "object" },
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
  ],
  ["times", { type: "string", format: "time" }, ["10:00:00", "10:00:00.0"]],
])("%s that are equal in other spellings are one key", async (stream, key, values) => {
  const lines = [
    schemaLine(stream, { id: key, name }, ["id"]),
    ...values.map((value, index) => recordLine(stream, { id: value, name: `${index}` })),
  ];

  await loadAll(database(), lines);
  await loadAll(database(), lines);

  const found = await database().query(`select name from t.${stream}`);
  expect(found).toEqual([{ name: String(values.length - 1) }]);
});

test("keys of several columns are told apart by all of them", async () => {
  const properties = { a: { type: "string" }, b: { type: "string" }, name };
  const pairs = [
    ["a,b", "c"],
    ["a", "b,c"],
    ['","', ""],
    ["", '","'],
  ];
  const lines = [
    schemaLine("pairs", properties, ["b", "a"]),
    ...pairs.map(([a, b]) => recordLine("pairs", { a, b, name: `${a}|${b}` })),
  ];

  await loadAll(database(), lines);
  await loadAll(database(), lines);

  const found = await database().query("select a, b from t.pairs");
  expect(found).toHaveLength(pairs.length);
});

test("the primary key has the order of key_properties", async () => {
  await loadAll(database(), [schemaLine("ordered", { a: id, b: id }, ["b", "a"])]);

  const found = await database().query(
    "select pg_get_constraintdef(oid) as def from pg_constraint where conrelid = 't.ordered'::regclass and contype = 'p'",
  );
  expect(found).toEqual([{ def: "PRIMARY KEY (b, a)" }]);
});

test("a stream without a key is appended", async () => {
  const lines = [schemaLine("events", { id, name }), recordLine("events", { id: 1, name: "x" })];

  await loadAll(database(), lines);
  await loadAll(database(), lines);

  expect(await rows("events")).toHaveLength(2);
});

test("append-only merges streams with a key, and says so once", async () => {
  const lines = users("warned", "ann");

  const { log } = await loadAll(database(), [...lines, ...lines], { load_method: "append-only" });

  expect(await rows("warned")).toHaveLength(1);
  expect(log.match(/append_only_strict/g)).toHaveLength(1);
});

test("append_only_strict appends streams with a key", async () => {
  const lines = [...users("strict", "ann"), recordLine("strict", { id: 0, name: "ann" })];

  await loadAll(database(), lines, { load_method: "append-only", append_only_strict: true });

  expect(await rows("strict")).toHaveLength(2);
});

test.each([
  ["missing", {}],
  ["null", { id: null }],
])("a record whose key is %s is refused", async (_, record) => {
  const lines = [
    schemaLine("keyless", { id: { type: ["integer", "null"] } }, ["id"]),
    recordLine("keyless", record),
  ];

  const { error } = await load(database(), lines);

  expect(error?.message).toContain(
    'line 2 (stream "keyless", column "id"): is part of the key, and missing or null',
  );
});

test("a table without an index on the key is merged all the same", async () => {
  await database().query(
    "create schema if not exists t; create table t.bare (id bigint, name text); insert into t.bare values (0, 'old')",
  );

  await loadAll(database(), users("bare", "ann", "bob"));

  expect((await rows("bare")).map((row) => row["name"])).toEqual(["ann", "bob"]);
});

test("metadata tells when and in which version a row came", async () => {
  const lines = [
    schemaLine("told", { id }, ["id"]),
    recordLine("told", { id: 1 }, { version: 7, time_extracted: "2024-01-01T02:00:00+02:00" }),
    recordLine("told", { id: 2, _sdc_deleted_at: "2024-02-02T00:00:00Z" }, { version: 7 }),
    stateLine({}),
  ];
  const startedAt = Date.now();

  await loadAll(database(), lines);

  const found = await database().query(
    `select _sdc_extracted_at::text, _sdc_deleted_at::text, _sdc_table_version::text,
       _sdc_received_at = to_timestamp(_sdc_sequence / 1000.0) at time zone 'UTC' as is_consistent,
       _sdc_batched_at <= _sdc_received_at as is_batched, _sdc_sync_started_at::text
     from t.told order by id`,
  );
  const common = { _sdc_table_version: "7", is_consistent: true, is_batched: true };
  expect(found).toMatchObject([
    { ...common, _sdc_extracted_at: "2024-01-01 00:00:00", _sdc_deleted_at: null },
    { ...common, _sdc_extracted_at: null, _sdc_deleted_at: "2024-02-02 00:00:00" },
  ]);
  expect(Number(found[0]?.["_sdc_sync_started_at"])).toBeGreaterThanOrEqual(startedAt);
});

test("without add_record_metadata there are only the stream's columns", async () => {
  const lines = [
    schemaLine("plain", { id, _sdc_sequence: id }, ["id"]),
    recordLine("plain", { id: 1, _sdc_sequence: 5 }),
  ];

  await loadAll(database(), lines, { add_record_metadata: false, activate_version: false });

  expect(await database().query("select * from t.plain")).toEqual([{ id: "1" }]);
});

test("a field without a property is named once and left out", async () => {
  const lines = [
    ...users("more"),
    recordLine("more", { id: 1, extra: 1 }),
    recordLine("more", { id: 2, extra: 2 }),
  ];

  const { log } = await loadAll(database(), lines);

  expect(log.match(/field "extra" is not in the SCHEMA of stream "more"/g)).toHaveLength(1);
});

test("an activation before the SCHEMA removes nothing", async () => {
  const { error } = await load(database(), [
    activateLine("nowhere", 1),
    ...users("nowhere", "ann"),
  ]);

  expect(error).toBeUndefined();
  expect(await rows("nowhere")).toHaveLength(1);
});

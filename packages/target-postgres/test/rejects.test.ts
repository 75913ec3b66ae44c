import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { activateLine, batchLine, recordLine, schemaLine, stateLine } from "./harness/lines.ts";
import { load, loadAll } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const DIVERT = { on_bad_record: "divert" };

const id = { type: "integer" };
const token = { type: ["string", "null"], format: "uuid" };

function record(stream: string, key: unknown, more: object = {}): string {
  return recordLine(stream, { id: key, ...more });
}

async function ids(stream: string): Promise<unknown[]> {
  const rows = await database().query(`select id::int from t.${stream} order by id`);
  return rows.map((row) => row["id"]);
}

function rejects(stream: string): Promise<readonly Record<string, unknown>[]> {
  return database().query(
    "select line::int, property, reason, sql_state, raw_line from t._sdc_rejects where stream = $1 order by line",
    [stream],
  );
}

test.each([
  ["both paths", {}],
  ["slow path", { fast_path: false }],
  ["one row a batch", { batch_size_rows: 1 }],
])("%s: bad records go to the reject table, all others are loaded", async (name, settings) => {
  const stream = name.replaceAll(" ", "_");
  const lines = [
    schemaLine(stream, { id, token }, ["id"]),
    record(stream, 1),
    record(stream, "x"),
    record(stream, 2),
    record(stream, 3, { token: "secret" }),
    stateLine({ at: 3 }),
    record(stream, 4),
    record(stream, null),
    record(stream, 5),
    stateLine({ at: 5 }),
  ];

  const { states, log } = await loadAll(database(), lines, { ...DIVERT, ...settings });

  expect(await ids(stream)).toEqual([1, 2, 4, 5]);
  expect(await rejects(stream)).toEqual([
    {
      line: 3,
      property: "id",
      reason: "does not match the schema: must be integer",
      sql_state: null,
      raw_line: lines[2],
    },
    {
      line: 5,
      property: "token",
      reason: expect.stringContaining("uuid"),
      sql_state: "22P02",
      raw_line: lines[4],
    },
    {
      line: 8,
      property: "id",
      reason: expect.any(String),
      sql_state: null,
      raw_line: lines[7],
    },
  ]);
  expect(states.at(-1)).toBe('{"at":5}');
  expect(log).toMatch(
    /WARN.* 3 bad records were not loaded; they are in "t"\."_sdc_rejects", run_id/,
  );
  expect(log).toContain('"metric":"rejected_count","value":3');
  expect(log).not.toContain("secret");
});

test("records that only the merge can refuse are found one by one", async () => {
  await database().query(
    "create schema if not exists t; create table t.checked (id bigint primary key check (id % 5 <> 0)); insert into t.checked values (1)",
  );
  const keys = Array.from({ length: 20 }, (_, index) => index + 1);

  await loadAll(
    database(),
    [schemaLine("checked", { id }, ["id"]), ...keys.map((key) => record("checked", key))],
    DIVERT,
  );

  expect(await ids("checked")).toEqual(keys.filter((key) => key % 5 !== 0));
  expect((await rejects("checked")).map(({ line, sql_state }) => [line, sql_state])).toEqual([
    [6, "23514"],
    [11, "23514"],
    [16, "23514"],
    [21, "23514"],
  ]);
});

test("bad records are found in batches that two sessions share", async () => {
  const text = "x".repeat(200);
  const keys = Array.from({ length: 4000 }, (_, index) => index);
  const isBad = (key: number): boolean => key % 97 === 5;

  await loadAll(
    database(),
    [
      schemaLine("shared", { id, token, text: { type: "string" } }, ["id"]),
      ...keys.map((key) => record("shared", key, { text, token: isBad(key) ? "bad" : null })),
    ],
    DIVERT,
  );

  expect(await ids("shared")).toEqual(keys.filter((key) => !isBad(key)));
  expect((await rejects("shared")).map(({ line }) => line)).toEqual(
    keys.filter(isBad).map((key) => key + 2),
  );
});

test("many bad records are put aside, however long they are", async () => {
  const text = "'\\".repeat(5_000);
  const lines = Array.from({ length: 200 }, (_, index) => record("long", `${index}`, { text }));

  await loadAll(database(), [schemaLine("long", { id }, ["id"]), ...lines], DIVERT);

  expect((await rejects("long")).map((row) => row["raw_line"])).toEqual(lines);
});

test("the record before a bad one with the same key stays", async () => {
  await loadAll(
    database(),
    [
      schemaLine("same_key", { id, token, name: { type: "string" } }, ["id"]),
      record("same_key", 1, { name: "first" }),
      record("same_key", 1, { name: "second", token: "bad" }),
    ],
    DIVERT,
  );

  expect(await database().query("select name from t.same_key")).toEqual([{ name: "first" }]);
});

test("one record more than max_bad_records ends the run, with everything before it committed", async () => {
  const lines = (bad: (key: number) => string): string[] => [
    schemaLine("limited", { id, token }, ["id"]),
    record("limited", 1),
    bad(2),
    record("limited", 3),
    stateLine({ at: 3 }),
    bad(4),
    record("limited", 5),
    stateLine({ at: 5 }),
  ];

  const { error, states } = await load(
    database(),
    lines((key) => record("limited", key, { token: "bad" })),
    { ...DIVERT, max_bad_records: 1 },
  );

  expect(error?.message).toMatch(
    /^line 6 .*1 records were diverted before it, and max_bad_records/,
  );
  expect(states).toEqual(['{"at":3}']);
  expect(await ids("limited")).toEqual([1, 3]);
  expect(await rejects("limited")).toHaveLength(1);
});

test("a version with a bad record removes nothing: its row would pass for one that is gone", async () => {
  const lines = (version: number, name: unknown): string[] => [
    schemaLine("version", { id, name: { type: "string" } }, ["id"]),
    recordLine("version", { id: 1, name: "kept" }, { version }),
    recordLine("version", { id: 2, name }, { version }),
    activateLine("version", version),
  ];
  await loadAll(database(), lines(1, "good"), { hard_delete: true });

  const { log } = await loadAll(database(), lines(2, 7), { ...DIVERT, hard_delete: true });

  expect(await ids("version")).toEqual([1, 2]);
  expect(log).toMatch(/version 2 of stream "version" removes nothing: it has bad records/);
});

test("a record on which a stream map fails is a bad record", async () => {
  await loadAll(
    database(),
    [
      schemaLine("mapped", { id, size: { type: ["integer", "null"] } }, ["id"]),
      record("mapped", 1, { size: 0 }),
      record("mapped", 2, { size: 1 }),
    ],
    { ...DIVERT, stream_maps: { mapped: { share: "float(1 / size)" } } },
  );

  expect(await ids("mapped")).toEqual([2]);
  expect(await rejects("mapped")).toHaveLength(1);
});

test("the load log counts bad records, and has the same run_id", async () => {
  await loadAll(
    database(),
    [schemaLine("logged", { id }, ["id"]), record("logged", 1), record("logged", "x")],
    { ...DIVERT, load_log: true },
  );

  const rows = await database().query(
    "select rows_in::int, inserted::int, rejected::int from t._sdc_loads join t._sdc_rejects using (run_id, stream)",
  );
  expect(rows).toEqual([{ rows_in: 2, inserted: 1, rejected: 1 }]);
});

test("a bad record of a batch file is told by file and line", async () => {
  const folder = await mkdtemp(join(tmpdir(), "target-postgres-rejects-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "a.jsonl");
  await writeFile(file, '{"id":1}\n{"id":2,"token":"bad"}\n{"id":3}\n');

  await loadAll(
    database(),
    [schemaLine("filed", { id, token }, ["id"]), batchLine("filed", [file])],
    DIVERT,
  );

  expect(await ids("filed")).toEqual([1, 3]);
  const rows = await database().query(
    "select line::int, file, raw_line::jsonb -> 'record' as record from t._sdc_rejects where stream = 'filed'",
  );
  expect(rows).toEqual([{ line: 2, file, record: { id: 2, token: "bad" } }]);
});

test("lines that are no messages end the run all the same", async () => {
  const { error } = await load(
    database(),
    [schemaLine("broken", { id }, ["id"]), '{"type":"RECORD"', record("broken", 1)],
    DIVERT,
  );

  expect(error?.message).toMatch(/^line 2: not JSON/);
});

test("by default the first bad record ends the run, and no reject table is made", async () => {
  const { error } = await load(
    database(),
    [schemaLine("strict", { id }, ["id"]), record("strict", "x")],
    { default_target_schema: "strict" },
  );

  expect(error?.message).toMatch(/^line 2 /);
  expect(await database().query("select to_regclass('strict._sdc_rejects') as name")).toEqual([
    { name: null },
  ]);
});

import { expect, test } from "vitest";
import { createOpenIndex, followStage, type HistoryPlan } from "../../src/sql/history.ts";
import { createStage, STAGE } from "../../src/sql/merge.ts";
import { beginWriting, steerPlanner } from "../../src/sql/transaction.ts";
import { recordLine, schemaLine } from "../harness/lines.ts";
import { loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";
import { expectSound, FEBRUARY, HARD, JANUARY, KEPT, MARCH, record, schema } from "./versions.ts";

const database = useDatabase();

/** The names of each row's versions, one after the other. */
async function names(stream: string): Promise<unknown[]> {
  const rows = await database().query(
    `select id::int, string_agg(name, ' ' order by valid_from, valid_to) as names from t.${stream}_history group by id order by id`,
  );
  return rows.map(({ id, names }) => [id, names]);
}

const ROWS = Array.from({ length: 5 }, (_, row) => row);
const VERSIONS = Array.from({ length: 200 }, (_, version) => version);

test.each([
  {
    name: "taking turns",
    records: VERSIONS.flatMap((version) => ROWS.map((row) => ({ row, version }))),
  },
  {
    name: "one after the other",
    records: ROWS.flatMap((row) => VERSIONS.map((version) => ({ row, version }))),
  },
])("rows that change often in one batch keep each version ($name)", async ({ name, records }) => {
  const stream = `hot_${name.replaceAll(" ", "_")}`;
  const time = (version: number) => new Date(Date.UTC(2024, 0, 1, 0, version)).toISOString();

  await loadAll(
    database(),
    [
      schema(stream),
      ...records.map(({ version, row }) => record(stream, row, `${version}`, time(version))),
    ],
    { ...KEPT, load_log: true },
  );

  expect(await names(stream)).toEqual(ROWS.map((row) => [row, VERSIONS.join(" ")]));
  await expectSound(database(), stream);
  expect(
    await database().query(
      `select count(*)::int from t.${stream}_history a where valid_to is not null and not exists (
         select from t.${stream}_history b where b.id = a.id and b.valid_from = a.valid_to)`,
    ),
  ).toEqual([{ count: 0 }]);
  expect(
    await database().query(
      `select rows_in::int, unchanged::int, deleted::int from t._sdc_loads where stream = '${stream}'`,
    ),
  ).toEqual([{ rows_in: records.length, unchanged: 0, deleted: 0 }]);
});

test.each([
  { name: "hard", settings: HARD },
  { name: "soft", settings: KEPT },
])(
  "in one batch a row goes and returns, and what comes as it was is no version ($name)",
  async ({ name, settings }) => {
    const stream = `turns_${name}`;
    await loadAll(database(), [schema(stream), record(stream, 1, "a", JANUARY)], settings);
    const mark = (id: number, at: string) =>
      recordLine(stream, { id, name: "a", _sdc_deleted_at: at }, { version: 1 });

    await loadAll(
      database(),
      [
        schema(stream),
        record(stream, 1, "a", JANUARY),
        mark(1, FEBRUARY),
        mark(1, FEBRUARY),
        mark(2, FEBRUARY),
        record(stream, 2, "x", FEBRUARY),
        record(stream, 1, "a", MARCH),
        record(stream, 1, "a", MARCH),
        record(stream, 2, "y", MARCH),
        mark(2, "2024-04-01T00:00:00Z"),
      ],
      settings,
    );

    expect(
      await database().query(
        `select id::int, name, to_char(valid_from at time zone 'UTC', 'FMMM') as from, to_char(valid_to at time zone 'UTC', 'FMMM') as to
         from t.${stream}_history order by id, valid_from`,
      ),
    ).toEqual([
      { id: 1, name: "a", from: "1", to: "2" },
      { id: 1, name: "a", from: "3", to: null },
      { id: 2, name: "x", from: "2", to: "3" },
      { id: 2, name: "y", from: "3", to: "4" },
    ]);
    await expectSound(database(), stream);
  },
);

test("records of an older version that come often are no versions", async () => {
  await loadAll(database(), [schema("late"), record("late", 1, "new", MARCH, 2)], KEPT);

  const late = ["a", "b", "c"].map((name) => record("late", 1, name, JANUARY, 1));
  await loadAll(database(), [schema("late"), ...late], KEPT);

  expect(await names("late")).toEqual([[1, "new"]]);
});

test("rows of a key of several columns, and rows that are nothing but a key", async () => {
  const properties = { a: { type: "string" }, b: { type: "number" } };
  const lines = (stream: string, more: object, ...rows: readonly object[]) => [
    schemaLine(stream, { ...properties, ...more }, ["a", "b"]),
    ...rows.map((row) => recordLine(stream, { ...row })),
  ];
  const [one, other] = [
    { a: "x", b: 1 },
    { a: "x", b: 2 },
  ];
  const named = [{ ...one, name: "p" }, other, { ...one, name: "q" }, { ...one, name: "q" }];

  await loadAll(database(), lines("wide", { name: { type: "string" } }, ...named), KEPT);
  await loadAll(database(), lines("bare", {}, one, other, one, one), KEPT);

  const read = (columns: string, stream: string) =>
    database().query(
      `select ${columns}, valid_to is null as open from t.${stream}_history order by b, valid_from, valid_to`,
    );
  expect(await read("b::int, name", "wide")).toEqual([
    { b: 1, name: "p", open: false },
    { b: 1, name: "q", open: true },
    { b: 2, name: null, open: true },
  ]);
  expect(await read("b::int", "bare")).toEqual([
    { b: 1, open: true },
    { b: 2, open: true },
  ]);
});

test("staged rows are looked up by their keys, also when all rows seem to have their open version", async () => {
  const relation = { schema: "public", table: "grown" };
  const history = { schema: "public", table: "grown_history" };
  const plan: HistoryPlan = {
    relation,
    history,
    keys: ["id"],
    compared: ["name"],
    cameAt: [],
    deletedAt: undefined,
    versionColumn: undefined,
    validFrom: "valid_from",
    validTo: "valid_to",
    instant: "timestamptz",
    hasKeyIndex: true,
  };
  const merge = { relation, columns: ["id", "name"], keys: ["id"], compared: undefined };
  await database().query(
    [
      "create table grown (id bigint primary key, name text)",
      "create table grown_history (id bigint, name text, valid_from timestamptz, valid_to timestamptz)",
      "create index on grown_history (id, valid_from)",
      createOpenIndex(plan),
      "insert into grown select id, repeat('x', 100) from generate_series(1, 500) as id",
      "insert into grown_history select id, name, now() from grown",
      "analyze grown",
      "analyze grown_history",
    ].join(";"),
  );

  const [, , insert] = followStage(plan, JANUARY);
  const rows = await database().query(
    [
      ...beginWriting(relation),
      ...steerPlanner(true),
      createStage({ ...merge, versionColumn: undefined }),
      `insert into ${STAGE} select id, 'y' from generate_series(1, 1000) as id`,
      "set local enable_seqscan = off",
      `explain ${insert}`,
    ].join(";"),
  );
  await database().query("rollback");

  const text = rows.map((row) => String(row["QUERY PLAN"])).join("\n");
  expect(text).toMatch(/Index Cond: \(id = s\.id\)/);
  expect(text).not.toMatch(/Join Filter: \(t\.id = s\.id\)/);
});

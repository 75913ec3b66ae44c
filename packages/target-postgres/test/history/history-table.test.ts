import { expect, test } from "vitest";
import { recordLine, schemaLine } from "../harness/lines.ts";
import { load, loadAll, type TestSettings } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";
import {
  expectSound as expectSoundIn,
  FEBRUARY,
  HARD,
  JANUARY,
  KEPT,
  record,
  schema,
  versions as versionsIn,
} from "./versions.ts";

const database = useDatabase();

const versions = (stream: string) => versionsIn(database(), stream);
const expectSound = (stream: string) => expectSoundIn(database(), stream);

test("a history begins with the rows that are there, and catches up on what it missed", async () => {
  const run = (lines: readonly string[], settings: TestSettings) =>
    loadAll(database(), [schema("late"), ...lines], settings);
  await run([record("late", 1, "a", JANUARY), record("late", 2, "b", JANUARY)], HARD);
  await database().query("drop table t.late_history");
  await run([record("late", 3, "c", JANUARY)], HARD);
  await run([record("late", 1, "x", FEBRUARY)], { ...HARD, history: false });
  await database().query("delete from t.late where id = 2");

  await run([], HARD);

  expect(
    (await versions("late")).map(({ id, name, from, to }) => [id, name, from, to !== null]),
  ).toEqual([
    [1, "a", "2024-01-01", true],
    [1, "x", "2024-02-01", false],
    [2, "b", "2024-01-01", true],
    [3, "c", "2024-01-01", false],
  ]);
  await expectSound("late");
});

test("a history gets new columns and wider types, and views on it survive", async () => {
  await loadAll(database(), [schema("grown"), record("grown", 1, "a", JANUARY)], KEPT);
  await database().query("create view t.grown_view as select id, name from t.grown_history");
  const wider = schemaLine(
    "grown",
    { id: { type: "string" }, name: { type: "string" }, size: { type: "integer" } },
    ["id"],
  );

  await loadAll(
    database(),
    [wider, recordLine("grown", { id: "1", name: "a", size: 5 }, { time_extracted: FEBRUARY })],
    KEPT,
  );

  expect(
    await database().query(
      "select id, name, size::int, valid_to is null as open from t.grown_history order by valid_from",
    ),
  ).toEqual([
    { id: "1", name: "a", size: null, open: false },
    { id: "1", name: "a", size: 5, open: true },
  ]);
  expect(await database().query("select id from t.grown_view")).toHaveLength(2);
});

test("a column that cannot become wider goes on in another one, in the history as in the table", async () => {
  const run = (type: string, value: unknown, time: string) =>
    loadAll(
      database(),
      [
        schemaLine("split", { id: { type: "integer" }, value: { type } }, ["id"]),
        recordLine("split", { id: 1, value }, { time_extracted: time }),
      ],
      { ...KEPT, on_type_change: "variant" },
    );
  await run("integer", 1, JANUARY);

  await run("string", "one", FEBRUARY);

  expect(
    await database().query(
      "select value::int, value__text, valid_to is null as open from t.split_history order by valid_from",
    ),
  ).toEqual([
    { value: 1, value__text: null, open: false },
    { value: null, value__text: "one", open: true },
  ]);
});

test("history can be kept of some streams only, and of none without a key", async () => {
  const keyless = schemaLine("keyless", { id: { type: "integer" } });
  const lines = [schema("chosen"), schema("other"), keyless, recordLine("keyless", { id: 1 })];

  const { log } = await loadAll(database(), lines, { ...KEPT, history: ["chosen", "keyless"] });

  expect(log).toMatch(/no history of stream "keyless": it has no key/);
  expect(
    await database().query(
      "select table_name as name from information_schema.tables where table_name ~ '^(chosen|other|keyless).*_history$'",
    ),
  ).toEqual([{ name: "chosen_history" }]);
});

test("a table that is no history, and a stream of its name, are errors", async () => {
  await loadAll(database(), [schema("taken_history")]);
  const other = await load(database(), [schema("taken")], KEPT);
  const both = await load(database(), [schema("two"), schema("two_history")], KEPT);

  expect(other.error?.message).toMatch(/"t"."taken_history" exists and is no history/);
  expect(both.error?.message).toMatch(/"two" goes into table "t"."two_history" already/);
});

test("a stream with a column of that name has other names for the validity", async () => {
  const stream = schemaLine("named", { id: { type: "integer" }, valid_to: { type: "string" } }, [
    "id",
  ]);

  await loadAll(database(), [stream, recordLine("named", { id: 1, valid_to: "x" })], KEPT);

  expect(await database().query("select valid_to, _sdc_valid_to from t.named_history")).toEqual([
    { valid_to: "x", _sdc_valid_to: null },
  ]);
});

test("both sessions keep the versions of their rows", async () => {
  const run = (name: string, time: string) =>
    loadAll(
      database(),
      [
        schema("shared"),
        ...Array.from({ length: 3_000 }, (_, id) => record("shared", id, name.repeat(200), time)),
      ],
      { ...KEPT, parallelism: 2 },
    );
  await run("a", JANUARY);

  await run("b", FEBRUARY);

  expect(
    await database().query(
      "select count(*)::int, count(valid_to)::int as ended from t.shared_history",
    ),
  ).toEqual([{ count: 6_000, ended: 3_000 }]);
  await expectSound("shared");
});

test("who may read a table may read its history", async () => {
  await database().query("drop role if exists history_reader; create role history_reader");

  await loadAll(database(), [schema("readable")], {
    ...KEPT,
    default_target_schema_select_permissions: "history_reader",
  });

  expect(
    await database().query(
      "select has_table_privilege('history_reader', 't.readable_history', 'select') as may",
    ),
  ).toEqual([{ may: true }]);
  await database().query("drop owned by history_reader; drop role history_reader");
});

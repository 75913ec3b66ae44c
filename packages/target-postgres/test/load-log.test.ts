import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine, stateLine } from "./harness/lines.ts";
import { load, loadAll, type TestSettings } from "./harness/load.ts";
import { runProgram } from "./harness/run-program.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const LOGGED = { load_log: true };

function schema(stream: string, keys: readonly string[] = ["id"]): string {
  return schemaLine(stream, { id: { type: "integer" }, name: { type: "string" } }, keys);
}

function record(stream: string, id: number, name = "a", version?: number): string {
  return recordLine(stream, { id, name }, version === undefined ? {} : { version });
}

/** The rows of the log, each run's together, the earliest first. */
function readLog(stream: string, columns: string) {
  return database().query(
    `select ${columns} from t._sdc_loads where stream = '${stream}' order by started_at`,
  );
}

const COUNTS =
  "rows_in::int, inserted::int, updated::int, unchanged::int, deleted::int, rejected::int";

function counts(
  rows_in: number,
  inserted: number,
  updated: number,
  unchanged: number,
  deleted = 0,
) {
  return { rows_in, inserted, updated, unchanged, deleted, rejected: 0 };
}

test("there is no log without the setting", async () => {
  await loadAll(database(), [schema("unlogged"), record("unlogged", 1)], {
    default_target_schema: "unlogged",
  });

  expect(await database().query("select to_regclass('unlogged._sdc_loads') as log")).toEqual([
    { log: null },
  ]);
});

test.each<{ name: string; settings: TestSettings }>([
  { name: "fast", settings: LOGGED },
  { name: "slow", settings: { ...LOGGED, fast_path: false } },
])("rows are counted by what became of them ($name path)", async ({ name, settings }) => {
  const stream = `counted_${name}`;
  const run = (version: number, ...records: readonly string[]) =>
    loadAll(database(), [schema(stream), ...records, activateLine(stream, version)], {
      ...settings,
      hard_delete: true,
    });
  await run(1, record(stream, 1, "a", 1), record(stream, 2, "b", 1), record(stream, 3, "c", 1));

  await run(2, record(stream, 1, "a", 2), record(stream, 2, "x", 2), record(stream, 4, "d", 2));

  expect(await readLog(stream, COUNTS)).toEqual([counts(3, 3, 0, 0), counts(3, 1, 1, 1, 1)]);
});

test("rows that an activation marks count as deleted, once", async () => {
  const run = (version: number, ...ids: readonly number[]) =>
    loadAll(
      database(),
      [
        schema("marked"),
        ...ids.map((id) => record("marked", id, "a", version)),
        activateLine("marked", version),
      ],
      LOGGED,
    );
  await run(1, 1, 2);

  await run(2, 1);
  await run(3, 1);

  expect(await readLog("marked", "deleted::int, unchanged::int")).toEqual([
    { deleted: 0, unchanged: 0 },
    { deleted: 1, unchanged: 1 },
    { deleted: 0, unchanged: 1 },
  ]);
});

test("rows that a log-based tap marks are updated, then deleted", async () => {
  const lines = [schema("logbased"), record("logbased", 1), record("logbased", 2)];
  await loadAll(database(), lines, { ...LOGGED, hard_delete: true });

  await loadAll(
    database(),
    [
      schema("logbased"),
      recordLine("logbased", { id: 1, name: "a", _sdc_deleted_at: "2024-01-01T00:00:00Z" }),
    ],
    { ...LOGGED, hard_delete: true },
  );

  expect(await readLog("logbased", COUNTS)).toEqual([counts(2, 2, 0, 0), counts(1, 0, 1, 0, 1)]);
});

test("streams without a key are counted, and those without a record are there", async () => {
  await loadAll(
    database(),
    [schema("keyless", []), record("keyless", 1), record("keyless", 1), schema("empty")],
    LOGGED,
  );

  expect(await readLog("keyless", COUNTS)).toEqual([counts(2, 2, 0, 0)]);
  expect(await readLog("empty", COUNTS)).toEqual([counts(0, 0, 0, 0)]);
});

test("rows of both sessions are counted", async () => {
  const many = Array.from({ length: 3_000 }, (_, id) => record("shared", id, "x".repeat(200)));

  await loadAll(database(), [schema("shared"), ...many], { ...LOGGED, parallelism: 2 });

  expect(await readLog("shared", COUNTS)).toEqual([counts(3_000, 3_000, 0, 0)]);
});

test("the log has the hash of the last state, and one id and status for all streams of a run", async () => {
  const secret = { bookmark: "what nobody but the runner should see" };
  const { states } = await loadAll(
    database(),
    [schema("one"), schema("two"), record("one", 1), stateLine(secret)],
    LOGGED,
  );

  const [one] = await readLog("one", "*");
  const [two] = await readLog("two", "*");
  const hash = createHash("sha256")
    .update(states.at(-1) ?? "")
    .digest("hex");
  expect(one).toMatchObject({ state_sha256: hash, status: "success", message: null });
  expect(two).toMatchObject({ run_id: one?.["run_id"], state_sha256: hash });
  expect(JSON.stringify([one, two])).not.toMatch(/nobody/);
  expect(Number(one?.["ended_at"])).toBeGreaterThanOrEqual(Number(one?.["started_at"]));
});

test("a run that fails is in the log, with what is committed and the reason", async () => {
  const { error } = await load(
    database(),
    [
      schema("failed"),
      record("failed", 1),
      recordLine("failed", { id: 2, name: "nul \u0000" }),
      record("failed", 3),
    ],
    LOGGED,
  );

  expect(error?.message).toMatch(/line 3/);
  expect(await readLog("failed", `${COUNTS}, status, message, state_sha256`)).toEqual([
    { ...counts(1, 1, 0, 0), status: "failed", message: error?.message, state_sha256: null },
  ]);
});

test("records that were put aside are counted", async () => {
  await loadAll(
    database(),
    [schema("diverted"), record("diverted", 1), recordLine("diverted", { id: "no number" })],
    { ...LOGGED, on_bad_record: "divert" },
  );

  expect(await readLog("diverted", COUNTS)).toEqual([{ ...counts(2, 1, 0, 0), rejected: 1 }]);
});

test("a stream whose name no column can hold is in the log", async () => {
  await loadAll(database(), [schema("odd\0name \ud800"), record("odd\0name \ud800", 1)], LOGGED);

  expect(await readLog("odd\ufffdname \ufffd", COUNTS)).toEqual([counts(1, 1, 0, 0)]);
});

test("a run that is stopped is in the log", async () => {
  const target = runProgram({ sqlalchemy_url: database().url, ...LOGGED });
  target.send(schema("stopped"), record("stopped", 1), schema("witness"));
  await target.logged(/witness/);

  target.kill("SIGTERM");

  expect((await target.finished).status).toBe(143);
  expect(await readLog("stopped", "inserted::int, status")).toEqual([
    { inserted: 1, status: "interrupted" },
  ]);
});

test("a log that cannot be written fails a run that went well", async () => {
  await database().query("create schema spoiled; create view spoiled._sdc_loads as select 1 as x");

  const { error, states } = await load(
    database(),
    [schema("good"), record("good", 1), stateLine({ at: 1 })],
    { ...LOGGED, default_target_schema: "spoiled" },
  );

  expect(error?.message).toMatch(/cannot write the load log/);
  expect(states).toEqual(['{"at":1}']);
});

test("a log that cannot be written does not hide why a run failed", async () => {
  await database().query("create schema worse; create view worse._sdc_loads as select 1 as x");

  const { error, log } = await load(
    database(),
    [schema("bad"), recordLine("bad", { id: "no number", name: "a" })],
    { ...LOGGED, default_target_schema: "worse" },
  );

  expect(error?.message).toMatch(/line 2/);
  expect(log).toMatch(/the load log lacks this run/);
});

import { expect, test } from "vitest";
import { activateLine, recordLine } from "../harness/lines.ts";
import { loadAll, type TestSettings } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";
import {
  expectSound as expectSoundIn,
  FEBRUARY,
  HARD,
  JANUARY,
  KEPT,
  MARCH,
  record,
  schema,
  version,
  versions as versionsIn,
} from "./versions.ts";

const database = useDatabase();

const versions = (stream: string) => versionsIn(database(), stream);
const expectSound = (stream: string) => expectSoundIn(database(), stream);

test.each([true, false])("each version of a row is kept (fast_path %s)", async (fast_path) => {
  const stream = `kept_${fast_path}`;
  const run = (...records: readonly string[]) =>
    loadAll(database(), [schema(stream), ...records], { ...KEPT, fast_path });
  await run(record(stream, 1, "a", JANUARY), record(stream, 2, "b", JANUARY));

  await run(record(stream, 1, "x", FEBRUARY), record(stream, 2, "b", FEBRUARY));

  expect(await versions(stream)).toEqual([
    version(1, "a", JANUARY, FEBRUARY),
    version(1, "x", FEBRUARY),
    version(2, "b", JANUARY),
  ]);
  await expectSound(stream);
});

test.each(["history", "touch_unchanged"])(
  "a row that comes as it was makes no version, with %s",
  async (setting) => {
    const stream = `same_${setting}`;
    const run = (time: string) =>
      loadAll(database(), [schema(stream), record(stream, 1, "a", time)], {
        ...KEPT,
        [setting]: true,
      });
    await run(JANUARY);

    await run(FEBRUARY);

    expect(await versions(stream)).toEqual([version(1, "a", JANUARY)]);
  },
);

test.each([true, false])(
  "all versions that come at once are kept, in their order (fast_path %s)",
  async (fast_path) => {
    const stream = `burst_${fast_path}`;

    await loadAll(
      database(),
      [
        schema(stream),
        record(stream, 1, "a", JANUARY),
        record(stream, 2, "other", JANUARY),
        record(stream, 1, "b", FEBRUARY),
        record(stream, 1, "c", MARCH),
      ],
      { ...KEPT, fast_path },
    );

    expect(await versions(stream)).toEqual([
      version(1, "a", JANUARY, FEBRUARY),
      version(1, "b", FEBRUARY, MARCH),
      version(1, "c", MARCH),
      version(2, "other", JANUARY),
    ]);
  },
);

test.each<{ name: string; settings: TestSettings }>([
  { name: "hard", settings: HARD },
  { name: "soft", settings: KEPT },
])(
  "an activation ends versions, and a return begins another ($name)",
  async ({ name, settings }) => {
    const stream = `activated_${name}`;
    const run = (number: number, time: string, ...ids: readonly number[]) =>
      loadAll(
        database(),
        [
          schema(stream),
          ...ids.map((id) => record(stream, id, "a", time, number)),
          activateLine(stream, number),
        ],
        settings,
      );
    await run(1, JANUARY, 1, 2);
    await run(2, FEBRUARY, 1);
    expect((await versions(stream)).map(({ id, to }) => [id, to === null])).toEqual([
      [1, true],
      [2, false],
    ]);
    await expectSound(stream);

    await run(3, "2999-01-01T00:00:00Z", 1, 2);

    expect((await versions(stream)).map(({ id, from, to }) => [id, from, to === null])).toEqual([
      [1, "2024-01-01", true],
      [2, "2024-01-01", false],
      [2, "2999-01-01", true],
    ]);
    await expectSound(stream);
  },
);

test.each<{ name: string; settings: TestSettings }>([
  { name: "hard", settings: HARD },
  { name: "soft", settings: KEPT },
])("a log-based tap's mark ends a version at its time ($name)", async ({ name, settings }) => {
  const stream = `marked_${name}`;
  const deleted = recordLine(stream, { id: 1, name: "a", _sdc_deleted_at: FEBRUARY });
  await loadAll(database(), [schema(stream), record(stream, 1, "a", JANUARY)], settings);

  await loadAll(database(), [schema(stream), deleted, deleted], settings);
  await loadAll(database(), [schema(stream), record(stream, 1, "a", MARCH)], settings);

  expect(await versions(stream)).toEqual([
    version(1, "a", JANUARY, FEBRUARY),
    version(1, "a", MARCH),
  ]);
  await expectSound(stream);
});

test("a row that comes and goes at once leaves its version", async () => {
  await loadAll(
    database(),
    [
      schema("brief"),
      record("brief", 1, "a", JANUARY),
      recordLine("brief", { id: 1, name: "a", _sdc_deleted_at: FEBRUARY }),
    ],
    HARD,
  );

  expect(await versions("brief")).toEqual([version(1, "a", JANUARY, FEBRUARY)]);
  await expectSound("brief");
});

test("records whose times go backwards make no version that ends before it begins", async () => {
  const run = (name: string, time: string) =>
    loadAll(database(), [schema("backwards"), record("backwards", 1, name, time)], KEPT);
  await run("a", FEBRUARY);

  await run("b", JANUARY);
  await run("c", MARCH);

  expect(await versions("backwards")).toEqual([
    version(1, "a", FEBRUARY, FEBRUARY),
    version(1, "b", FEBRUARY, MARCH),
    version(1, "c", MARCH),
  ]);
  await expectSound("backwards");
});

test("a record of an older version of the stream changes nothing", async () => {
  const lines = [
    schema("guarded"),
    record("guarded", 1, "new", JANUARY, 9),
    record("guarded", 1, "old", FEBRUARY, 8),
  ];

  await loadAll(database(), lines, KEPT);

  expect(await versions("guarded")).toEqual([version(1, "new", JANUARY)]);
});

test("without time_extracted a version begins when its record came", async () => {
  await loadAll(database(), [schema("received"), record("received", 1, "a")], KEPT);

  const rows = await database().query(
    "select valid_from = _sdc_received_at as same from t.received join t.received_history using (id)",
  );
  expect(rows).toEqual([{ same: true }]);
});

test("tables without metadata have a history, too", async () => {
  const bare = { ...KEPT, add_record_metadata: false, activate_version: false };
  await loadAll(database(), [schema("bare"), record("bare", 1, "a")], bare);

  await loadAll(database(), [schema("bare"), record("bare", 1, "b")], bare);

  expect((await versions("bare")).map(({ name, to }) => [name, to === null])).toEqual([
    ["a", false],
    ["b", true],
  ]);
});

import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine } from "./harness/lines.ts";
import { loadAll, type TestSettings } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const HARD = { hard_delete: true };

/** A full-table run: all rows of one version, then its activation. */
function fullTable(stream: string, version: number, names: readonly string[]): string[] {
  return [
    schemaLine(stream, { name: { type: "string" }, size: { type: ["integer", "null"] } }, ["name"]),
    ...names.map((name) => recordLine(stream, { name, size: name.length }, { version })),
    activateLine(stream, version),
  ];
}

function run(stream: string, version: number, names: string, settings: TestSettings = HARD) {
  return loadAll(database(), fullTable(stream, version, names.split("")), settings);
}

async function names(stream: string, where = "true"): Promise<string> {
  const rows = await database().query(`select name from t.${stream} where ${where} order by name`);
  return rows.map((row) => row["name"]).join("");
}

test("rows that do not come again are deleted; unchanged rows survive without being rewritten", async () => {
  await run("hard", 1, "abc");
  const before = await database().query(
    "select xmin::text, * from t.hard where name <> 'b' order by name",
  );

  await run("hard", 2, "ac");

  expect(await database().query("select xmin::text, * from t.hard order by name")).toEqual(before);
});

test("rows that do not come again are marked, once", async () => {
  await run("soft", 1, "abc", {});
  await run("soft", 2, "ac", {});
  const marked = await database().query("select xmin::text, * from t.soft where name = 'b'");

  await run("soft", 3, "ac", {});

  expect(await names("soft", "_sdc_deleted_at is null")).toBe("ac");
  expect(await database().query("select xmin::text, * from t.soft where name = 'b'")).toEqual(
    marked,
  );
});

test("a row that comes back is marked no more", async () => {
  await run("back", 1, "ab", {});
  await run("back", 2, "a", {});

  await run("back", 3, "ab", {});

  expect(await names("back", "_sdc_deleted_at is null")).toBe("ab");
});

test("a version without rows removes all", async () => {
  await run("emptied", 1, "ab");

  await run("emptied", 2, "");

  expect(await names("emptied")).toBe("");
});

test("the same activation again, in the same or a later run, removes nothing", async () => {
  await run("twice", 1, "abc");
  await run("twice", 2, "ab");

  await loadAll(database(), [...fullTable("twice", 2, ["a"]), activateLine("twice", 2)], HARD);
  await run("twice", 2, "");

  expect(await names("twice")).toBe("ab");
});

test("a version that was interrupted goes on in the next run", async () => {
  await run("resumed", 1, "abcd");
  await loadAll(database(), fullTable("resumed", 2, ["a", "b"]).slice(0, -1), HARD);

  await run("resumed", 2, "c");

  expect(await names("resumed")).toBe("abc");
});

test("a version that was given up leaves nothing to the next one", async () => {
  await run("abandoned", 1, "abc");
  await loadAll(database(), fullTable("abandoned", 2, ["a", "b"]).slice(0, -1), HARD);

  await run("abandoned", 3, "c");

  expect(await names("abandoned")).toBe("c");
});

test("what a crash of the server takes from memory is not taken from the table", async () => {
  await run("crashed", 1, "abc");
  await loadAll(database(), fullTable("crashed", 2, ["a", "b"]).slice(0, -1), HARD);
  // What recovery does to an unlogged table.
  await database().query("truncate t._sdc_seen_crashed");

  await run("crashed", 2, "c");
  expect(await names("crashed")).toBe("abc");

  await run("crashed", 3, "ab");
  expect(await names("crashed")).toBe("ab");
});

test("an older activation removes nothing", async () => {
  await run("older", 5, "abc");
  await run("older", 7, "ab");

  await run("older", 6, "");

  expect(await names("older")).toBe("ab");
});

test("a record of an older version does not overwrite a newer one", async () => {
  const schema = schemaLine("guarded", { id: { type: "integer" }, name: { type: "string" } }, [
    "id",
  ]);
  const record = (name: string, version?: number): string =>
    recordLine("guarded", { id: 1, name }, version === undefined ? {} : { version });
  const read = () =>
    database().query("select name, _sdc_table_version::int as version from t.guarded");

  await loadAll(database(), [schema, record("new", 9), record("old", 8)]);
  expect(await read()).toEqual([{ name: "new", version: 9 }]);

  await loadAll(database(), [schema, record("without")]);
  expect(await read()).toEqual([{ name: "without", version: 9 }]);
});

test("streams without a key are versioned by their rows", async () => {
  const lines = (version: number): string[] => [
    schemaLine("log", { name: { type: "string" } }),
    recordLine("log", { name: `v${version}` }, { version }),
    activateLine("log", version),
  ];

  await loadAll(database(), lines(1), HARD);
  await loadAll(database(), lines(2), HARD);

  expect(await names("log")).toBe("v2");
});

test.each(["activate_version", "process_activate_version_messages"])(
  "%s false leaves rows of older versions alone",
  async (setting) => {
    await run(setting, 1, "ab");

    await run(setting, 2, "a", { ...HARD, [setting]: false });

    expect(await names(setting)).toBe("ab");
  },
);

test("touch_unchanged needs no memory", async () => {
  await run("touching", 1, "abc", { ...HARD, touch_unchanged: true });

  await run("touching", 2, "ac", { ...HARD, touch_unchanged: true });

  expect(await names("touching")).toBe("ac");
  expect(await database().query("select to_regclass('t._sdc_seen_touching') as memory")).toEqual([
    { memory: null },
  ]);
});

test("keys are remembered whatever their types and however they change", async () => {
  const run = (version: number, keys: readonly unknown[], type: string, at: readonly string[]) =>
    loadAll(
      database(),
      [
        schemaLine("keys", { k: { type }, at: { type: "string", format: "date-time" } }, [
          "k",
          "at",
        ]),
        ...keys.map((k, index) => recordLine("keys", { k, at: at[index] }, { version })),
        activateLine("keys", version),
      ],
      { ...HARD, timestamp_type: "timestamptz" },
    );
  const instant = ["2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z"];
  await run(1, [1, 2], "integer", instant);

  await run(2, [1, 2], "integer", instant);
  await run(3, ["1", "x"], "string", instant);

  expect(await database().query("select k from t.keys order by k")).toEqual([
    { k: "1" },
    { k: "x" },
  ]);
});

test("a key that is spelled with another scale is the same key to an activation", async () => {
  const run = (version: number, key: string) =>
    loadAll(
      database(),
      [
        schemaLine("scales", { k: { type: "number" }, name: { type: "string" } }, ["k"]),
        recordLine("scales", `{"k":${key},"name":"a"}`, { version }),
        activateLine("scales", version),
      ],
      HARD,
    );
  await run(1, "1.0");

  await run(2, "1.00");

  expect(await database().query("select k::text, name from t.scales")).toEqual([
    { k: "1.0", name: "a" },
  ]);
});

test("a transaction takes no more rows of a stream than it may, however often its version changes", async () => {
  const lines = [
    schemaLine("s", { id: { type: "integer" } }),
    ...Array.from({ length: 54 }, (_, id) =>
      recordLine("s", { id }, { version: 1 + (Math.floor(id / 9) % 2) }),
    ),
  ];

  await loadAll(database(), lines, { default_target_schema: "limited", batch_size_rows: 10 });

  const [largest] = await database().query(
    "select count(*)::int from limited.s group by xmin order by 1 desc limit 1",
  );
  expect(largest).toEqual({ count: 10 });
});

import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine, stateLine } from "../harness/lines.ts";
import { load, loadAll, type TestSettings } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const OVERWRITE: TestSettings = { load_method: "overwrite" };
const AT_END: TestSettings = { ...OVERWRITE, overwrite_at_end: true };

const id = { type: "integer" };
const name = { type: ["string", "null"] };

function schema(stream: string, keys: readonly string[] = ["id"]): string {
  return schemaLine(stream, { id, name }, keys);
}

function record(stream: string, key: number, text: string, version?: number): string {
  return recordLine(stream, { id: key, name: text }, version === undefined ? {} : { version });
}

/** The names of a stream's rows, by key. */
async function names(stream: string): Promise<string> {
  const rows = await database().query(`select name from t.${stream} order by id, name`);
  return rows.map((row) => row["name"]).join("");
}

/** Tables of rows that have replaced nothing. */
function leftovers(stream: string) {
  return database().query(
    `select relname from pg_class where relname ~ '^_sdc_new_.*_${stream}$' and relkind = 'r'`,
  );
}

test.each<{ label: string; settings: TestSettings }>([
  { label: "fast", settings: OVERWRITE },
  { label: "slow", settings: { ...OVERWRITE, fast_path: false } },
])("an activation replaces all rows ($label path)", async ({ label, settings }) => {
  const stream = `replaced_${label}`;
  await loadAll(database(), [schema(stream), record(stream, 1, "a"), record(stream, 2, "b")]);

  await loadAll(
    database(),
    [
      schema(stream),
      record(stream, 2, "x", 7),
      record(stream, 3, "c", 7),
      record(stream, 2, "y", 7),
      activateLine(stream, 7),
    ],
    settings,
  );

  expect(await names(stream)).toBe("yc");
  expect(await leftovers(stream)).toEqual([]);
});

test("streams without a key are overwritten, too, and new ones are simply loaded", async () => {
  const run = (...texts: readonly string[]) =>
    loadAll(
      database(),
      [
        schema("keyless", []),
        ...texts.map((text) => record("keyless", 1, text, 3)),
        activateLine("keyless", 3),
      ],
      OVERWRITE,
    );
  await run("a", "b");
  expect(await names("keyless")).toBe("ab");

  await run("c", "c");

  expect(await names("keyless")).toBe("cc");
});

test("rows of both sessions replace the old ones", async () => {
  const many = Array.from({ length: 3_000 }, (_, key) => record("shared", key, "x".repeat(200), 2));
  await loadAll(database(), [schema("shared"), record("shared", 9_999, "old")]);

  await loadAll(database(), [schema("shared"), ...many, activateLine("shared", 2)], {
    ...OVERWRITE,
    parallelism: 2,
  });

  expect(await database().query("select count(*)::int, max(id)::int from t.shared")).toEqual([
    { count: 3_000, max: 2_999 },
  ]);
});

test("without an activation the old rows stay, and the run fails and says so", async () => {
  await loadAll(database(), [schema("waiting"), record("waiting", 1, "old")]);

  const { error, states } = await load(
    database(),
    [stateLine({ at: 0 }), schema("waiting"), record("waiting", 2, "new"), stateLine({ at: 1 })],
    OVERWRITE,
  );

  expect(error?.message).toMatch(/tables of "waiting" keep their old rows.*overwrite_at_end/);
  expect(states).toEqual(['{"at":0}']);
  expect(await names("waiting")).toBe("old");
  expect(await leftovers("waiting")).toEqual([]);
});

test("overwrite_at_end takes the end of the input for an activation", async () => {
  await loadAll(database(), [schema("ended"), record("ended", 1, "old")]);

  const { states } = await loadAll(
    database(),
    [schema("ended"), record("ended", 2, "new"), stateLine({ at: 1 })],
    AT_END,
  );

  expect(await names("ended")).toBe("new");
  expect(states).toEqual(['{"at":1}']);
});

test("overwrite_at_end leaves a table alone of which no record came", async () => {
  await loadAll(database(), [schema("silent"), record("silent", 1, "old")]);

  const { log } = await loadAll(database(), [schema("silent")], AT_END);

  expect(log).toMatch(/no record of stream "silent" came/);
  expect(await names("silent")).toBe("old");
});

test("a run that fails overwrites nothing, whatever it is set to", async () => {
  await loadAll(database(), [schema("broken"), record("broken", 1, "old")]);

  const { error, states } = await load(
    database(),
    [
      schema("broken"),
      record("broken", 2, "new"),
      stateLine({ at: 1 }),
      recordLine("broken", { id: "no number" }),
    ],
    AT_END,
  );

  expect(error?.message).toMatch(/line 4/);
  expect(states).toEqual([]);
  expect(await names("broken")).toBe("old");
  expect(await leftovers("broken")).toEqual([]);
});

test("a version without rows empties the table", async () => {
  await loadAll(database(), [schema("emptied"), record("emptied", 1, "old")]);

  const { states } = await loadAll(
    database(),
    [schema("emptied"), activateLine("emptied", 2), stateLine({ at: 2 })],
    OVERWRITE,
  );

  expect(await names("emptied")).toBe("");
  expect(states).toEqual(['{"at":2}']);
});

test("an activation before the rows, as some taps send it, replaces nothing until it comes again", async () => {
  const lines = [schema("early"), activateLine("early", 2), record("early", 2, "new", 2)];
  await loadAll(database(), [schema("early"), record("early", 1, "old")]);

  const once = await load(database(), lines, OVERWRITE);
  expect(once.error?.message).toMatch(/"early" keep their old rows/);
  expect(await names("early")).toBe("old");

  await loadAll(database(), [...lines, activateLine("early", 2)], OVERWRITE);
  expect(await names("early")).toBe("new");
});

test("rows of a version that was given up are left behind", async () => {
  await loadAll(
    database(),
    [
      schema("abandoned"),
      record("abandoned", 1, "a", 1),
      record("abandoned", 2, "b", 1),
      record("abandoned", 2, "b", 2),
      activateLine("abandoned", 1),
      activateLine("abandoned", 2),
    ],
    OVERWRITE,
  );

  expect(await names("abandoned")).toBe("b");
});

test("what comes after the activation is merged, as by upsert", async () => {
  await loadAll(
    database(),
    [
      schema("further"),
      record("further", 1, "a", 5),
      record("further", 2, "b", 5),
      activateLine("further", 5),
      record("further", 2, "x", 5),
      record("further", 3, "c", 5),
    ],
    OVERWRITE,
  );

  expect(await names("further")).toBe("axc");
});

test("later runs by upsert go on from what was swapped in", async () => {
  const run = (version: number, settings: TestSettings, ...keys: readonly number[]) =>
    loadAll(
      database(),
      [
        schema("resumed"),
        ...keys.map((key) => record("resumed", key, String(key), version)),
        activateLine("resumed", version),
      ],
      { ...settings, hard_delete: true },
    );
  await run(1, {}, 1, 2, 3);
  await run(2, OVERWRITE, 2, 3);

  await run(3, {}, 3);
  expect(await names("resumed")).toBe("3");

  await run(4, OVERWRITE, 4);
  expect(await names("resumed")).toBe("4");
});

test("a SCHEMA that changes in the middle loses no row that came before", async () => {
  const wider = schemaLine("changed", { id, name: { type: "object" }, size: id }, ["id"]);

  await loadAll(
    database(),
    [
      schemaLine("changed", { id, name: { type: "integer" } }, ["id"]),
      recordLine("changed", { id: 1, name: 5 }),
      wider,
      recordLine("changed", { id: 2, name: { a: 1 }, size: 3 }),
    ],
    AT_END,
  );

  expect(
    await database().query("select id::int, name::text, size::int from t.changed order by id"),
  ).toEqual([
    { id: 1, name: "5", size: null },
    { id: 2, name: '{"a": 1}', size: 3 },
  ]);
});

test("a SCHEMA that leaves a property out loses no value that came before", async () => {
  const lines = [
    schema("narrowed"),
    record("narrowed", 1, "a", 2),
    schemaLine("narrowed", { id }, ["id"]),
    recordLine("narrowed", { id: 2 }, { version: 2 }),
    activateLine("narrowed", 2),
  ];

  await loadAll(database(), lines, OVERWRITE);

  const rows = await database().query("select id::int, name from t.narrowed order by id");
  expect(rows).toEqual([
    { id: 1, name: "a" },
    { id: 2, name: null },
  ]);
});

test("overwrite needs a sign that all rows are there", async () => {
  const { error } = await load(database(), [], { ...OVERWRITE, activate_version: false });

  expect(error?.message).toMatch(/set activate_version or overwrite_at_end/);
});

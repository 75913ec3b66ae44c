import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine } from "./harness/lines.ts";
import { load, loadAll } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const NOT_EMPTY = { persist_empty_tables: false };

function schema(stream: string, ...more: readonly string[]): string {
  const properties = Object.fromEntries(["id", ...more].map((name) => [name, { type: "integer" }]));
  return schemaLine(stream, properties, ["id"]);
}

async function exists(table: string): Promise<unknown> {
  const [row] = await database().query("select to_regclass($1) is not null as found", [table]);
  return row?.["found"];
}

test("a SCHEMA without records makes a table, unless persist_empty_tables is false", async () => {
  await loadAll(database(), [schema("empty")]);
  await loadAll(database(), [schema("none"), activateLine("none", 1)], NOT_EMPTY);

  expect(await exists("t.empty")).toBe(true);
  expect(await exists("t.none")).toBe(false);
});

test("with persist_empty_tables false, the first record makes the table, by the newest SCHEMA", async () => {
  await loadAll(
    database(),
    [
      schema("late"),
      schema("late", "n"),
      ...[1, 2, 3].map((id) => recordLine("late", { id, n: id })),
    ],
    NOT_EMPTY,
  );

  expect(await database().query("select id::int, n::int from t.late order by id")).toEqual([
    { id: 1, n: 1 },
    { id: 2, n: 2 },
    { id: 3, n: 3 },
  ]);
});

test("a table that is there is emptied by the version of a stream that became empty", async () => {
  const settings = { ...NOT_EMPTY, hard_delete: true };
  const version = { version: 1 };
  await loadAll(database(), [schema("shrunk"), recordLine("shrunk", { id: 1 }, version)], settings);

  await loadAll(database(), [schema("shrunk"), activateLine("shrunk", 2)], settings);

  expect(await database().query("select id from t.shrunk")).toEqual([]);
});

test("a SCHEMA that cannot become a table is an error with the first record", async () => {
  const bad = schemaLine("bad", { id: { type: "integer" } }, ["nothing"]);

  const { error } = await load(database(), [bad, recordLine("bad", { id: 1 })], NOT_EMPTY);

  expect(error?.message).toMatch(/line 1 \(stream "bad"\): key property "nothing"/);
});

test("an empty input is warned of: a shell tells nobody of a tap that failed", async () => {
  const empty = await loadAll(database(), []);
  const full = await loadAll(database(), [schema("something")]);

  expect(empty.log).toMatch(/WARN.* the input was empty/);
  expect(full.log).not.toMatch(/the input was empty/);
});

import { describe, expect, test } from "vitest";
import { KnownTables } from "../../../src/lineage/known/known-tables.ts";

/** Tables as `[id, database, schema, name, fields by name]`. */
function known(
  ...tables: readonly [number, number, string | null, string, Readonly<Record<string, number>>?][]
): KnownTables {
  const all = new KnownTables();
  for (const [id, databaseId, schema, name, fields = {}] of tables) {
    const list = Object.entries(fields).map(([field, fieldId]) => ({ id: fieldId, name: field }));
    all.add({ id, db_id: databaseId, schema, name, fields: list });
  }
  return all;
}

/** The id of the table found, or why there is none. */
function find(tables: KnownTables, name: string, databaseId = 1): unknown {
  const found = tables.find(databaseId, name.split("."));
  return "table" in found ? found.table.id : found.reason;
}

describe("a table by its name", () => {
  const tables = known(
    [1, 1, "public", "orders"],
    [2, 1, "archive", "orders"],
    [3, 1, "audit", "log"],
    [4, 1, "trace", "log"],
    [5, 1, "public", "Users"],
    [6, 1, "public", "users"],
    [7, 2, null, "orders"],
    [8, 1, "", "plain"],
  );

  test.each([
    ["archive.orders", 2],
    ["shop.archive.orders", 2],
    ["ARCHIVE.Orders", 2],
    ["orders", 1],
    ["Users", 5],
    ["users", 6],
    ["plain", 8],
    ["nowhere", "no table of its database is known as nowhere"],
    ["nowhere.orders", "no table of its database is known as nowhere.orders"],
    ["log", "2 tables of its database are known as log"],
    ["USERS", "2 tables of its database are known as USERS"],
  ])("%s is %s", (name, expected) => {
    expect(find(tables, name)).toBe(expected);
  });

  test("that has no schema in Metabase may have its database before it", () => {
    expect(find(tables, "shop.orders", 2)).toBe(7);
  });

  test("is looked for in its own database only", () => {
    expect(find(tables, "log", 2)).toBe("no table of its database is known as log");
  });
});

describe("a field", () => {
  const tables = known(
    [1, 1, null, "a", { id: 30, Total: 10 }],
    [2, 1, null, "without_fields"],
    [3, 2, null, "b", { id: 20 }],
  );

  test.each([
    [30, 1],
    [10, 1],
    [20, 3],
    [99, undefined],
  ])("%s is of table %s", (fieldId, tableId) => {
    expect(tables.tableOfField(fieldId)?.id).toBe(tableId);
  });

  test("is found by its table and name, in whatever case", () => {
    const table = tables.tableById(1);

    expect(table && tables.fieldOf(table, "TOTAL")).toBe(10);
    expect(table && tables.fieldOf(table, "other")).toBeUndefined();
  });

  test("of a table that comes later is found as well", () => {
    tables.tableOfField(10);
    tables.add({ id: 4, db_id: 1, schema: null, name: "c", fields: [{ id: 5, name: "id" }] });

    expect(tables.tableOfField(5)?.id).toBe(4);
  });
});

test("what has no id or name is passed over", () => {
  const tables = new KnownTables();
  tables.add({ id: 1, db_id: 1, schema: null });
  tables.add({
    id: 2,
    db_id: 1,
    schema: null,
    name: "t",
    fields: [{ name: "x" }, { id: 3, name: "y" }],
  });

  expect(tables.tableById(1)).toBeUndefined();
  expect(tables.tableOfField(3)?.id).toBe(2);
});

test("thousands of tables keep their fields apart", () => {
  const tables = new KnownTables();
  for (let id = 1; id <= 3000; id += 1) {
    tables.add({ id, db_id: 1, schema: "s", name: `t${id}`, fields: [{ id: id * 2, name: "id" }] });
  }

  expect(find(tables, "s.t2999")).toBe(2999);
  expect(tables.tableOfField(6000)?.id).toBe(3000);
});

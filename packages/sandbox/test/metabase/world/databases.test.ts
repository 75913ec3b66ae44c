import { expect, test } from "vitest";
import { createWorld } from "../../../src/metabase/world/world.ts";

const { databases, tables, fields } = createWorld();

test("tables belong to databases, fields to tables, keys to fields of the same database", () => {
  const databaseOf = (fieldId: number | null): number | undefined =>
    tables.byId(fields.byId(fieldId ?? 0)?.table_id ?? 0)?.db_id;

  for (const table of tables) expect(databases.byId(table.db_id)).toBeDefined();
  for (const field of fields) {
    expect(tables.byId(field.table_id)).toBeDefined();
    if (field.semantic_type === "type/FK") {
      expect(databaseOf(field.fk_target_field_id)).toBe(databaseOf(field.id));
    }
    if (field.parent_id !== null) {
      expect(fields.byId(field.parent_id)?.table_id).toBe(field.table_id);
    }
  }
});

test.each([
  ["tables without a schema", [...tables].filter(({ schema }) => schema === null)],
  ["a schema with a slash", [...tables].filter(({ schema }) => schema?.includes("/"))],
  ["tables that are gone", [...tables].filter(({ active }) => !active)],
  ["hidden tables", [...tables].filter(({ visibility_type }) => visibility_type !== null)],
  ["uploaded tables", [...tables].filter(({ is_upload }) => is_upload)],
  ["nested fields", [...fields].filter(({ parent_id }) => parent_id !== null)],
  ["fields inside JSON", [...fields].filter(({ nfc_path }) => nfc_path !== null)],
  ["sensitive fields", [...fields].filter((field) => field.visibility_type === "sensitive")],
  ["foreign keys", [...fields].filter((field) => field.fk_target_field_id !== null)],
  ["fields without statistics", [...fields].filter(({ fingerprint }) => fingerprint === null)],
])("there are %s", (_kind, some) => {
  expect(some).not.toEqual([]);
});

test("no connection has a password, and each has a name that tests can search for", () => {
  const connected = [...databases].filter(({ is_audit }) => !is_audit);

  for (const { details } of connected) {
    expect(JSON.stringify(details)).toContain("canary-7f3e1c");
    expect([undefined, "**MetabasePass**"]).toContain(details["password"]);
  }
});

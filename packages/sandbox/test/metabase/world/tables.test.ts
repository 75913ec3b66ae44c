import { expect, test } from "vitest";
import { createWorld } from "../../../src/metabase/world/world.ts";

const PLANNED = createWorld().tables.length;

test.each([
  [0, PLANNED],
  [PLANNED + 1, PLANNED + 1],
  [50_000, 50_000],
])("a world that is asked for %i tables has %i", (wanted, length) => {
  const { tables } = createWorld({ tables: wanted });

  expect(tables.length).toBe(length);
  expect(tables.byId(length)).toMatchObject({ id: length });
  expect(tables.byId(length + 1)).toBeUndefined();
});

test("a large world has the planned tables and fields, then others that are all alike", () => {
  const small = createWorld();
  const large = createWorld({ tables: PLANNED + 300 });

  const planned = Array.from({ length: PLANNED }, (_, index) => large.tables.at(index));
  const fields = Array.from({ length: small.fields.length }, (_, index) => large.fields.at(index));

  expect(planned).toEqual([...small.tables]);
  expect(fields).toEqual([...small.fields]);
  expect(large.fields.length).toBe(small.fields.length + 300 * 4);
  expect(new Set([...large.tables].slice(PLANNED).map(({ schema }) => schema))).toEqual(
    new Set(["mart_0001", "mart_0002", "mart_0003"]),
  );
});

test("the fields of a table are those that name it, in order", () => {
  const { tables, fields } = createWorld({ tables: PLANNED + 5 });

  for (const table of tables) {
    expect(fields.ofTable(table.id)).toEqual(
      [...fields].filter((field) => field.table_id === table.id),
    );
  }
  expect(fields.ofTable(tables.length + 1)).toEqual([]);
});

test("fields have ids without gaps, and foreign keys point to fields", () => {
  const { fields } = createWorld({ tables: PLANNED + 5 });

  expect(Array.from(fields, ({ id }) => id)).toEqual(
    Array.from({ length: fields.length }, (_, index) => index + 1),
  );
  for (const { fk_target_field_id } of fields) {
    if (fk_target_field_id !== null) expect(fields.byId(fk_target_field_id)).toBeDefined();
  }
});

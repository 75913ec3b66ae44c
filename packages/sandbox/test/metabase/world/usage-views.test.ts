import { expect, test } from "vitest";
import { usageViews } from "../../../src/metabase/world/usage/usage-views.ts";
import { createWorld } from "../../../src/metabase/world/world.ts";

const world = createWorld();
const { people, cards, dashboards, databases, tables, fields, collections } = world;

/** Whether a thing is there, by the column that names it. */
const HAS: Readonly<Record<string, (id: number) => boolean>> = {
  user_id: (id) => people.accountById(id) !== undefined,
  creator_id: (id) => people.accountById(id) !== undefined,
  made_public_by_user: (id) => people.accountById(id) !== undefined,
  group_id: (id) => people.groups.byId(id) !== undefined,
  card_id: (id) => cards.byId(id) !== undefined,
  database_id: (id) => databases.byId(id) !== undefined,
  table_id: (id) => tables.byId(id) !== undefined,
  fk_target_field_id: (id) => fields.byId(id) !== undefined,
  collection_id: (id) => collections.byId(id) !== undefined,
};

/** Whether a thing is there, by its kind in a qualified id such as `card_12`. */
const LISTS = { card: cards, dashboard: dashboards, database: databases, table: tables };

test.each(Object.keys(usageViews))("%s names only what the world has", (name) => {
  const rows = [...(usageViews[name]?.(world) ?? [])];

  const dangling = rows.flatMap((row) =>
    Object.entries(row).filter(([column, value]) => {
      if (value === null || value === undefined) return false;
      const [, kind = "", id] = /^(\w+)_(\d+)$/.exec(String(value)) ?? [];
      const list = column.endsWith("qualified_id") && LISTS[kind as keyof typeof LISTS];
      return list ? list.byId(Number(id)) === undefined : HAS[column]?.(Number(value)) === false;
    }),
  );

  expect(rows.length).toBeGreaterThan(0);
  expect(dangling).toEqual([]);
});

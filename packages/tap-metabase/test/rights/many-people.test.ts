import { expect, test } from "vitest";
import { dataGraph } from "../../src/sources/data-graph.ts";
import { databaseMetadata } from "../../src/sources/database-metadata.ts";
import { effectivePermissionsOf } from "../../src/sources/effective-permissions.ts";
import { groupList } from "../../src/sources/group-list.ts";
import { userList } from "../../src/sources/user-list.ts";

const USERS = 500;
const SCHEMAS = 10;
const TABLES = 1000;

const tableId = (schema: number, table: number): number => schema * TABLES + table + 1;

/** A level for each table of the database, as a server writes it once tables differ. */
function bySchema(levelOf: (schema: number, table: number) => string | undefined) {
  const schemas = Array.from({ length: SCHEMAS }, (_, schema) => {
    const tables = Array.from({ length: TABLES }, (_, table) => [
      tableId(schema, table),
      levelOf(schema, table),
    ]);
    return [`s${schema}`, Object.fromEntries(tables.filter(([, level]) => level !== undefined))];
  });
  return Object.fromEntries(schemas);
}

async function rowsFor(viewData: unknown) {
  const derivation = effectivePermissionsOf.derive();
  for (const id of [1, 2, 3]) await derivation.take(groupList, { id });
  for (let id = 1; id <= USERS; id += 1) {
    await derivation.take(userList, { id, is_active: true, group_ids: [1, 3] });
  }
  for (let schema = 0; schema < SCHEMAS; schema += 1) {
    for (let table = 0; table < TABLES; table += 1) {
      const id = tableId(schema, table);
      await derivation.take(databaseMetadata, { id, db_id: 7, schema: `s${schema}` });
    }
  }
  await derivation.take(dataGraph, { groups: { 3: { 7: { "view-data": viewData } } } });
  const rows = [];
  for await (const row of derivation.objects()) rows.push(row);
  return rows;
}

test("a sandboxed table among ten thousand takes one more row a person", async () => {
  const rows = await rowsFor(
    bySchema((schema, table) => (schema === 3 && table === 5 ? "sandboxed" : "unrestricted")),
  );

  expect(rows).toHaveLength(2 * USERS);
  expect(rows.filter(({ is_sandboxed }) => is_sandboxed)).toHaveLength(USERS);
});

test("a blocked table among ten thousand takes the rows of its schema", async () => {
  const rows = await rowsFor(
    bySchema((schema, table) => (schema === 3 && table === 5 ? undefined : "unrestricted")),
  );

  expect(rows).toHaveLength((SCHEMAS - 1 + TABLES - 1) * USERS);
});

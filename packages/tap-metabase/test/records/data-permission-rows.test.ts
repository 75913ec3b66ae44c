import { expect, test } from "vitest";
import { withAdministratorRights } from "../../src/records/administrator-rights.ts";
import { dataPermissionRows } from "../../src/records/data-permission-rows.ts";

function rowsOf(permissions: Record<string, unknown>): unknown[] {
  const graph = { revision: 7, groups: { "3": { "2": permissions } } };
  return [...dataPermissionRows(graph)].map((row) => [row["id"], row["value"]]);
}

test.each([
  [
    "up to 0.49: a whole database",
    { data: { native: "write", schemas: "all" } },
    [
      ['[3,2,null,null,"data.native"]', "write"],
      ['[3,2,null,null,"data.schemas"]', "all"],
    ],
  ],
  [
    "up to 0.49: a schema",
    { data: { schemas: { PUBLIC: "all" } } },
    [['[3,2,"PUBLIC",null,"data.schemas"]', "all"]],
  ],
  [
    "up to 0.49: a table",
    { data: { schemas: { PUBLIC: { "17": "all" } } } },
    [['[3,2,"PUBLIC",17,"data.schemas"]', "all"]],
  ],
  [
    "up to 0.49: a table with two values",
    { data: { schemas: { "": { "17": { read: "all", query: "segmented" } } } } },
    [
      ['[3,2,"",17,"data.schemas.read"]', "all"],
      ['[3,2,"",17,"data.schemas.query"]', "segmented"],
    ],
  ],
  [
    "from 0.50 on: a whole database",
    { "view-data": "unrestricted", "create-queries": "query-builder" },
    [
      ['[3,2,null,null,"view-data"]', "unrestricted"],
      ['[3,2,null,null,"create-queries"]', "query-builder"],
    ],
  ],
  [
    "from 0.50 on: a schema and a table",
    { "view-data": { a: "blocked", b: { "5": "sandboxed" } } },
    [
      ['[3,2,"a",null,"view-data"]', "blocked"],
      ['[3,2,"b",5,"view-data"]', "sandboxed"],
    ],
  ],
  [
    "a schema whose name is that of an aspect",
    { "view-data": { native: "blocked", schemas: "blocked" } },
    [
      ['[3,2,"native",null,"view-data"]', "blocked"],
      ['[3,2,"schemas",null,"view-data"]', "blocked"],
    ],
  ],
  [
    "download and data model",
    {
      download: { schemas: "full", native: "limited" },
      "data-model": { schemas: { a: { "5": "all" } } },
    },
    [
      ['[3,2,null,null,"download.schemas"]', "full"],
      ['[3,2,null,null,"download.native"]', "limited"],
      ['[3,2,"a",5,"data-model.schemas"]', "all"],
    ],
  ],
  [
    "a permission of a newer server",
    { details: "yes", transforms: "no", brand_new: { a: "x" } },
    [
      ['[3,2,null,null,"details"]', "yes"],
      ['[3,2,null,null,"transforms"]', "no"],
      ['[3,2,"a",null,"brand_new"]', "x"],
    ],
  ],
])("%s", (_, permissions, expected) => {
  expect(rowsOf(permissions)).toEqual(expected);
});

test("the parts of the key stand beside it as columns", () => {
  const graph = { groups: { "3": { "2": { "view-data": { "": { "5": "sandboxed" } } } } } };

  expect([...dataPermissionRows(graph)]).toEqual([
    {
      id: '[3,2,"",5,"view-data"]',
      group_id: 3,
      database_id: 2,
      schema: "",
      table_id: 5,
      permission: "view-data",
      value: "sandboxed",
      is_implicit: false,
    },
  ]);
});

test("a graph without groups has no rows", () => {
  expect([...dataPermissionRows({ revision: 0 })]).toEqual([]);
});

test("what Administrators may do is implicit, written by the server or not", () => {
  const graph = { groups: { "2": { "7": { details: "yes", brand_new: "yes" } } } };
  const complete = withAdministratorRights(
    { ...graph, administrators_id: 2 },
    { administratorsId: 2, databaseIds: ["7", "8"], major: 61 },
  );

  const rows = [...dataPermissionRows(complete)];

  expect(rows.every(({ is_implicit }) => is_implicit === true)).toBe(true);
  expect(rows.map(({ id }) => id)).toEqual([
    '[2,7,null,null,"details"]',
    '[2,7,null,null,"brand_new"]',
    '[2,8,null,null,"view-data"]',
    '[2,8,null,null,"create-queries"]',
    '[2,8,null,null,"download.schemas"]',
    '[2,8,null,null,"data-model.schemas"]',
    '[2,8,null,null,"details"]',
    '[2,8,null,null,"transforms"]',
  ]);
});

test("rights of Administrators that the server leaves out have the words of its generation", () => {
  const complete = withAdministratorRights(
    { groups: {}, administrators_id: 2 },
    { administratorsId: 2, databaseIds: ["7"], major: 49 },
  );

  expect(
    [...dataPermissionRows(complete)].map(({ permission, value }) => [permission, value]),
  ).toEqual([
    ["data.native", "write"],
    ["data.schemas", "all"],
    ["download.native", "full"],
    ["download.schemas", "full"],
    ["data-model.schemas", "all"],
    ["details", "yes"],
  ]);
});

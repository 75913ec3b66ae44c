import { expect, test } from "vitest";
import { collectionPermissionRows } from "../../src/records/collection-permission-rows.ts";

test("each group and collection of a namespace makes one row, unless the group may do nothing", () => {
  const graph = {
    revision: 3,
    namespace: "snippets",
    groups: { "1": { root: "read", "12": "none" }, "2": { "12": "write" } },
    administrators_id: 2,
  };

  expect([...collectionPermissionRows(graph)]).toEqual([
    {
      id: '["snippets",1,"root"]',
      namespace: "snippets",
      group_id: 1,
      collection_id: "root",
      permission: "read",
      is_implicit: false,
    },
    {
      id: '["snippets",2,"12"]',
      namespace: "snippets",
      group_id: 2,
      collection_id: "12",
      permission: "write",
      is_implicit: true,
    },
  ]);
});

test("the usual tree has the namespace null", () => {
  const [row] = collectionPermissionRows({ namespace: null, groups: { "1": { "12": "read" } } });

  expect(row).toMatchObject({ id: '[null,1,"12"]', namespace: null });
});

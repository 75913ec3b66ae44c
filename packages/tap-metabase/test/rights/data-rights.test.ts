import { expect, test } from "vitest";
import { dataRightsForms, toDataRights } from "../../src/rights/data-rights.ts";
import type { Rights, RightsForm } from "../../src/rights/rights.ts";

function named({ level, schemas }: Rights, { scale }: RightsForm) {
  const parts = [...schemas].flatMap(([schema, { level: own, tables }]) => [
    `${schema} ${scale.nameOf(own)}`,
    ...Array.from(tables.ids, (id, index) => `${id} ${scale.nameOf(tables.levels[index] ?? -1)}`),
  ]);
  return [scale.nameOf(level), ...parts];
}

function read(permissions: Record<string, unknown>, isLegacy: boolean) {
  const forms = dataRightsForms(isLegacy);
  const rights = toDataRights(permissions, forms, isLegacy);
  return [
    named(rights["view-data"], forms["view-data"]),
    named(rights["create-queries"], forms["create-queries"]),
    named(rights.download, forms.download),
  ];
}

// https://www.metabase.com/docs/latest/permissions/no-self-service-deprecation
test.each([
  ["nothing", {}, ["legacy-no-self-service"], ["no"]],
  ["unrestricted", { schemas: "all" }, ["unrestricted"], ["query-builder"]],
  [
    "unrestricted with SQL",
    { schemas: "all", native: "write" },
    ["unrestricted"],
    ["query-builder-and-native"],
  ],
  ["no self-service", { schemas: "none" }, ["legacy-no-self-service"], ["no"]],
  ["blocked", { schemas: "block" }, ["blocked"], ["no"]],
  [
    "impersonated with SQL",
    { schemas: "impersonated", native: "write" },
    ["impersonated"],
    ["query-builder-and-native"],
  ],
  [
    "tables and sandboxes",
    { schemas: { a: "all", b: { 5: "all", 4: { read: "all", query: "segmented" } } } },
    [
      "legacy-no-self-service",
      ...["a unrestricted", "b legacy-no-self-service", "4 sandboxed", "5 unrestricted"],
    ],
    ["no", "a query-builder", "b no", "4 query-builder", "5 query-builder"],
  ],
])("up to 0.49: %s", (_, data, view, create) => {
  expect(read({ data }, true).slice(0, 2)).toEqual([view, create]);
});

test("from 0.50 on levels are what the server calls them, and silence is the least", () => {
  expect(read({}, false)).toEqual([["blocked"], ["no"], ["none"]]);
  expect(
    read(
      {
        "view-data": "unrestricted",
        "create-queries": { a: { 7: "query-builder" } },
        download: { schemas: "limited" },
      },
      false,
    ),
  ).toEqual([["unrestricted"], ["no", "a no", "7 query-builder"], ["limited"]]);
});

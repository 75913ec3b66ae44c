import { expect, test } from "vitest";
import { locateStream } from "../../src/table/stream-relation.ts";

const MAPPING = {
  shop: { target_schema: "mapped" },
  "crm-users": { target_schema: "by_stream" },
};

test.each([
  ["users", "", undefined],
  ["users", "t", ["t", "users", ""]],
  ["crm-users", "", ["crm", "users", ""]],
  ["base-crm-users", "", ["crm", "users", "base"]],
  ["base-crm-users", "t", ["t", "users", "base-crm"]],
  ["a-b-c-d", "t", ["t", "d", "a-b-c"]],
  ["a-b-c-d", "", undefined],
  ["Shop-Users", "t", ["t", "Users", "Shop"]],
])("MeltanoLabs: %s with the schema %j goes to %j", (stream, defaultSchema, expected) => {
  expect(locate(stream, { defaultSchema })).toEqual(expected);
});

test.each([
  ["users", "t", ["t", "users", ""]],
  ["users", "", undefined],
  ["crm-users", "", undefined],
  ["crm-Users.All", "t", ["t", "users_all", "crm"]],
  ["base-crm-users-old.v1", "t", ["t", "users_old_v1", "base-crm"]],
  ["users", "Lake_Ä", ["lake_Ä", "users", ""]],
] as const)("pipelinewise: %s with the schema %j goes to %j", (stream, defaultSchema, expected) => {
  expect(locate(stream, { defaultSchema, compatibility: "pipelinewise" })).toEqual(expected);
});

test.each([
  ["shop-orders", ["mapped", "orders", ""]],
  ["base-shop-orders", ["mapped", "orders", "base"]],
  ["crm-users", ["by_stream", "users", ""]],
  ["other-users", ["t", "users", "other"]],
  ["constructor-users", ["t", "users", "constructor"]],
])("schema_mapping: %s goes to %j", (stream, expected) => {
  for (const compatibility of ["meltanolabs", "pipelinewise"] as const) {
    expect(locate(stream, { compatibility, schemaMapping: MAPPING })).toEqual(expected);
  }
});

test("datamill-co: the table has the whole name", () => {
  expect(locate("Crm-Users 2", { compatibility: "datamill" })).toEqual(["t", "crm_users_2", ""]);
});

function locate(stream: string, choices: Partial<Parameters<typeof locateStream>[1]>) {
  const located = locateStream(stream, {
    defaultSchema: "t",
    schemaMapping: {},
    compatibility: "meltanolabs",
    ...choices,
  });
  return located && [located.relation.schema, located.relation.table, located.lost];
}

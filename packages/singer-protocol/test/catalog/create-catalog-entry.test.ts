import { expect, test } from "vitest";
import { createCatalogEntry } from "../../src/catalog/create-catalog-entry.ts";
import { parseCatalog } from "../../src/catalog/parse-catalog.ts";
import { isStreamSelected } from "../../src/catalog/resolve-selection.ts";

const schema = {
  type: "object",
  properties: { id: { type: "integer" }, owner: { properties: { id: {}, email: {} } } },
};

test("the root and every property at every depth have metadata", () => {
  const entry = createCatalogEntry({ name: "cards", schema, keyProperties: ["id"] });

  expect(entry.metadata).toEqual([
    {
      breadcrumb: [],
      metadata: {
        inclusion: "available",
        "selected-by-default": true,
        "table-key-properties": ["id"],
        "forced-replication-method": "FULL_TABLE",
      },
    },
    { breadcrumb: ["properties", "id"], metadata: { inclusion: "automatic" } },
    { breadcrumb: ["properties", "owner"], metadata: { inclusion: "available" } },
    {
      breadcrumb: ["properties", "owner", "properties", "id"],
      metadata: { inclusion: "available" },
    },
    {
      breadcrumb: ["properties", "owner", "properties", "email"],
      metadata: { inclusion: "available" },
    },
  ]);
});

test.each([true, false])("a stream that is selected by default: %s", (selectedByDefault) => {
  const entry = createCatalogEntry({ name: "a", schema, keyProperties: [], selectedByDefault });

  expect(isStreamSelected(entry)).toBe(selectedByDefault);
});

test("what discovery writes can be handed back as it is", () => {
  const entry = createCatalogEntry({ name: "cards", schema, keyProperties: ["id"] });

  const catalog = parseCatalog(JSON.parse(JSON.stringify({ streams: [entry] })));

  expect(catalog.streams).toEqual([entry]);
});

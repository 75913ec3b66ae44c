import { describe, expect, test } from "vitest";
import type { CatalogEntry, MetadataEntry } from "../../src/catalog/catalog.ts";
import { createRecordSelector } from "../../src/catalog/create-record-selector.ts";
import { isStreamSelected } from "../../src/catalog/resolve-selection.ts";
import { selectSchema } from "../../src/catalog/select-schema.ts";

const schema = {
  type: "object",
  properties: {
    id: { type: "integer" },
    name: { type: "string" },
    owner: {
      type: ["object", "null"],
      properties: { email: { type: "string" }, phone: { type: "string" } },
    },
  },
  required: ["id", "name"],
};

const record = { id: 1, name: "a", owner: { email: "e", phone: "p" } };

function entryWith(metadata: readonly MetadataEntry[]): CatalogEntry {
  return { tap_stream_id: "a", stream: "a", schema, key_properties: ["id"], metadata };
}

const at = (breadcrumb: string, metadata: MetadataEntry["metadata"]): MetadataEntry => ({
  breadcrumb: breadcrumb === "" ? [] : breadcrumb.split("."),
  metadata,
});

describe("whether a stream is selected", () => {
  test.each([
    ["no metadata at all: yes", [], true],
    ["selected", [at("", { selected: true })], true],
    ["deselected", [at("", { selected: false })], false],
    [
      "deselected although by default",
      [at("", { selected: false, "selected-by-default": true })],
      false,
    ],
    ["deselected although automatic", [at("", { selected: false, inclusion: "automatic" })], false],
    ["by default", [at("", { "selected-by-default": true })], true],
    ["not by default", [at("", { "selected-by-default": false })], false],
    ["a null is no choice", [at("", { selected: null, "selected-by-default": true })], true],
    ["automatic", [at("", { inclusion: "automatic" })], true],
    ["unsupported", [at("", { inclusion: "unsupported", selected: true })], false],
    ["available, but nobody chose it", [at("", { inclusion: "available" })], false],
    ["metadata of properties only", [at("properties.id", { selected: true })], false],
  ])("%s", (_, metadata, expected) => {
    expect(isStreamSelected(entryWith(metadata))).toBe(expected);
  });
});

describe("which properties stay", () => {
  const root = at("", { selected: true });

  test.each([
    ["all without a word against them", [root], ["id", "name", "owner.email", "owner.phone"]],
    [
      "not one that is deselected",
      [root, at("properties.name", { selected: false })],
      ["id", "owner.email", "owner.phone"],
    ],
    [
      "an automatic one, even deselected",
      [root, at("properties.name", { selected: false, inclusion: "automatic" })],
      ["id", "name", "owner.email", "owner.phone"],
    ],
    [
      "a key, even deselected",
      [root, at("properties.id", { selected: false })],
      ["id", "name", "owner.email", "owner.phone"],
    ],
    [
      "not an unsupported one",
      [root, at("properties.name", { selected: true, inclusion: "unsupported" })],
      ["id", "owner.email", "owner.phone"],
    ],
    [
      "not one that is off by default",
      [root, at("properties.name", { "selected-by-default": false })],
      ["id", "owner.email", "owner.phone"],
    ],
    [
      "one that is off by default, but chosen",
      [root, at("properties.name", { "selected-by-default": false, selected: true })],
      ["id", "name", "owner.email", "owner.phone"],
    ],
    [
      "not a nested one that is deselected",
      [root, at("properties.owner.properties.phone", { selected: false })],
      ["id", "name", "owner.email"],
    ],
    [
      "nothing inside a deselected one",
      [
        root,
        at("properties.owner", { selected: false }),
        at("properties.owner.properties.phone", { selected: true, inclusion: "automatic" }),
      ],
      ["id", "name"],
    ],
    [
      "all, whatever is said of places that do not exist",
      [
        root,
        at("properties.nothing", { selected: false }),
        at("properties", { selected: false }),
        at("items.x", { selected: false }),
      ],
      ["id", "name", "owner.email", "owner.phone"],
    ],
  ])("%s", (_, metadata, expected) => {
    const entry = entryWith(metadata);

    expect(listLeaves(createRecordSelector(entry)(record))).toEqual(expected);
    expect(listProperties(selectSchema(entry, schema))).toEqual(expected);
  });

  test("a record of which all is selected is handed back as it is", () => {
    expect(createRecordSelector(entryWith([root]))(record)).toBe(record);
  });

  test("a value that is not an object passes a selection inside it untouched", () => {
    const select = createRecordSelector(
      entryWith([root, at("properties.owner.properties.phone", { selected: false })]),
    );

    expect(select({ id: 1, owner: null })).toEqual({ id: 1, owner: null });
    expect(select({ id: 1, owner: ["phone"] })).toEqual({ id: 1, owner: ["phone"] });
  });

  test("a property that left is no longer required", () => {
    const entry = entryWith([root, at("properties.name", { selected: false })]);

    expect(selectSchema(entry, schema).required).toEqual(["id"]);
  });

  test("neither the schema nor the record is changed in place", () => {
    const before = JSON.stringify([schema, record]);
    const entry = entryWith([root, at("properties.owner.properties.phone", { selected: false })]);

    createRecordSelector(entry)(record);
    selectSchema(entry, schema);

    expect(JSON.stringify([schema, record])).toBe(before);
  });
});

function listLeaves(value: object, parent = ""): string[] {
  return Object.entries(value).flatMap(([name, part]) =>
    typeof part === "object" ? listLeaves(part, `${parent}${name}.`) : `${parent}${name}`,
  );
}

function listProperties(level: { properties?: object }, parent = ""): string[] {
  return Object.entries(level.properties ?? {}).flatMap(([name, part]) =>
    "properties" in part ? listProperties(part, `${parent}${name}.`) : `${parent}${name}`,
  );
}

import { describe, expect, test } from "vitest";
import { createRecordSelector } from "../../src/catalog/create-record-selector.ts";
import { parseCatalog } from "../../src/catalog/parse-catalog.ts";
import { isStreamSelected } from "../../src/catalog/resolve-selection.ts";
import { CatalogError } from "../../src/errors.ts";

test("an entry may leave out all but its name and schema", () => {
  const catalog = parseCatalog({ streams: [{ stream: "cards", schema: { properties: {} } }] });

  expect(catalog.streams).toEqual([
    {
      tap_stream_id: "cards",
      stream: "cards",
      schema: { properties: {} },
      key_properties: [],
      metadata: [],
    },
  ]);
});

test("keys are taken from the metadata when the entry has none", () => {
  const metadata = [{ breadcrumb: [], metadata: { "table-key-properties": ["id"] } }];

  const [entry] = parseCatalog({ streams: [{ tap_stream_id: "a", metadata }] }).streams;

  expect(entry).toMatchObject({ stream: "a", key_properties: ["id"] });
});

describe("the older form, with the selection inside the schema", () => {
  const parse = (schema: object) => {
    const [entry] = parseCatalog({ streams: [{ stream: "cards", schema }] }).streams;
    if (entry === undefined) throw new Error("no entry");
    return entry;
  };

  test.each([
    [true, { selected: true, properties: {} }],
    [false, { selected: false, properties: {} }],
    [true, { properties: { id: {} } }],
  ])("selected is %s for %j", (expected, schema) => {
    expect(isStreamSelected(parse(schema))).toBe(expected);
  });

  test("its properties are chosen, too", () => {
    const entry = parse({
      selected: true,
      properties: { a: {}, b: { selected: false }, c: { properties: { d: { selected: false } } } },
    });

    expect(createRecordSelector(entry)({ a: 1, b: 2, c: { d: 3, e: 4 } })).toEqual({
      a: 1,
      c: { e: 4 },
    });
  });

  test("metadata decides where there is any", () => {
    const [entry] = parseCatalog({
      streams: [
        {
          stream: "cards",
          schema: { selected: true },
          metadata: [{ breadcrumb: [], metadata: { selected: false } }],
        },
      ],
    }).streams;

    expect(entry && isStreamSelected(entry)).toBe(false);
  });
});

test.each([
  ["no object", [], 'the catalog must be an object with a list "streams"'],
  [
    "streams by name",
    { streams: { a: {} } },
    'the catalog must be an object with a list "streams"',
  ],
  ["a stream without a name", { streams: [{ stream: "a" }, {}] }, "stream number 2 has no name"],
  [
    "a schema that is text",
    { streams: [{ stream: "a", schema: "x" }] },
    'stream "a" has a "schema"',
  ],
  ["metadata by name", { streams: [{ stream: "a", metadata: {} }] }, 'stream "a" has a "metadata"'],
  [
    "metadata without a place",
    { streams: [{ stream: "a", metadata: [{}] }] },
    'without "breadcrumb"',
  ],
])("%s is an error that says so", (_, value, message) => {
  expect(() => parseCatalog(value)).toThrow(CatalogError);
  expect(() => parseCatalog(value)).toThrow(message);
});

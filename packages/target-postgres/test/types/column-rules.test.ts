import { expect, test } from "vitest";
import { chooseColumnType } from "../../src/types/column-rules.ts";

const choices = { timestampType: "timestamp", interpretContentEncoding: false } as const;

const root = {
  properties: {},
  $id: "https://example.test/root.json",
  definitions: {
    amount: { type: "number" },
    at: { type: ["string", "null"], format: "date-time" },
    node: { type: "object", properties: { next: { $ref: "#/definitions/node" } } },
    "a/b%": { type: "boolean" },
    loop: { $ref: "#/definitions/loop" },
    endless: { anyOf: [{ type: "integer" }, { $ref: "#/definitions/endless" }] },
    old: { id: "#old", type: "integer" },
  },
  $defs: {
    code: { $anchor: "code", type: "string", format: "uuid" },
    other: {
      $id: "https://example.test/other.json",
      $defs: { day: { type: "string", format: "date" } },
    },
  },
};

const string = { type: "string" };
const integer = { type: "integer" };
const decimal = { type: "string", format: "x-singer.decimal" };

/** What a schema says, and the column. */
const RULES: readonly [unknown, string][] = [
  // Integers by their bounds, in all drafts' spellings.
  [integer, "bigint"],
  [{ ...integer, minimum: 0 }, "bigint"],
  [{ ...integer, minimum: -32_768, maximum: 32_767 }, "smallint"],
  [{ ...integer, minimum: -32_768, maximum: 32_768 }, "integer"],
  [{ ...integer, minimum: 0, maximum: 2_147_483_648 }, "bigint"],
  [{ ...integer, minimum: 0, exclusiveMinimum: true, maximum: 9 }, "smallint"],
  [{ ...integer, exclusiveMinimum: 0, exclusiveMaximum: 100_000 }, "integer"],
  [{ ...integer, "x-sql-datatype": "smallint" }, "smallint"],
  [{ ...integer, "x-sql-datatype": "drop table" }, "bigint"],
  [{ type: "number", multipleOf: 0.01 }, "numeric"],
  [{ type: "number", "x-sql-datatype": "double precision" }, "double precision"],
  // Texts by their formats.
  [string, "text"],
  [{ ...string, maxLength: 3, pattern: "^a" }, "text"],
  [{ ...string, format: "date-time" }, "timestamp without time zone"],
  [{ ...string, format: "date" }, "date"],
  [{ ...string, format: "time" }, "time without time zone"],
  [{ ...string, format: "uuid" }, "uuid"],
  [{ ...string, format: "email" }, "text"],
  [{ ...string, format: "toString" }, "text"],
  [decimal, "numeric"],
  [{ ...decimal, precision: 10, scale: 2 }, "numeric(10,2)"],
  [{ ...decimal, precision: 10 }, "numeric"],
  [{ ...decimal, precision: 5000, scale: 2 }, "numeric"],
  [{ ...string, contentEncoding: "base16" }, "text"],
  // Objects and arrays.
  [{ type: "object" }, "jsonb"],
  [{ type: "object", "x-sql-datatype": "json" }, "json"],
  [{ properties: { a: string } }, "jsonb"],
  [{ type: "array" }, "jsonb"],
  [{ items: string }, "jsonb"],
  [{ type: "array", items: {} }, "jsonb"],
  [{ type: "array", items: true }, "jsonb"],
  [{ type: "array", items: false }, "jsonb"],
  [{ type: "array", items: string }, "text[]"],
  [{ type: ["null", "array"], items: { type: ["null", "integer"] } }, "bigint[]"],
  [{ type: "array", items: { ...string, format: "date-time" } }, "timestamp without time zone[]"],
  [{ type: "array", items: { type: ["integer", "string"] } }, "jsonb"],
  [{ type: "array", items: { type: "object" } }, "jsonb"],
  [{ type: "array", items: { type: "array", items: integer } }, "jsonb"],
  [{ type: "array", items: [integer, string] }, "jsonb"],
  [{ type: "array", prefixItems: [integer], items: string }, "jsonb"],
  [{ type: "array", items: { $ref: "#/definitions/amount" } }, "numeric[]"],
  [{ type: "array", items: { enum: ["a", "b", null] } }, "text[]"],
  [{ type: "array", items: { type: "number" }, "x-sql-datatype": "pgvector" }, "vector"],
  // Nothing, anything and nothing but null.
  [{}, "text"],
  [true, "text"],
  [false, "text"],
  [{ type: "null" }, "text"],
  [{ description: "?" }, "text"],
  [{ minimum: 3 }, "text"],
  // Several types.
  [{ type: ["integer", "number"] }, "numeric"],
  [{ type: ["integer", "string"] }, "text"],
  [{ type: ["boolean", "integer"] }, "text"],
  [{ type: ["object", "string"] }, "jsonb"],
  [{ type: ["object", "array"] }, "jsonb"],
  [{ type: ["string", "null"], format: "date" }, "date"],
  [{ type: ["string", "integer"], format: "date-time" }, "text"],
  // Values that are listed.
  [{ const: 7 }, "bigint"],
  [{ const: null }, "text"],
  [{ enum: ["a", "b"] }, "text"],
  [{ enum: [1, 2.5, null] }, "numeric"],
  [{ enum: [1, "a"] }, "text"],
  [{ enum: [true, false] }, "boolean"],
  [{ enum: [{ a: 1 }, "a"] }, "jsonb"],
  // Alternatives.
  [{ anyOf: [{ type: "null" }, integer] }, "bigint"],
  [{ anyOf: [integer, {}] }, "text"],
  [
    { anyOf: [{ ...string, format: "date-time" }, { type: "null" }] },
    "timestamp without time zone",
  ],
  [{ anyOf: [{ ...string, format: "date-time" }, string] }, "text"],
  [{ format: "date", anyOf: [string, { type: "null" }] }, "date"],
  [{ oneOf: [string, { type: "object" }] }, "jsonb"],
  [{ oneOf: [{ const: 1 }, { const: 2 }] }, "bigint"],
  [{ anyOf: [{ anyOf: [integer] }, { oneOf: [{ type: "number" }] }] }, "numeric"],
  [{ type: "string", anyOf: [{ format: "date" }, { format: "date-time" }] }, "text"],
  // All at once.
  [{ allOf: [{ description: "x" }, integer] }, "bigint"],
  [
    { allOf: [{ type: ["string", "null"] }, { format: "date-time" }] },
    "timestamp without time zone",
  ],
  [{ allOf: [{ type: ["integer", "null"] }, { minimum: 0 }, { maximum: 9 }] }, "smallint"],
  [{ type: ["number", "null"], allOf: [integer] }, "bigint"],
  [{ allOf: [{ $ref: "#/definitions/at" }], description: "x" }, "timestamp without time zone"],
  [{ allOf: [true, { anyOf: [integer, string] }] }, "text"],
  // References.
  [{ $ref: "#/definitions/amount" }, "numeric"],
  [{ $ref: "#/definitions/a~1b%25" }, "boolean"],
  [{ $ref: "#/$defs/code" }, "uuid"],
  [{ $ref: "#code" }, "uuid"],
  [{ $ref: "#old" }, "bigint"],
  [{ $ref: "https://example.test/other.json#/$defs/day" }, "date"],
  [{ $ref: "https://example.test/root.json#/definitions/amount" }, "numeric"],
  [{ $ref: "#/definitions/node" }, "jsonb"],
  [{ $ref: "#/definitions/loop" }, "text"],
  [{ $ref: "#/definitions/endless" }, "bigint"],
  [{ $ref: "#/definitions/none" }, "text"],
  [{ $ref: "https://elsewhere.test/x.json" }, "text"],
  [{ $ref: "https://elsewhere.test/x.json", type: ["integer", "null"] }, "bigint"],
  [{ anyOf: [{ $ref: "#/definitions/at" }, { type: "null" }] }, "timestamp without time zone"],
  [{ $ref: "#" }, "jsonb"],
];

test.each(RULES)("%j becomes %s", (schema, sql) => {
  expect(chooseColumnType(schema, root, choices)).toEqual({ sql });
});

/** With `interpret_content_encoding`: the schema, the column, how its texts stand for bytes. */
const ENCODED: readonly [unknown, string, string | undefined][] = [
  [{ ...string, contentEncoding: "base16" }, "bytea", "base16"],
  [{ type: ["null", "string"], contentEncoding: "base64" }, "bytea", "base64"],
  [{ ...string, contentEncoding: "quoted-printable" }, "text", undefined],
  [{ type: ["string", "integer"], contentEncoding: "base16" }, "text", undefined],
  [
    {
      anyOf: [
        { ...string, contentEncoding: "base16" },
        { ...string, contentEncoding: "base64" },
      ],
    },
    "text",
    undefined,
  ],
  [{ type: "array", items: { ...string, contentEncoding: "base16" } }, "text[]", undefined],
  [{ ...string, format: "uuid", contentEncoding: "base16" }, "uuid", undefined],
];

test.each(ENCODED)(
  "%j becomes %s, of texts in %s, when encodings count",
  (schema, sql, encoding) => {
    expect(chooseColumnType(schema, root, { ...choices, interpretContentEncoding: true })).toEqual(
      encoding === undefined ? { sql } : { sql, contentEncoding: encoding },
    );
  },
);

test("timestamp_type decides about date-times, also in arrays", () => {
  const dateTime = { ...string, format: "date-time" };
  const choose = (schema: unknown) =>
    chooseColumnType(schema, root, { ...choices, timestampType: "timestamptz" }).sql;

  expect([dateTime, { type: "array", items: dateTime }].map(choose)).toEqual([
    "timestamp with time zone",
    "timestamp with time zone[]",
  ]);
});

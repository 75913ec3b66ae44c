import { expect, test } from "vitest";
import { compileValidator } from "../src/records/compile-validator.ts";

const noWarning = (message: string): void => {
  throw new Error(`unexpected warning: ${message}`);
};

/** A schema of property `v`, a value that matches, one that does not. */
const CHECKS: readonly [string, Record<string, unknown>, unknown, unknown][] = [
  ["types", { type: ["integer", "null"] }, null, "1"],
  ["integers written as decimals", { type: "integer" }, JSON.parse("1.0"), 1.5],
  ["numbers beyond JavaScript's", { type: "number" }, JSON.parse("1e400"), "1"],
  ["lengths", { type: "string", maxLength: 2 }, "ab", "abc"],
  ["enumerations", { enum: ["a", 1] }, 1, "b"],
  ["bounds", { type: "number", maximum: 2 }, 2, 3],
  ["decimal multiples", { type: "number", multipleOf: 1e-15 }, 10.1, 1e-16],
  ["huge decimal multiples", { type: "number", multipleOf: 1e-38 }, 0.1, 1e-39],
  ["integer multiples", { type: "number", multipleOf: 3 }, 9, 10],
  ["patterns", { type: "string", pattern: "^[a-z\\-]+$" }, "a-b", "1"],
  [
    "nested values",
    { type: "object", properties: { a: { type: "string" } } },
    { a: "x" },
    { a: 1 },
  ],
  ["local references", { $ref: "#/definitions/text" }, "x", 1],
  ["unions", { anyOf: [{ type: "string" }, { type: "null" }] }, null, 1],
  ["formats, which only columns judge", { type: "string", format: "email" }, "no mail", 1],
];

test.each(CHECKS)("checks %s", (_, schema, good, bad) => {
  const validate = compileValidator(
    { type: "object", properties: { v: schema }, definitions: { text: { type: "string" } } },
    noWarning,
  );

  expect(validate({ v: good })).toBeUndefined();
  expect(validate({ v: bad })).toMatchObject({ column: "v" });
});

test.each([
  ["http://json-schema.org/draft-04/schema#", { maximum: 3, exclusiveMaximum: true }],
  ["http://json-schema.org/draft-06/schema#", { exclusiveMaximum: 3 }],
  ["http://json-schema.org/draft-07/schema#", JSON.parse('{"if": {"minimum": 3}, "then": false}')],
  [
    "https://json-schema.org/draft/2019-09/schema",
    { $defs: { a: { maximum: 2 } }, $ref: "#/properties/v/$defs/a" },
  ],
  ["https://json-schema.org/draft/2020-12/schema", { exclusiveMaximum: 3 }],
])("understands %s", ($schema, schema) => {
  const validate = compileValidator({ $schema, properties: { v: schema } }, noWarning);

  expect(validate({ v: 2 })).toBeUndefined();
  expect(validate({ v: 3 })).toMatchObject({ column: "v" });
});

test("tuples of 2020-12 are understood", () => {
  const $schema = "https://json-schema.org/draft/2020-12/schema";
  const v = { prefixItems: [{ type: "string" }] };
  const validate = compileValidator({ $schema, properties: { v } }, noWarning);

  expect(validate({ v: [1] })).toMatchObject({
    problem: "does not match the schema: must be string at /v/0",
  });
});

test("required and additional properties are named", () => {
  const validate = compileValidator(
    { properties: { a: {} }, required: ["a"], additionalProperties: false },
    noWarning,
  );

  expect(validate({})).toMatchObject({ column: "a" });
  expect(validate({ a: 1, b: 2 })).toMatchObject({ column: "b" });
});

test("names that every object answers to are not mistaken for values", () => {
  const validate = compileValidator({ properties: { constructor: { type: "string" } } }, noWarning);

  expect(validate({})).toBeUndefined();
});

test.each([
  [
    "a remote reference",
    { $ref: "https://example.com/schema.json" },
    /\$ref "https:\/\/example.com\/schema.json".*ignored/,
  ],
  [
    "a pattern that is none",
    { type: "string", pattern: "(?P<a>.)" },
    /pattern "\(\?P<a>\.\)".*ignored/,
  ],
  ["an unknown type", { type: "text" }, /property "v" cannot be compiled/],
])("%s is ignored with a warning, the rest is checked", (_, schema, warning) => {
  const warnings: string[] = [];

  const validate = compileValidator(
    { properties: { v: schema, other: { type: "string" } } },
    (message) => warnings.push(message),
  );

  expect(warnings).toEqual([expect.stringMatching(warning)]);
  expect(validate({ v: "anything", other: "x" })).toBeUndefined();
  expect(validate({ other: 1 })).toMatchObject({ column: "other" });
});

test("two streams may name their schemas alike", () => {
  const schema = { $id: "https://example.com/a", properties: { v: { type: "string" } } };

  compileValidator(schema, noWarning);

  expect(compileValidator(schema, noWarning)({ v: 1 })).toMatchObject({ column: "v" });
});

import type { Situations } from "../harness/situation.ts";
import { json, rowsOfType } from "./rows-of-type.ts";

const array = (items: unknown) => ({ type: ["array", "null"], items });

/** Objects, arrays, mixtures, and schemas that say little. */
export const nestedTypes: Situations = {
  object: rowsOfType({ type: ["object", "null"], properties: { a: { type: "number" } } }, [
    '{"a":1}',
    "{}",
    '{"b":{"c":[1,null,"x"]},"a":1.10}',
    null,
  ]),
  "object with line breaks in texts": rowsOfType({ type: "object" }, ['{"a":"x\\ny\\t\\"z\\\\"}']),
  "object with big numbers": rowsOfType({ type: "object" }, [
    '{"a":9007199254740993,"b":12345678901234567890.123456789}',
  ]),
  "object with a repeated name": rowsOfType({ type: "object" }, ['{"a":1,"a":2}']),
  "object with NUL, sanitized": rowsOfType(
    { type: "object" },
    ['{"a":"x\\u0000y"}', '{"a":{"b":"x\\u0000y"}}'],
    { settings: { sanitize_null_text_characters: true }, peers: ["meltano"] },
  ),
  "array of texts": rowsOfType(array({ type: "string" }), [
    '["a","b"]',
    "[]",
    '["NULL","a,b","\\"{}"]',
    null,
  ]),
  "array of texts or null": rowsOfType(array({ type: ["string", "null"] }), ['["a",null]']),
  "array of integers": rowsOfType(array({ type: "integer" }), ["[1,2]", "[]"]),
  "array of numbers": rowsOfType(array({ type: "number" }), ["[1.5,0.1]"]),
  "array of booleans": rowsOfType(array({ type: "boolean" }), ["[true,false]"]),
  "array of date-times": rowsOfType(array({ type: "string", format: "date-time" }), [
    '["2024-01-01T00:00:00Z"]',
  ]),
  "array of objects": rowsOfType(array({ type: "object", properties: {} }), ['[{"a":1}]', "[]"]),
  "array of arrays": rowsOfType(array({ type: "array", items: { type: "integer" } }), [
    "[[1],[2,3]]",
  ]),
  "array of uneven arrays": rowsOfType(array({ type: "array", items: { type: "integer" } }), [
    "[[1],[2]]",
  ]),
  "array without items": rowsOfType({ type: "array" }, ['[1,"a",null]', "[]"]),
  "array of anything": rowsOfType(array({}), ['[1,"a",null]']),
  "array as a tuple": rowsOfType(array([{ type: "integer" }, { type: "string" }]), ['[1,"a"]']),
  "array of several types": rowsOfType(array({ type: ["integer", "string"] }), ['[1,"a"]']),
  "integer or text": rowsOfType({ type: ["integer", "string", "null"] }, ["1", json("a"), null]),
  "number or text": rowsOfType({ type: ["number", "string"] }, ["1.5", json("2.5")]),
  "number or text that is no number": rowsOfType({ type: ["number", "string"] }, [
    "1.5",
    json("a"),
  ]),
  "integer or number": rowsOfType({ type: ["integer", "number"] }, ["1", "1.5"]),
  "boolean or text": rowsOfType({ type: ["boolean", "string"] }, ["true", json("a")]),
  "boolean or integer": rowsOfType({ type: ["boolean", "integer"] }, ["true", "1"]),
  "object or array": rowsOfType({ type: ["object", "array", "null"] }, ['{"a":1}', "[1]"]),
  "object or text": rowsOfType({ type: ["object", "string", "null"] }, [
    '{"a":1}',
    json("a"),
    json("1"),
  ]),
  "array or text": rowsOfType({ type: ["array", "string", "null"], items: { type: "string" } }, [
    '["a"]',
    json("a"),
  ]),
  "date-time or integer": rowsOfType({ type: ["string", "integer"], format: "date-time" }, [
    json("2024-01-01T00:00:00Z"),
  ]),
  "anyOf text and null": rowsOfType({ anyOf: [{ type: "string" }, { type: "null" }] }, [
    json("a"),
    null,
  ]),
  "anyOf null and text": rowsOfType({ anyOf: [{ type: "null" }, { type: "string" }] }, [
    json("a"),
    null,
  ]),
  "anyOf date-time and text": rowsOfType(
    { anyOf: [{ type: "string", format: "date-time" }, { type: ["string", "null"] }] },
    [json("2024-01-01T00:00:00Z"), json("soon")],
  ),
  "anyOf date-time and null": rowsOfType(
    { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] },
    [json("2024-01-01T00:00:00Z"), null],
  ),
  "anyOf integer and text": rowsOfType({ anyOf: [{ type: "integer" }, { type: "string" }] }, [
    "1",
    json("a"),
  ]),
  "anyOf text and integer": rowsOfType({ anyOf: [{ type: "string" }, { type: "integer" }] }, [
    "1",
    json("a"),
  ]),
  "anyOf object and text": rowsOfType({ anyOf: [{ type: "object" }, { type: "string" }] }, [
    '{"a":1}',
    json("a"),
  ]),
  "anyOf array and text": rowsOfType(
    { anyOf: [{ type: "array", items: { type: "string" } }, { type: "string" }] },
    ['["a"]'],
  ),
  "oneOf integer and null": rowsOfType({ oneOf: [{ type: "integer" }, { type: "null" }] }, [
    "1",
    null,
  ]),
  "oneOf object and null": rowsOfType({ oneOf: [{ type: "object" }, { type: "null" }] }, [
    '{"a":1}',
  ]),
  "allOf integer": rowsOfType({ allOf: [{ type: "integer" }, { minimum: 0 }] }, ["1"]),
  "no type": rowsOfType({}, ["1", json("a"), '{"a":1}', "[1]", "true", null]),
  "only null": rowsOfType({ type: "null" }, [null]),
  "enum without type": rowsOfType({ enum: ["a", "b"] }, [json("a")]),
  "const without type": rowsOfType({ const: 1 }, ["1"]),
};

import { ExactDecimal } from "@singer-metabase/metabase-client";
import { expect, test } from "vitest";
import { matchesSchema } from "../../src/records/matches-schema.ts";
import {
  boolean,
  dateTime,
  integer,
  list,
  number,
  object,
  text,
} from "../../src/records/properties.ts";

test.each([
  ["text", text(), "a", true],
  ["null for text", text(), null, true],
  ["a number for text", text(), 1, false],
  ["an integer", integer(), 7, true],
  ["a fraction for an integer", integer(), 7.5, false],
  ["a number", number(), 7.5, true],
  ["an integer beyond 2^53", integer(), 9007199254740993n, true],
  ["an integer beyond 2^53 for a number", number(), 9007199254740993n, true],
  ["an integer beyond 2^53 for text", text(), 9007199254740993n, false],
  ["an exact decimal", number(), new ExactDecimal("12345678901234567.89"), true],
  ["an exact decimal for an integer", integer(), new ExactDecimal("12345678901234567.89"), false],
  ["an exact decimal for an object", object(), new ExactDecimal("12345678901234567.89"), false],
  ["a flag", boolean(), false, true],
  ["text for a flag", boolean(), "false", false],
  ["an object", object(), {}, true],
  ["a list for an object", object(), [], false],
  ["a list", list(), [1, "a"], true],
  ["a list of integers", list("", { type: "integer" }), [1, 2], true],
  ["a list with one text among integers", list("", { type: "integer" }), [1, "2"], false],
  [
    "a nested property of its type",
    { ...object(), properties: { id: integer() } },
    { id: 1 },
    true,
  ],
  [
    "a nested property of another",
    { ...object(), properties: { id: integer() } },
    { id: "1" },
    false,
  ],
  ["an undeclared nested property", { ...object(), properties: {} }, { x: 1 }, true],
  ["a point in time", dateTime(), "2024-06-19T11:57:35.85999Z", true],
  ["a point in time without fraction", dateTime(), "2024-06-19T11:57:35Z", true],
  ["a point in time with an offset", dateTime(), "2024-06-19T11:57:35+02:00", true],
  ["a point in time without zone", dateTime(), "2024-06-19T11:57:35", false],
  ["a date for a point in time", dateTime(), "2024-06-19", false],
  ["an hour that does not exist", dateTime(), "2024-06-19T25:00:00Z", false],
  ["anything without a type", {}, [{}], true],
])("%s", (_, schema, value, expected) => {
  expect(matchesSchema(value, schema)).toBe(expected);
});

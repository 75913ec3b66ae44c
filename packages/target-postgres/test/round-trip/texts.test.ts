import { type RoundTrip, testRoundTrips } from "./round-trips.ts";

const string = { type: ["string", "null"] };
const base16 = { ...string, contentEncoding: "base16" };
const base64 = { ...string, contentEncoding: "base64" };
const uuid = { ...string, format: "uuid" };

const TEXTS: readonly RoundTrip[] = [
  [string, '"plain"', "text", "plain"],
  [string, '""', "text", ""],
  [string, "null", "text", null],
  [string, '"null"', "text", "null"],
  [string, '"NULL"', "text", "NULL"],
  [
    string,
    String.raw`"tab\tline\nreturn\rback\\slash \\N \\. \b\f\/ \u0001\u007f"`,
    "text",
    "tab\tline\nreturn\rback\\slash \\N \\. \b\f/ \u0001\u007f",
  ],
  [string, String.raw`"\ud83d\ude00 Gdańsk \u2028"`, "text", "😀 Gdańsk \u2028"],
  [string, String.raw`"\\u0000 \\ud800"`, "text", String.raw`\u0000 \ud800`],
  [string, `"${"x".repeat(100_000)}"`, "text", "x".repeat(100_000)],
  [string, '" leading and trailing "', "text", " leading and trailing "],
  [string, '"infinity"', "text", "infinity"],
  [{ ...string, maxLength: 3 }, '"äöü"', "text", "äöü"],
  [{ type: "boolean" }, "true", "boolean", "true"],
  [{ type: "boolean" }, "false", "boolean", "false"],
  [{ type: ["boolean", "integer"] }, "true", "text", "true"],
  [{ type: ["integer", "string"] }, '"a"', "text", "a"],
  [uuid, '"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"', "uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"],
  [uuid, '"a0eebc999c0b4ef8bb6d6bb9bd380a11"', "uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"],
  [{}, '"a"', "text", "a"],
  [{}, '{"b":1, "2":1.10}', "text", '{"b":1, "2":1.10}'],
  [{ type: "null" }, "null", "text", null],
  [base16, '"01AF"', "bytea", "\\x01af"],
  [base16, '"1af"', "bytea", "\\x01af"],
  [base16, '"0x1234"', "bytea", "\\x1234"],
  [base16, String.raw`"\\x1234"`, "bytea", "\\x1234"],
  [base16, '""', "bytea", "\\x"],
  [base16, "null", "bytea", null],
  [base64, '"AP+/"', "bytea", "\\x00ffbf"],
  [base64, '"AP-_"', "bytea", "\\x00ffbf"],
  [base64, '"QQ=="', "bytea", "\\x41"],
  [base64, '"QQ"', "bytea", "\\x41"],
  [base64, String.raw`"QUJD\r\nREVG"`, "bytea", "\\x414243444546"],
];

testRoundTrips(TEXTS, { interpret_content_encoding: true });

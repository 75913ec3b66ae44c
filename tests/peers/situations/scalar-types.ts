import type { Situations } from "../harness/situation.ts";
import { json, rowsOfType } from "./rows-of-type.ts";

const integer = { type: ["integer", "null"] };
const number = { type: ["number", "null"] };
const string = { type: ["string", "null"] };

/** Texts, numbers and booleans, and what their keywords make of them. */
export const scalarTypes: Situations = {
  text: rowsOfType(string, [
    json("a"),
    json(""),
    json("é 漢字 😀"),
    json("NULL"),
    json("\\N"),
    null,
  ]),
  "text with line breaks, tabs, quotes and backslashes": rowsOfType(
    string,
    ["a\nb", "a\r\nb", "a\tb", 'a"b', "a'b", "a\\b", "a\\nb", "\\.", "a,b"].map(json),
  ),
  "text with maxLength": rowsOfType({ ...string, maxLength: 3 }, [json("abc")]),
  "text of the other formats": rowsOfType({ ...string, format: "email" }, [json("a@example.com")]),
  uuid: rowsOfType({ ...string, format: "uuid" }, [
    json("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    json("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12"),
  ]),
  "text with NUL": rowsOfType(string, [json("a\u0000b")]),
  "text with NUL, sanitized": rowsOfType(string, [json("a\u0000b")], {
    settings: { sanitize_null_text_characters: true },
    peers: ["meltano"],
  }),
  "text in base16": rowsOfType({ ...string, contentEncoding: "base16" }, [json("c0ffee")]),
  "text in base16, interpreted": rowsOfType(
    { ...string, contentEncoding: "base16" },
    ["c0ffee", "0xC0FFEE", "\\xabc", ""].map(json),
    { settings: { interpret_content_encoding: true }, peers: ["meltano"] },
  ),
  "text that is a decimal": rowsOfType({ ...string, format: "x-singer.decimal" }, [
    json("1.10"),
    json("12345678901234567890.123456789"),
  ]),
  integer: rowsOfType(integer, ["0", "-1", "9007199254740993", "9223372036854775807", null]),
  "integer beyond 64 bits": rowsOfType(integer, ["1", "9223372036854775808"]),
  "integer written as 1.0": rowsOfType(integer, ["1.0"]),
  "integer written as 1e3": rowsOfType(integer, ["1e3"]),
  "integer for smallint": rowsOfType({ ...integer, minimum: 0, maximum: 100 }, ["7"]),
  "integer for integer": rowsOfType({ ...integer, minimum: -2147483648, maximum: 2147483647 }, [
    "2147483647",
  ]),
  "integer with a maximum only": rowsOfType({ ...integer, maximum: 32767 }, ["7"]),
  "integer beyond its maximum": rowsOfType({ ...integer, minimum: 0, maximum: 100 }, ["40000"], {
    settings: { validate_records: false },
  }),
  "integer with x-sql-datatype": rowsOfType({ ...integer, "x-sql-datatype": "smallint" }, ["7"]),
  number: rowsOfType(number, ["1", "0.1", "1.10", "-2.5", null]),
  "number of many digits": rowsOfType(number, ["12345678901234567890.123456789", "1e-10"]),
  "number with multipleOf": rowsOfType({ ...number, multipleOf: 0.01 }, ["10.10"]),
  "number beyond a double's": rowsOfType(number, ["1e400"]),
  boolean: rowsOfType({ type: ["boolean", "null"] }, [true, false, null]),
};

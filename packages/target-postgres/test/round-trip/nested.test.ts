import { type RoundTrip, testRoundTrips } from "./round-trips.ts";

const object = { type: ["object", "null"] };
const json = { ...object, "x-sql-datatype": "json" };
const integer = { type: ["integer", "null"] };
const string = { type: ["string", "null"] };
const strings = { type: "array", items: string };
const numbers = { type: "array", items: { type: ["number", "null"] } };

const NESTED: readonly RoundTrip[] = [
  [object, "null", "jsonb", null],
  [object, "{}", "jsonb", "{}"],
  [object, '{"a":null,"b":{},"c":[],"d":""}', "jsonb", '{"a": null, "b": {}, "c": [], "d": ""}'],
  [object, '{"n": 9007199254740993, "d": 1.10}', "jsonb", '{"d": 1.10, "n": 9007199254740993}'],
  [object, String.raw`{"q":"\"\\\t\u00e9 \\u0000"}`, "jsonb", String.raw`{"q": "\"\\\té \\u0000"}`],
  [object, '{"__proto__": 1, "constructor": 2}', "jsonb", '{"__proto__": 1, "constructor": 2}'],
  [object, '{"__proto__": {"__proto__": []}}', "jsonb", '{"__proto__": {"__proto__": []}}'],
  [
    object,
    `${'{"a":'.repeat(500)}1${"}".repeat(500)}`,
    "jsonb",
    `${'{"a": '.repeat(500)}1${"}".repeat(500)}`,
  ],
  // json keeps what jsonb has no place for: order, blanks, repeated names, every escape.
  [json, '{"b":1.10, "2":{"z":1,"y":2},"b":3 }', "json", '{"b":1.10, "2":{"z":1,"y":2},"b":3 }'],
  [json, String.raw`{"a":"\u0000\ud800"}`, "json", String.raw`{"a":"\u0000\ud800"}`],
  [{ type: "array" }, "[]", "jsonb", "[]"],
  [{ type: "array" }, '["",null,{},[]]', "jsonb", '["", null, {}, []]'],
  [{ type: "array", items: object }, '[{"a":1.0}, null]', "jsonb", '[{"a": 1.0}, null]'],
  [
    { type: "array", items: { type: "array", items: integer } },
    "[[1],[2,3]]",
    "jsonb",
    "[[1], [2, 3]]",
  ],
  [{ type: "array", items: [integer, string] }, '[1,"a"]', "jsonb", '[1, "a"]'],
  [{ type: "array", prefixItems: [integer, string] }, '[1,"a"]', "jsonb", '[1, "a"]'],
  [strings, "[]", "text[]", "{}"],
  [strings, "[null]", "text[]", "{NULL}"],
  [
    strings,
    String.raw`["a,b", "q\"\\", "", null, "NULL", "tab\t", "{}", " "]`,
    "text[]",
    '{"a,b","q\\"\\\\","",NULL,"NULL","tab\t","{}"," "}',
  ],
  [
    numbers,
    "[1.10, 9007199254740993, 1e3, null]",
    "numeric[]",
    "{1.10,9007199254740993,1000,NULL}",
  ],
  [{ type: "array", items: integer }, "[1.0]", "bigint[]", "{1}"],
  [
    { type: "array", items: integer },
    "[9223372036854775808]",
    "numeric[]",
    "{9223372036854775808}",
  ],
  [
    { type: "array", items: { type: "string", format: "date-time" } },
    '["2024-01-01T00:30:00+01:00"]',
    "timestamp without time zone[]",
    '{"2023-12-31 23:30:00"}',
  ],
  [{ type: "array", items: { type: "boolean" } }, "[true,false]", "boolean[]", "{t,f}"],
  [{ type: ["object", "string"] }, '"1"', "jsonb", '"1"'],
  [{ type: ["object", "array", "number"] }, "1.10", "jsonb", "1.10"],
  [{ oneOf: [{ type: "string" }, { type: "object" }] }, '{"a":1}', "jsonb", '{"a": 1}'],
  [{ type: ["array", "string"], items: string }, '"a"', "jsonb", '"a"'],
];

testRoundTrips(NESTED);

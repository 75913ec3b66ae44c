import { beforeAll, expect, test } from "vitest";
import { recordLine, schemaLine } from "./harness/lines.ts";
import { load, loadAll } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const string = { type: ["string", "null"] };
const dateTime = { ...string, format: "date-time" };
const number = { type: ["number", "null"] };
const integer = { type: ["integer", "null"] };
const object = { type: ["object", "null"] };
const strings = { type: "array", items: { type: ["string", "null"] } };

/** Property's schema, the value as JSON in the line, the column's type, the value as PostgreSQL prints it. */
const VALUES: readonly [unknown, string, string, string | null][] = [
  [string, '"plain"', "text", "plain"],
  [string, '""', "text", ""],
  [string, "null", "text", null],
  [
    string,
    String.raw`"tab\tline\nreturn\rback\\slash \\N \\."`,
    "text",
    "tab\tline\nreturn\rback\\slash \\N \\.",
  ],
  [string, '"NULL"', "text", "NULL"],
  [string, String.raw`"\ud83d\ude00 Gdańsk"`, "text", "😀 Gdańsk"],
  [integer, "9007199254740993", "bigint", "9007199254740993"],
  [integer, "-9223372036854775808", "bigint", "-9223372036854775808"],
  [integer, "1.0", "bigint", "1"],
  [integer, "1e3", "bigint", "1000"],
  [integer, "-0", "bigint", "0"],
  [integer, "12300000000000000000e-3", "bigint", "12300000000000000"],
  [{ type: "integer", minimum: 0, maximum: 100 }, "100", "smallint", "100"],
  [{ type: "integer", minimum: 0, maximum: 100_000 }, "100000", "integer", "100000"],
  [{ type: "integer", minimum: 0 }, "100000", "bigint", "100000"],
  [{ type: "integer", "x-sql-datatype": "smallint" }, "7", "smallint", "7"],
  [number, "0.1", "numeric", "0.1"],
  [number, "1.10", "numeric", "1.10"],
  [
    number,
    "123456789012345678901234567890.123456789",
    "numeric",
    "123456789012345678901234567890.123456789",
  ],
  [number, "1e400", "numeric", `1${"0".repeat(400)}`],
  [number, "1e-10", "numeric", "0.0000000001"],
  [{ type: "string", format: "singer.decimal" }, '"3.140"', "numeric", "3.140"],
  [{ type: "boolean" }, "true", "boolean", "true"],
  [{ type: "boolean" }, "false", "boolean", "false"],
  [
    dateTime,
    '"2024-02-29T23:30:00.123456Z"',
    "timestamp without time zone",
    "2024-02-29 23:30:00.123456",
  ],
  [
    dateTime,
    '"2024-02-29T23:30:00.123456-05:30"',
    "timestamp without time zone",
    "2024-03-01 05:00:00.123456",
  ],
  [dateTime, '"2023-12-31T23:59:60+00:00"', "timestamp without time zone", "2024-01-01 00:00:00"],
  [dateTime, '"2024-01-01T00:30:00+01:00"', "timestamp without time zone", "2023-12-31 23:30:00"],
  [dateTime, '"2024-01-01 10:00:00"', "timestamp without time zone", "2024-01-01 10:00:00"],
  [dateTime, '"2024-01-01"', "timestamp without time zone", "2024-01-01 00:00:00"],
  [
    dateTime,
    '"2024-01-01T10:00:00.1234560000Z"',
    "timestamp without time zone",
    "2024-01-01 10:00:00.123456",
  ],
  [dateTime, '"10000-01-01T00:00:00Z"', "timestamp without time zone", "10000-01-01 00:00:00"],
  [dateTime, '"0001-01-01T00:00:00Z"', "timestamp without time zone", "0001-01-01 00:00:00"],
  [
    dateTime,
    '"0001-01-01T00:00:00+01:00"',
    "timestamp without time zone",
    "0001-12-31 23:00:00 BC",
  ],
  [dateTime, '"infinity"', "timestamp without time zone", "infinity"],
  [{ ...string, format: "date" }, '"2024-02-29"', "date", "2024-02-29"],
  [{ ...string, format: "date" }, '"2024-02-29T00:00:00Z"', "date", "2024-02-29"],
  [{ ...string, format: "time" }, '"23:59:59.999999"', "time without time zone", "23:59:59.999999"],
  [{ ...string, format: "time" }, '"10:00:00+02:00"', "time without time zone", "08:00:00"],
  [
    { ...string, format: "uuid" },
    '"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"',
    "uuid",
    "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
  ],
  [object, "{}", "jsonb", "{}"],
  [object, '{"n": 9007199254740993, "d": 1.10}', "jsonb", '{"d": 1.10, "n": 9007199254740993}'],
  [object, String.raw`{"q":"\"\\\t\u00e9 \\u0000"}`, "jsonb", String.raw`{"q": "\"\\\té \\u0000"}`],
  [object, '{"__proto__": 1, "constructor": 2}', "jsonb", '{"__proto__": 1, "constructor": 2}'],
  [{ type: "array" }, "[]", "jsonb", "[]"],
  [{ type: "array", items: object }, '[{"a":1.0}, null]', "jsonb", '[{"a": 1.0}, null]'],
  [
    { type: "array", items: { type: "array", items: integer } },
    "[[1],[2,3]]",
    "jsonb",
    "[[1], [2, 3]]",
  ],
  [{ type: "array", items: [integer, string] }, '[1,"a"]', "jsonb", '[1, "a"]'],
  [strings, "[]", "text[]", "{}"],
  [
    strings,
    String.raw`["a,b", "q\"\\", "", null, "NULL", "tab\t"]`,
    "text[]",
    '{"a,b","q\\"\\\\","",NULL,"NULL","tab\t"}',
  ],
  [
    { type: "array", items: number },
    "[1.10, 9007199254740993, 1e3]",
    "numeric[]",
    "{1.10,9007199254740993,1000}",
  ],
  [{ type: "array", items: integer }, "[1.0]", "bigint[]", "{1}"],
  [{ type: ["integer", "string"] }, '"a"', "text", "a"],
  [{ type: ["integer", "string"] }, "9007199254740993", "text", "9007199254740993"],
  [{ type: ["integer", "number"] }, "1.50", "numeric", "1.50"],
  [{ type: ["boolean", "integer"] }, "true", "text", "true"],
  [{ type: ["object", "string"] }, '"1"', "jsonb", '"1"'],
  [{ type: ["object", "array", "number"] }, "1.10", "jsonb", "1.10"],
  [{}, '{"b":1, "2":1.10}', "text", '{"b":1, "2":1.10}'],
  [{}, '"a"', "text", "a"],
  [{ type: "null" }, "null", "text", null],
  [{ anyOf: [{ type: "null" }, { type: "integer" }] }, "1", "bigint", "1"],
  [
    { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] },
    '"2024-01-01T00:00:00Z"',
    "timestamp without time zone",
    "2024-01-01 00:00:00",
  ],
  [{ oneOf: [{ type: "string" }, { type: "object" }] }, '{"a":1}', "jsonb", '{"a": 1}'],
  [{ allOf: [{ description: "x" }, { type: "integer" }] }, "1", "bigint", "1"],
];

const NUMBERED = VALUES.map((value, index) => [...value, `value_${index}`] as const);

beforeAll(() =>
  loadAll(
    database(),
    NUMBERED.flatMap(([schema, json, , , stream]) => [
      schemaLine(stream, { v: schema }),
      recordLine(stream, `{"v": ${json}}`),
    ]),
  ),
);

test.each(NUMBERED)("%j: %s is a %s that reads %j", async (_, __, type, text, stream) => {
  const rows = await database().query(
    `select v::text as text, format_type(atttypid, atttypmod) as type from t.${stream}, pg_attribute
     where attrelid = 't.${stream}'::regclass and attname = 'v'`,
  );

  expect(rows).toEqual([{ text, type }]);
});

/** What a column cannot hold: schema, JSON, and what is said. */
const REFUSED: readonly [unknown, string, RegExp][] = [
  [string, String.raw`"a\u0000b"`, /U\+0000.*sanitize_null_text_characters/],
  [string, String.raw`"\ud800"`, /half a surrogate pair/],
  [object, String.raw`{"deep":["\u0000"]}`, /U\+0000/],
  [object, String.raw`{"deep":"\udc00"}`, /half a surrogate pair/],
  [integer, "1e1000000000", /out of range|must be integer/],
  [dateTime, '"0000-00-00 00:00:00"', /does not exist; set on_invalid_date/],
  [dateTime, '"2021-02-30T00:00:00Z"', /does not exist; set on_invalid_date/],
  [dateTime, '"2021-02-30T00:00:00+02:00"', /does not exist/],
  [dateTime, '"300000-01-01T00:00:00Z"', /timestamp out of range/],
  [
    dateTime,
    '"2024-01-01T10:00:00.1234567Z"',
    /more than six fractional digits.*on_precision_loss/,
  ],
  [dateTime, '"2024-01-01T10:00:00+00:00+00:00"', /one zone at most/],
  [dateTime, '"2024-01-01T10:70:00Z"', /invalid|out of range/],
  [dateTime, '"yesterday"', /not a date .* or date-time/],
  [{ ...string, format: "date" }, '"2024-01-01T10:00:00Z"', /has a time of day/],
  [{ ...string, format: "date" }, '"0000-00-00"', /does not exist; set on_invalid_date/],
  [{ ...string, format: "uuid" }, '"no-uuid"', /invalid input syntax for type uuid/],
  [{ type: "integer" }, '"seven"', /does not match the schema: must be integer/],
];

test.each(REFUSED)("%j: %s is refused, naming line and column", async (schema, json, reason) => {
  const default_target_schema = `refused_${REFUSED.findIndex((row) => row[1] === json)}`;
  const lines = [schemaLine("values", { v: schema }), recordLine("values", `{"v": ${json}}`)];

  const { error } = await load(database(), lines, { default_target_schema });

  expect(error?.message).toMatch(/^line 2 \(stream "values", column "v"\): /);
  expect(error?.message).toMatch(reason);
  expect(error?.message).not.toContain(JSON.parse(json).toString().slice(0, 6));
});

test("U+0000 and halves of pairs become U+FFFD at every depth when that is asked for", async () => {
  const record = String.raw`{"s":"a\u0000\ud800","o":{"k\u0000":["\u0000\udc00","\ud83d\ude00 \\u0000"]},"a":["\u0000"]}`;
  const lines = [
    schemaLine("sanitized", { s: string, o: object, a: strings }),
    recordLine("sanitized", record),
  ];

  await loadAll(database(), lines, { sanitize_null_text_characters: true });

  expect(await database().query("select s, o, a from t.sanitized")).toEqual([
    { s: "a\ufffd\ufffd", o: { "k\ufffd": ["\ufffd\ufffd", "😀 \\u0000"] }, a: ["\ufffd"] },
  ]);
});

test("names that every JavaScript object answers to are ordinary columns", async () => {
  const properties = `{"__proto__":{"type":["string","null"]},"constructor":{"type":["string","null"]},"toString":{"type":["string","null"]}}`;
  const lines = [
    `{"type":"SCHEMA","stream":"inherited","schema":{"properties":${properties}},"key_properties":[]}`,
    recordLine("inherited", '{"__proto__":"p"}'),
    recordLine("inherited", '{"constructor":"c","toString":"t"}'),
  ];

  await loadAll(database(), lines);

  const rows = await database().query(
    `select array["__proto__", "constructor", "toString"] as found from t.inherited`,
  );
  expect(rows.map(({ found }) => found)).toEqual([
    ["p", null, null],
    [null, "c", "t"],
  ]);
});

test("date-times with zones stay instants in a timestamptz column", async () => {
  const lines = [
    schemaLine("zoned", { at: dateTime }),
    recordLine("zoned", { at: "2024-02-29T23:30:00.123456-05:30" }),
    recordLine("zoned", { at: "2024-02-29T23:30:00" }),
  ];

  await loadAll(database(), lines, { timestamp_type: "timestamptz" });

  const rows = await database().query("select at at time zone 'UTC' as utc, at::text from t.zoned");
  expect(rows.map(({ at }) => at)).toEqual([
    "2024-03-01 05:00:00.123456+00",
    "2024-02-29 23:30:00+00",
  ]);
});

test("on_precision_loss text gives texts to the property that needs them, from there on", async () => {
  const lines = [
    schemaLine("digits", { at: dateTime, other: dateTime }),
    recordLine("digits", { at: "2024-01-01T10:00:00Z", other: "2024-01-01T10:00:00Z" }),
    recordLine("digits", { at: "2024-01-01T10:00:00.123456789Z", other: "2024-01-02T10:00:00Z" }),
    recordLine("digits", { at: "2024-01-01T10:00:00Z" }),
  ];

  await loadAll(database(), lines, { on_precision_loss: "text" });

  const rows = await database().query("select at::text, at__text, other::text from t.digits");
  expect(rows).toEqual([
    { at: "2024-01-01 10:00:00", at__text: null, other: "2024-01-01 10:00:00" },
    { at: null, at__text: "2024-01-01T10:00:00.123456789Z", other: "2024-01-02 10:00:00" },
    { at: null, at__text: "2024-01-01T10:00:00Z", other: null },
  ]);
});

test("keys may come in any order, repeated and escaped, and the last one counts", async () => {
  const lines = [
    schemaLine("ordered", { a: number, b: object, ü: number }),
    String.raw`{"record" : { "b" : {"x":[ "]}" , 1.10 ]} ,"a":1,"\u0061" : 2.50, "\u00fc":3.0 },"extra":{"record":{"a":9}},"stream":"ordered","type":"RECORD"}`,
  ];

  await loadAll(database(), lines);

  const rows = await database().query(`select a::text, b::text, "ü"::text from t.ordered`);
  expect(rows).toEqual([{ a: "2.50", b: '{"x": ["]}", 1.10]}', ü: "3.0" }]);
});

import { expect, test } from "vitest";
import { recordLine, schemaLine } from "../harness/lines.ts";
import { load, loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const string = { type: ["string", "null"] };
const dateTime = { ...string, format: "date-time" };
const number = { type: ["number", "null"] };
const object = { type: ["object", "null"] };
const strings = { type: "array", items: { type: ["string", "null"] } };

/** What a column cannot hold: schema, JSON, and what is said. */
const REFUSED: readonly [unknown, string, RegExp][] = [
  [string, String.raw`"a\u0000b"`, /U\+0000.*sanitize_null_text_characters/],
  [string, String.raw`"\ud800"`, /half a surrogate pair/],
  [object, String.raw`{"deep":["\u0000"]}`, /U\+0000 at \/deep\/0, which/],
  [object, String.raw`{"deep":{"a\udc00":1}}`, /half a surrogate pair at \/deep\/a\\udc00, which/],
  [strings, String.raw`["a","\u0000"]`, /at \/1 contains U\+0000/],
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

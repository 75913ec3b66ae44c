const s = (...texts: readonly string[]): string[] => texts.map((text) => JSON.stringify(text));

/** A property: its schema, and values (as JSON) that its column may get, good ones and others. */
export interface TrickyProperty {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly usual: readonly string[];
  readonly unusual: readonly string[];
}

const RAW = String.raw;

const TEXTS = [
  ...s("plain", "", "tab\t \\ back", 'quo"te', "line\nend\r", "ü – 你好", "😀", "\\N", "a/b"),
  RAW`"\u00e9\ud83d\ude00\/\b\f"`,
];
const BROKEN_TEXTS = [
  RAW`"\u0000"`,
  RAW`"\ud800"`,
  RAW`"\udc00x"`,
  RAW`"\x"`,
  RAW`"\u12g4"`,
  '"\x01"',
];
const JSONS = [
  "{}",
  "[]",
  RAW`{"a":[1.10,-0,1e5,{"b":null}],"q\"\\":"\u00e9 \\u0000", "t" : true}`,
  '[ 1 , "x" ,false,[],{} ]',
];
const BROKEN_JSONS = [
  RAW`{"a":"\u0000"}`,
  RAW`["\ud800"]`,
  "{'a':1}",
  '{"a":1,}',
  "[1,]",
  "[01]",
  "[1.]",
  "[.5]",
  "[+1]",
  "[tru]",
  '{"a"}',
  '["\t"]',
  "{",
  "[NaN]",
];
const INTEGERS = [
  "0",
  "-0",
  "7",
  "-32768",
  "32767",
  "2147483647",
  "-2147483648",
  "999999999999999",
];
const BROKEN_INTEGERS = [
  "1.0",
  "1e3",
  "01",
  "9007199254740993",
  "-",
  "1.5",
  "99999999999999999999",
  '"1"',
];
const NUMBERS = [
  ...INTEGERS,
  "0.1",
  "1.10",
  "-12345.000678",
  "10000",
  "0.00001234",
  "100000000.5",
  "0.0",
  "123456789012345678901234567890.123456789",
];
const INSTANTS = s(
  "2024-02-29T23:30:00Z",
  "2024-02-29 23:30:00.1",
  "1999-12-31T23:59:59.999999+00:00",
  "2024-01-01T00:30:00+05:30",
  "2024-01-01T00:30:00-11:00",
  "0001-01-01T00:00:00+01:00",
  "9999-12-31T23:59:59.999999-01:00",
  "1700-03-01T00:00:00",
  "2000-02-29T00:00:00Z",
);
const BROKEN_INSTANTS = s(
  "2024-02-30T00:00:00Z",
  "2023-02-29T00:00:00Z",
  "1900-02-29T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "2024-13-01T00:00:00Z",
  "2024-01-01T24:00:00Z",
  "2024-01-01T23:59:60Z",
  "2024-01-01T10:00:00.1234567Z",
  "2024-01-01T10:00:00+0530",
  "2024-01-01T10:00:00+16:00",
  "2024-01-01T10:00:00.Z",
  "2024-01-01T10:00Z",
  "2024-01-01",
  "10000-01-01T00:00:00Z",
  "infinity",
  "2024-01-01T10:00:00+00:00+00:00",
);

/** One column of each way of writing. */
export const PROPERTIES: Readonly<Record<string, TrickyProperty>> = {
  id: { schema: { type: "integer" }, usual: INTEGERS, unusual: [...BROKEN_INTEGERS, "null"] },
  text: {
    schema: { type: ["string", "null"] },
    usual: [...TEXTS, "null"],
    unusual: [...BROKEN_TEXTS, "1", "{}"],
  },
  short: {
    schema: { type: "string", maxLength: 3 },
    usual: s("abc", "ü", ""),
    unusual: s("abcd", "üü", "üüü"),
  },
  any: {
    schema: {},
    usual: [...TEXTS, ...JSONS, "1.10", "true", "null"],
    unusual: [...BROKEN_TEXTS, ...BROKEN_JSONS],
  },
  small: {
    schema: { type: ["null", "integer"], minimum: -32768, maximum: 32767 },
    usual: ["1", "null", "32767"],
    unusual: ["32768", ...BROKEN_INTEGERS],
  },
  middle: {
    schema: { type: "integer", minimum: 0, maximum: 100_000 },
    usual: ["0", "100000"],
    unusual: ["-1", "100001", ...BROKEN_INTEGERS],
  },
  number: {
    schema: { type: ["number", "null"] },
    usual: [...NUMBERS.slice(2), "null"],
    unusual: ["1e400", "-0.0", "1.", "00.1", "1e-10", '"1"', "NaN"],
  },
  decimal: {
    schema: { type: "string", format: "singer.decimal" },
    usual: s("3.140", "-7", "0.50"),
    unusual: s("1e5", "", " 1", "NaN", "x", "1."),
  },
  bool: {
    schema: { type: ["boolean", "null"] },
    usual: ["true", "false", "null"],
    unusual: ["tru", "truee", "0", '"true"', "nul"],
  },
  at: {
    schema: { type: ["string", "null"], format: "date-time" },
    usual: INSTANTS,
    unusual: BROKEN_INSTANTS,
  },
  day: {
    schema: { type: "string", format: "date" },
    usual: s("2024-02-29", "0001-01-01", "9999-12-31"),
    unusual: s("2024-02-30", "2024-01-01T00:00:00Z", "2024-1-1", "infinity", "20240101"),
  },
  time: {
    schema: { type: "string", format: "time" },
    usual: s("23:59:59.999999", "00:00:00"),
    unusual: s("24:00:00", "10:00:00+02:00", "10:00", "23:59:60"),
  },
  uuid: {
    schema: { type: "string", format: "uuid" },
    usual: s("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"),
    unusual: s("a0eebc999c0b4ef8bb6d6bb9bd380a11", "no", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A1g"),
  },
  object: {
    schema: { type: ["object", "null"] },
    usual: [JSONS[0], JSONS[2], "null"] as string[],
    unusual: [...BROKEN_JSONS, '"a"', "[]"],
  },
  strict: {
    schema: { type: "object", properties: { a: { type: "integer", minimum: 1 } }, required: ["a"] },
    usual: ['{"a":1}', '{"a":2,"b":[]}'],
    unusual: ['{"a":0}', "{}", '{"a":"1"}'],
  },
  choice: {
    schema: { enum: ["a", "b", 3, null] },
    usual: ['"a"', "3", "null"],
    unusual: ['"c"', "4"],
  },
  either: {
    schema: { anyOf: [{ type: "null" }, { type: "string", format: "date-time" }] },
    usual: ["null", ...INSTANTS],
    unusual: ["1", ...BROKEN_INSTANTS],
  },
  array: {
    schema: { type: "array" },
    usual: [JSONS[1], JSONS[3]] as string[],
    unusual: [...BROKEN_JSONS, "{}"],
  },
  texts: {
    schema: { type: ["array", "null"], items: { type: ["string", "null"] } },
    usual: ["[]", "null", `[${TEXTS.join(" , ")},null]`],
    unusual: ["[1]", `[${BROKEN_TEXTS[0]}]`, '["a",]', "[,]"],
  },
  integers: {
    schema: { type: "array", items: { type: "integer" } },
    usual: ["[]", "[1,-2, 3]"],
    unusual: ["[1.0]", "[null]", "[1 2]", '["1"]'],
  },
  numbers: {
    schema: { type: "array", items: { type: "number" } },
    usual: ["[1.10,0,-3.5]"],
    unusual: ["[1e5]", "[[1]]"],
  },
  'ü "q"': { schema: { type: "string" }, usual: TEXTS, unusual: BROKEN_TEXTS },
  _sdc_deleted_at: {
    schema: { type: ["string", "null"], format: "date-time" },
    usual: ["null", ...INSTANTS],
    unusual: [...BROKEN_INSTANTS, "1"],
  },
};

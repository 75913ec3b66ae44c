import {
  BROKEN_INSTANTS,
  BROKEN_INTEGERS,
  BROKEN_JSONS,
  BROKEN_TEXTS,
  INSTANTS,
  INTEGERS,
  JSONS,
  NUMBERS,
  RAW,
  s,
  TEXTS,
} from "./tricky-values.ts";

/** A property: its schema, and values (as JSON) that its column may get, good ones and others. */
export interface TrickyProperty {
  readonly schema: Readonly<Record<string, unknown>>;
  /** Type of its column, in a table that others made. */
  readonly sql?: string;
  readonly usual: readonly string[];
  readonly unusual: readonly string[];
}

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
  limited: {
    schema: { type: ["string", "null"], format: "x-singer.decimal", precision: 12, scale: 2 },
    usual: ["null", ...s("0", "-0.5", "1.10", "9999999999.99", "-12345678.9")],
    unusual: s("1.105", "1.100", "10000000000", "1e2", "-0", "00.10", " 1", "x", ""),
  },
  narrow: {
    schema: { type: ["number", "null"] },
    sql: "numeric(6,3)",
    usual: ["null", "0", "-999.999", "1.10", "12", "0.001"],
    unusual: ["1000", "0.0001", "1.0000", "1e2", "-0", "-0.0"],
  },
  fractions: {
    schema: { type: "array", items: { type: "number" } },
    sql: "numeric(4,2)[]",
    usual: ["[]", "[1.10,-99.99,0]"],
    unusual: ["[100]", "[0.001]", "[1.100]"],
  },
  fitting: {
    schema: {},
    sql: "character varying(6)",
    usual: [...s("abc", "", "üü", "123456"), "123456", "-1.5", "true", "null", "{}", "[1]"],
    unusual: [...s("üüüüüü", "😀😀😀", "1234567", "123456 "), "1234567", "[1,2,3]", '{"a":1}'],
  },
  words: {
    schema: { type: "array", items: { type: "string" } },
    sql: "character varying(3)[]",
    usual: ["[]", '["abc","ü"]'],
    unusual: ['["abcd"]', '["üüü"]', '["abc "]'],
  },
  hex: {
    schema: { type: ["string", "null"], contentEncoding: "base16" },
    usual: ["null", ...s("", "00", "fFaA09", "0123456789abcdef")],
    unusual: [...s("0", "0x12", "\\x12", "1g", " 12", "12 ", "ü"), RAW`"\u0031\u0032"`, "1"],
  },
  base64: {
    schema: { type: ["string", "null"], contentEncoding: "base64" },
    usual: ["null", ...s("", "AA==", "AAE=", "AAEC", "+/+/", "SGFsbG8gV2VsdA==", "AB==", "AAF=")],
    unusual: [
      ...s("A", "AA", "AAE", "A===", "====", "AA=A", "-_-_", "AA==AAAA", "A\nAA=", "AA =", "ü=="),
      RAW`"\/w=="`,
      "1",
    ],
  },
  'ü "q"': { schema: { type: "string" }, usual: TEXTS, unusual: BROKEN_TEXTS },
  _sdc_deleted_at: {
    schema: { type: ["string", "null"], format: "date-time" },
    usual: ["null", ...INSTANTS],
    unusual: [...BROKEN_INSTANTS, "1"],
  },
};

import fc from "fast-check";

/** A kind of property: what its schema says, and values of it as JSON. */
export interface Kind {
  readonly schema: unknown;
  readonly json: fc.Arbitrary<string>;
}

/** Any text that PostgreSQL can store. */
export const text = fc
  .string({ unit: "binary", maxLength: 12 })
  .map((characters) => characters.replaceAll("\0", "0"));

const nullable = (type: string | readonly string[], more: object = {}) => ({
  type: [...[type].flat(), "null"],
  ...more,
});

const integer = fc.oneof(
  fc.integer().map(String),
  fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }).map(String),
  fc
    .tuple(fc.integer(), fc.constantFrom(".0", "e3", "E+2", ".000", "e0"))
    .map((parts) => parts.join("")),
);

const small = fc.integer({ min: -100, max: 100 }).map(String);

const number = fc.oneof(
  integer,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc
    .tuple(fc.bigInt(), fc.stringMatching(/^\d{1,30}$/), fc.constantFrom("", "", "e-7", "e12"))
    .map(([whole, fraction, power]) => `${whole}.${fraction}${power}`),
);

const string = text.map((value) => JSON.stringify(value));

const boolean = fc.constantFrom("true", "false");

const day = fc
  .date({ min: new Date("1000-01-01"), max: new Date("9990-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const dateTime = fc
  .tuple(
    day,
    fc.integer({ min: 0, max: 86_399 }),
    fc.constantFrom("", ".1", ".123456", ".000001", ".500"),
    fc.constantFrom("", "Z", "+00:00", "+05:30", "-11:00", "+1400"),
    fc.constantFrom("T", " "),
  )
  .map(([date, second, fraction, zone, separator]) => {
    const time = new Date(second * 1000).toISOString().slice(11, 19);
    return `"${date}${separator}${time}${fraction}${zone}"`;
  });

const leaf = fc.oneof(number, string, boolean, fc.constant("null"));

const { nested } = fc.letrec<{ nested: string; value: string }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, tie("nested")),
  nested: fc.oneof(
    fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(",")}]`),
    object(tie("value")),
  ),
}));

function object(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const name = fc.oneof(text, fc.constantFrom("__proto__", "constructor", "1", "a"));
  return fc
    .uniqueArray(fc.tuple(name, value), { maxLength: 3, selector: ([each]) => each })
    .map(
      (members) =>
        `{${members.map(([each, json]) => `${JSON.stringify(each)}: ${json}`).join(",")}}`,
    );
}

const list = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(item, fc.constant("null")), { maxLength: 4 })
    .map((items) => `[${items.join(", ")}]`);

/** Every kind that the rules of types tell apart. */
export const KINDS: readonly Kind[] = [
  { schema: nullable("integer"), json: integer },
  { schema: nullable("integer", { minimum: -100, maximum: 100 }), json: small },
  { schema: nullable("number"), json: number },
  { schema: nullable("string"), json: string },
  { schema: nullable("boolean"), json: boolean },
  { schema: nullable("string", { format: "date-time" }), json: dateTime },
  { schema: nullable("string", { format: "date" }), json: day.map((date) => `"${date}"`) },
  { schema: nullable("string", { format: "uuid" }), json: fc.uuid().map((uuid) => `"${uuid}"`) },
  { schema: nullable("object"), json: object(leaf) },
  { schema: nullable(["object", "array"]), json: nested },
  { schema: nullable("array", { items: nullable("string") }), json: list(string) },
  { schema: nullable("array", { items: nullable("integer") }), json: list(integer) },
  {
    schema: nullable("array", { items: nullable(["integer", "string"]) }),
    json: list(fc.oneof(integer, string)),
  },
  { schema: nullable(["integer", "string"]), json: fc.oneof(integer, string) },
  { schema: nullable(["object", "string"]), json: fc.oneof(object(leaf), string) },
  {
    schema: { anyOf: [{ type: "integer" }, { type: "boolean" }, { type: "null" }] },
    json: fc.oneof(integer, boolean),
  },
  { schema: { oneOf: [{ type: "string" }, { type: "null" }] }, json: string },
  { schema: { enum: ["a", "b", 7, null] }, json: fc.constantFrom('"a"', '"b"', "7") },
  { schema: {}, json: fc.oneof(leaf, nested) },
];

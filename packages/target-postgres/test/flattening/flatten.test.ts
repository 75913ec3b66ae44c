import { expect, test } from "vitest";
import { flattenName } from "../../src/flattening/flatten-name.ts";
import { flattenRecord } from "../../src/flattening/flatten-record.ts";
import type { FlatteningOptions } from "../../src/flattening/flattening-options.ts";
import { planFlattening } from "../../src/flattening/plan-flattening.ts";
import { readMembers, writeMembers } from "../../src/stream-maps/record-members.ts";

const DEFAULTS: FlatteningOptions = {
  maxDepth: 1,
  separator: "__",
  maxKeyLength: 255,
  writesText: true,
};

const string = { type: ["string", "null"] };
const number = { type: ["number", "null"] };
const GEO = { type: "object", properties: { lat: number } };
const ADDRESS = { type: "object", properties: { city: string, geo: GEO } };
const SCHEMA = {
  type: "object",
  required: ["id", "user"],
  properties: {
    id: { type: "integer" },
    user: { type: ["object", "null"], properties: { first_name: string, address: ADDRESS } },
    tags: { type: ["array", "null"], items: string },
    free: { type: ["object", "null"] },
    must: { type: "array" },
  },
};
const RECORD =
  '{"id":1,"user":{"first_name":"J","address":{"city": "X y","geo":{"lat":1.50}},"more":{"x":1}},"tags":["a"],"free":{"k" : 1},"must":[]}';

const flatten = (
  schema: Parameters<typeof planFlattening>[0],
  record: string,
  options: FlatteningOptions,
): unknown => {
  const members = readMembers(Buffer.from(record), 0);
  return JSON.parse(writeMembers(flattenRecord(members, planFlattening(schema, options), options)));
};

/** What the SDK 0.54 makes of the same, but for the required properties that are gone. */
const DEPTHS: readonly [number, Record<string, unknown>, Record<string, unknown>][] = [
  [
    1,
    { user__first_name: string, user__address: { type: "string" } },
    {
      user__first_name: "J",
      user__address: '{"city":"X y","geo":{"lat":1.50}}',
      user__more: '{"x":1}',
    },
  ],
  [
    2,
    {
      user__first_name: string,
      user__address__city: string,
      user__address__geo: { type: "string" },
    },
    {
      user__first_name: "J",
      user__address__city: "X y",
      user__address__geo: '{"lat":1.50}',
      user__more__x: 1,
    },
  ],
  [
    3,
    { user__first_name: string, user__address__city: string, user__address__geo__lat: number },
    {
      user__first_name: "J",
      user__address__city: "X y",
      user__address__geo__lat: 1.5,
      user__more__x: 1,
    },
  ],
];

test.each(DEPTHS)("objects are taken apart to depth %i", (maxDepth, properties, record) => {
  const options = { ...DEFAULTS, maxDepth };

  expect(planFlattening(SCHEMA, options).schema).toEqual({
    type: "object",
    required: ["id"],
    properties: {
      id: { type: "integer" },
      ...properties,
      tags: string,
      free: string,
      must: { type: "string" },
    },
  });
  expect(flatten(SCHEMA, RECORD, options)).toEqual({
    id: 1,
    ...record,
    tags: '["a"]',
    free: '{"k":1}',
    must: "[]",
  });
});

test("of an object that is null, and of one that is missing, all columns are null", () => {
  const options = { ...DEFAULTS, maxDepth: 3 };

  expect(flatten(SCHEMA, '{"id":2,"user":null}', options)).toEqual({ id: 2 });
  expect(flatten(SCHEMA, '{"id":2,"user":{"address":null}}', options)).toEqual({ id: 2 });
});

test("what is left can stay JSON", () => {
  const options = { ...DEFAULTS, writesText: false };

  expect(planFlattening(SCHEMA, options).schema.properties).toMatchObject({
    user__address: ADDRESS,
    tags: { type: ["array", "null"] },
  });
  expect(flatten(SCHEMA, RECORD, options)).toMatchObject({
    user__address: { city: "X y", geo: { lat: 1.5 } },
    tags: ["a"],
  });
});

test("objects behind a reference, or beside null in anyOf, are taken apart too", () => {
  const schema = {
    type: "object",
    definitions: { geo: GEO },
    properties: {
      a: { $ref: "#/definitions/geo" },
      b: { anyOf: [GEO, { type: "null" }] },
    },
  };

  expect(planFlattening(schema, DEFAULTS).schema.properties).toEqual({
    a__lat: number,
    b__lat: number,
  });
});

test("what may be an object or a number becomes a column of any value", () => {
  const schema = { type: "object", properties: { v: { type: ["object", "number"] } } };

  expect(planFlattening(schema, DEFAULTS).schema.properties).toEqual({ v: {} });
  expect(flatten(schema, '{"v":{"a":1}}', DEFAULTS)).toEqual({ v: '{"a":1}' });
  expect(flatten(schema, '{"v":1}', DEFAULTS)).toEqual({ v: 1 });
});

test("names that become equal stay apart, whatever their order", () => {
  const nested = { type: "object", properties: { b: string } };
  const one = { type: "object", properties: { a: nested, a__b: string } };
  const other = { type: "object", properties: { a__b: string, a: nested } };

  const names = Object.keys(planFlattening(one, DEFAULTS).schema.properties ?? {});
  expect(names).toEqual([expect.stringMatching(/^a__b_[0-9a-f]{8}$/), "a__b"]);
  expect(Object.keys(planFlattening(other, DEFAULTS).schema.properties ?? {})).toEqual(
    names.toReversed(),
  );
  expect(flatten(one, '{"a":{"b":"nested"},"a__b":"plain"}', DEFAULTS)).toEqual({
    [names[0] as string]: "nested",
    a__b: "plain",
  });
});

test("a member that the SCHEMA does not know takes no column of one that it knows", () => {
  const schema = { type: "object", properties: { a__b: string, a: { type: "object" } } };
  const record = '{"a__b":"plain","c":{"d":1},"c__d":2}';

  expect(flatten(schema, record, DEFAULTS)).toEqual({ a__b: "plain", c__d: 1 });
});

test.each([
  [["user", "first_name"], 255, "user__first_name"],
  [["user", "address", "geo", "lat"], 20, "use__add__geo__lat"],
  [["user", "first_name"], 8, "use__fn"],
  [["userAccount", "homeAddress", "x"], 20, "ua__homeAddress__x"],
])("%j in less than %i characters is %s", (path, maxKeyLength, name) => {
  expect(flattenName(path, { separator: "__", maxKeyLength })).toBe(name);
});

test("a text of many megabytes and escapes becomes a column", () => {
  const long = JSON.stringify('x "\\\\ '.repeat(2_000_000));

  const flat = flatten(SCHEMA, `{"tags":[ ${long} ]}`, DEFAULTS);

  expect(flat).toEqual({ tags: `[${long}]` });
});

import { type Members, recordLine, schemaLine } from "../../harness/singer-lines.ts";
import type { Situation, Situations } from "../harness/situation.ts";

const integer = { type: "integer" };
const string = { type: ["string", "null"] };

function load(
  properties: Members,
  keys: readonly string[],
  records: readonly (Members | string)[],
): readonly string[] {
  return [schemaLine("t", properties, keys), ...records.map((record) => recordLine("t", record))];
}

function once(
  properties: Members,
  keys: readonly string[],
  records: readonly (Members | string)[],
  more: Partial<Situation> = {},
): Situation {
  return { runs: [load(properties, keys, records)], ...more };
}

const named = { id: integer, name: string };
const pair = { b: integer, a: { type: "string" }, name: string };

/** What makes two records one row. */
export const keys: Situations = {
  "key of one property": {
    runs: [
      load(
        named,
        ["id"],
        [
          { id: 1, name: "a" },
          { id: 2, name: "b" },
        ],
      ),
      load(
        named,
        ["id"],
        [
          { id: 2, name: "c" },
          { id: 3, name: "d" },
        ],
      ),
    ],
  },
  "key of two properties, in another order": once(
    pair,
    ["a", "b"],
    [
      { a: "x", b: 1, name: "a" },
      { a: "x", b: 2, name: "b" },
      { a: "x", b: 1, name: "c" },
    ],
  ),
  "keys that look alike when joined": once(
    { a: { type: "string" }, b: { type: "string" } },
    ["a", "b"],
    [
      { a: "a,b", b: "c" },
      { a: "a", b: "b,c" },
    ],
  ),
  "key repeated in a batch": once(
    named,
    ["id"],
    [
      { id: 1, name: "a" },
      { id: 1, name: null },
      { id: 1, name: "c" },
    ],
  ),
  "key repeated in a batch, a property missing": once(
    named,
    ["id"],
    [{ id: 1, name: "a" }, { id: 1 }],
  ),
  "key of date-times that are one instant": once(
    { at: { type: "string", format: "date-time" }, name: string },
    ["at"],
    [
      { at: "2024-01-01T00:00:00Z", name: "a" },
      { at: "2024-01-01T00:00:00.000Z", name: "b" },
    ],
  ),
  "key of numbers that are equal": once(
    { n: { type: "number" }, name: string },
    ["n"],
    ['{"n":1,"name":"a"}', '{"n":1.0,"name":"b"}'],
  ),
  "key of an odd name": once(
    { 'a "b" c': integer, "d%e": string },
    ['a "b" c'],
    [{ 'a "b" c': 1, "d%e": "x" }],
  ),
  "key that is null": once(
    { id: { type: ["integer", "null"] }, name: string },
    ["id"],
    [{ id: null, name: "a" }],
  ),
  "key that is missing": once(named, ["id"], [{ name: "a" }]),
  "key changed between runs": {
    runs: [
      load(pair, ["a"], [{ a: "x", b: 1, name: "a" }]),
      load(
        pair,
        ["a", "b"],
        [
          { a: "x", b: 1, name: "b" },
          { a: "y", b: 2, name: "c" },
        ],
      ),
    ],
  },
  "no key": {
    runs: [
      load(
        named,
        [],
        [
          { id: 1, name: "a" },
          { id: 1, name: "a" },
        ],
      ),
      load(named, [], [{ id: 1, name: "a" }]),
    ],
    settings: { primary_key_required: false },
  },
  "no key, where one is required": { ...once(named, [], [{ id: 1 }]), peers: ["pipelinewise"] },
  "property missing in an update": {
    runs: [load(named, ["id"], [{ id: 1, name: "a" }]), load(named, ["id"], [{ id: 1 }])],
  },
  "property that the schema does not know": once(named, ["id"], [{ id: 1, name: "a", other: 1 }]),
  "no records": { runs: [load(named, ["id"], [])] },
};

import { type Members, recordLine, schemaLine } from "../../harness/singer-lines.ts";
import type { Situation, Situations } from "../harness/situation.ts";

const id = { type: "integer" };

/** A property's schema and value, then the next ones, in runs of their own. */
function change(...steps: readonly (readonly [unknown, unknown])[]): Situation {
  return {
    runs: steps.map(([v, value], index) => [
      schemaLine("t", { id, v }),
      recordLine("t", { id: index + 1, v: value }),
    ]),
  };
}

function lines(properties: Members, record: Members): string[] {
  return [schemaLine("t", { id, ...properties }), recordLine("t", record)];
}

const string = { type: ["string", "null"] };
const integer = { type: ["integer", "null"] };
const small = { ...integer, minimum: 0, maximum: 100 };
const number = { type: ["number", "null"] };
const dateTime = { ...string, format: "date-time" };

/** Schemas that are others in the next run, or in the middle of one. */
export const schemaChanges: Situations = {
  "schema: the same again": change([integer, 1], [integer, 2]),
  "schema: a new property": {
    runs: [lines({}, { id: 1 }), lines({ v: string }, { id: 2, v: "a" })],
  },
  "schema: a property is gone": {
    runs: [lines({ v: string }, { id: 1, v: "a" }), lines({}, { id: 2 })],
  },
  "schema: a property is gone, of a row that exists": {
    runs: [lines({ v: string }, { id: 1, v: "a" }), lines({}, { id: 1 })],
  },
  "schema: new property in the middle of a run": {
    runs: [[...lines({}, { id: 1 }), ...lines({ v: string }, { id: 2, v: "a" })]],
  },
  "schema: repeated in the middle of a run": {
    runs: [
      [...lines({ v: string }, { id: 1, v: "a" }), ...lines({ v: string }, { id: 2, v: "b" })],
    ],
  },
  "schema: smallint becomes bigint": change([small, 1], [integer, 40000000000]),
  "schema: bigint becomes smallint": change([integer, 1], [small, 2]),
  "schema: integer becomes number": change([integer, 1], [number, 1.5]),
  "schema: number becomes integer": change([number, 1.5], [integer, 2]),
  "schema: integer becomes text": change([integer, 1], [string, "a"]),
  "schema: text becomes integer": change([string, "a"], [integer, 2]),
  "schema: date-time becomes text": change([dateTime, "2024-01-01T00:00:00Z"], [string, "soon"]),
  "schema: text becomes date-time": change([string, "soon"], [dateTime, "2024-01-01T00:00:00Z"]),
  "schema: boolean becomes text": change([{ type: "boolean" }, true], [string, "a"]),
  "schema: text becomes object": change([string, "a"], [{ type: "object" }, { a: 1 }]),
  "schema: object becomes text": change([{ type: "object" }, { a: 1 }], [string, "a"]),
  "schema: array of integers becomes one of texts": change(
    [{ type: "array", items: { type: "integer" } }, [1]],
    [{ type: "array", items: { type: "string" } }, ["a"]],
  ),
};

import type { Field } from "../fields.ts";
import type { UsageRow } from "./usage-views.ts";

type Matches = (row: UsageRow) => boolean;
type Comparable = number | string;

const COMPARISONS: Readonly<Record<string, (value: Comparable, wanted: Comparable) => boolean>> = {
  "=": (value, wanted) => value === wanted,
  "!=": (value, wanted) => value !== wanted,
  ">": (value, wanted) => value > wanted,
  ">=": (value, wanted) => value >= wanted,
  "<": (value, wanted) => value < wanted,
  "<=": (value, wanted) => value <= wanted,
};

/** Makes a test from an MBQL 4 filter clause. @throws {RangeError} for a clause that is not understood */
export function createFilter(clause: unknown, nameOf: (clause: unknown) => string): Matches {
  if (clause === undefined || clause === null) return () => true;
  const [operator, ...rest] = clause as readonly [string, ...unknown[]];
  if (operator === "and" || operator === "or") {
    const tests = rest.map((part) => createFilter(part, nameOf));
    return operator === "and"
      ? (row) => tests.every((test) => test(row))
      : (row) => tests.some((test) => test(row));
  }
  if (operator === "between") {
    const [field, least, most] = rest;
    return createFilter(["and", [">=", field, least], ["<=", field, most]], nameOf);
  }
  const compare = COMPARISONS[operator];
  const [field, wanted] = rest;
  if (compare === undefined) throw new RangeError(`the sample server knows no filter ${operator}`);
  const name = nameOf(field);
  const target = instantOrValue(wanted);
  // As in SQL, null is neither equal nor unequal to anything.
  return (row) => (row[name] ?? null) !== null && compare(instantOrValue(row[name]), target);
}

/** The name of the field in `["field", 12, null]`, `["field", "timestamp", {…}]` or the older `["field-id", 12]`. */
export function fieldNameIn(clause: unknown, fields: readonly Field[]): string {
  const [kind, reference] = Array.isArray(clause) ? clause : [];
  const field = fields.find(({ id, name }) => id === reference || name === reference);
  if (field === undefined || (kind !== "field" && kind !== "field-id")) {
    throw new RangeError(`no field of this view: ${JSON.stringify(clause)}`);
  }
  return field.name;
}

const INSTANT = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Something to compare: instants as microseconds, so that digits and zones do not matter; without a zone they are UTC. */
export function instantOrValue(value: unknown): Comparable {
  const [, day, time = "00:00", fraction = "", zone = "Z"] =
    typeof value === "string" ? (INSTANT.exec(value) ?? []) : [];
  if (day === undefined) {
    return typeof value === "number" || typeof value === "boolean" ? Number(value) : String(value);
  }
  return Date.parse(`${day}T${time}${zone}`) * 1000 + Number(fraction.padEnd(6, "0").slice(0, 6));
}

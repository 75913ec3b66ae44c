import { uniteTypes } from "./unite-types.ts";

/** A column whose type must become wider. */
export interface Widening {
  readonly sql: string;
  /** The old value as an expression of the new type; `$` stands for the column. */
  readonly using: string;
}

/** Types that hold, with their digits and instants, the values of the types in their set. */
const HOLDS: Readonly<Record<string, readonly string[]>> = {
  integer: ["smallint"],
  bigint: ["smallint", "integer"],
  numeric: ["smallint", "integer", "bigint"],
  // The writer refuses, value by value, what would lose digits.
  "double precision": ["smallint", "integer", "bigint", "numeric"],
  "timestamp without time zone": ["timestamp with time zone", "date"],
  "timestamp with time zone": ["timestamp without time zone", "date"],
  "jsonb[]": ["jsonb"],
};

const TEXTUAL = /^(text|character varying|citext|jsonb?)\b(?!\[)/;

/** Types that widen; any other one, an enum of the user's say, is left to the server's judgement. */
const WIDENABLE =
  /^(smallint|integer|bigint|numeric|real|double precision|boolean|uuid|date|time|timestamp)\b|\[\]$/;

/**
 * Decides what becomes of a column that exists when the SCHEMA wants another type.
 *
 * @returns undefined when the column can stay as it is.
 */
export function fitColumn(existing: string, wanted: string): Widening | undefined {
  if (holds(existing, wanted) || !WIDENABLE.test(existing)) return undefined;
  const sql = widerType(existing, wanted);
  return { sql, using: usingExpression(existing, sql) };
}

function holds(existing: string, wanted: string): boolean {
  if (existing === wanted || TEXTUAL.test(existing)) return true;
  if (HOLDS[existing]?.includes(wanted)) return true;
  const isArrayPair = existing.endsWith("[]") && wanted.endsWith("[]");
  return isArrayPair && holds(existing.slice(0, -2), wanted.slice(0, -2));
}

function widerType(existing: string, wanted: string): string {
  // numeric(10,2), timestamp(3): the type without the limit at which it rounds.
  const unlimited = existing.replace(/\(\d+(,\d+)?\)/, "");
  if (unlimited !== existing && holds(unlimited, wanted)) return unlimited;
  if (existing === "real" && holds("numeric", wanted)) return "numeric";
  if (existing === "date" && wanted.startsWith("timestamp")) return wanted;
  return uniteTypes(unlimited, wanted);
}

function usingExpression(existing: string, sql: string): string {
  if (sql === "jsonb") return "to_jsonb($)";
  if (existing === "real") return `$::text::${sql}`;
  if (existing === "date" && sql === "timestamp with time zone") {
    return "$::timestamp at time zone 'UTC'";
  }
  return `$::${sql}`;
}

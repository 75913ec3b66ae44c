import { uniteTypes } from "./unite-types.ts";

/** What it takes that a column that exists holds values of another type. */
export type ColumnFit =
  /** Nothing. */
  | { readonly kind: "holds" }
  | Widening
  /** There is no type in which the old values would read as if they had come into it. */
  | { readonly kind: "differs" };

/** A wider type, in which the old values are what they would be had they come into it. */
export interface Widening {
  readonly kind: "widens";
  readonly sql: string;
  /** The old value as an expression of the new type; `$` stands for the column. */
  readonly using: string;
  /** Whether the server writes every row anew. */
  readonly rewrites: boolean;
}

const HOLDS_IT: ColumnFit = { kind: "holds" };
const DIFFERS: ColumnFit = { kind: "differs" };

/** Types that hold, with their digits and instants, the values of the types in their set. */
const HOLDS: Readonly<Record<string, readonly string[]>> = {
  integer: ["smallint"],
  bigint: ["smallint", "integer"],
  numeric: ["smallint", "integer", "bigint"],
  "timestamp without time zone": ["timestamp with time zone", "date"],
  "timestamp with time zone": ["timestamp without time zone", "date"],
};

/** Types that hold most values; the writer notices the others, one by one. */
const HOLDS_MOST: Readonly<Record<string, readonly string[]>> = {
  "double precision": ["smallint", "integer", "bigint", "numeric"],
  "jsonb[]": ["jsonb"],
};

const TEXTUAL = /^(text|character varying|citext|jsonb?)\b(?!\[)/;

const LIMITED_TEXT = /^character varying\(\d+\)$/;

/** Types that widen; any other one, an enum of the user's, say, is left to the server's judgement. */
const WIDENABLE =
  /^(smallint|integer|bigint|numeric|real|double precision|boolean|uuid|date|time|timestamp|bytea)\b|\[\]$/;

/** Types whose values the server spells in another way than they came: `2024-01-01 00:00:00`, `1e+20`. */
const RESPELLED = /^(time|timestamp|interval|bytea|real|double precision)\b/;

/**
 * Decides what becomes of a column that exists when a stream wants another type.
 *
 * @param isNeeded whether a value came that needs exactly that type.
 */
export function fitColumn(existing: string, wanted: string, isNeeded = false): ColumnFit {
  if (isNeeded && LIMITED_TEXT.test(existing) && wanted === "text") {
    return { kind: "widens", sql: "text", using: "$", rewrites: false };
  }
  if (holds(existing, wanted)) return HOLDS_IT;
  if (!isNeeded && HOLDS_MOST[existing]?.includes(wanted)) return HOLDS_IT;
  if (!WIDENABLE.test(existing)) return HOLDS_IT;
  const sql = widerType(existing, wanted);
  if (/^(text|jsonb?)$/.test(sql) && RESPELLED.test(existing)) return DIFFERS;
  const rewrites = withoutLimits(existing) !== sql;
  return { kind: "widens", sql, using: usingExpression(existing, sql), rewrites };
}

function holds(existing: string, wanted: string): boolean {
  if (existing === wanted || TEXTUAL.test(existing)) return true;
  if (HOLDS[existing]?.includes(withoutLimits(wanted))) return true;
  const isArrayPair = existing.endsWith("[]") && wanted.endsWith("[]");
  return isArrayPair && holds(elementOf(existing), elementOf(wanted));
}

function widerType(existing: string, wanted: string): string {
  const unlimited = withoutLimits(existing);
  if (unlimited !== existing && holds(unlimited, withoutLimits(wanted))) return unlimited;
  if (/^(real|double precision)$/.test(existing) && holds("numeric", wanted)) return "numeric";
  if (existing === "date" && wanted.startsWith("timestamp")) return wanted;
  if (existing.endsWith("[]") && wanted.endsWith("[]")) {
    const element = uniteTypes(elementOf(existing), elementOf(wanted));
    if (element === "numeric" || element === "bigint") return `${element}[]`;
  }
  return uniteTypes(unlimited, wanted);
}

/** `numeric(10,2)`, `timestamp(3) without time zone`: the type without the limit at which it rounds. */
function withoutLimits(sql: string): string {
  return sql.replace(/\(\d+(,-?\d+)?\)/, "");
}

function elementOf(sql: string): string {
  return sql.slice(0, -2);
}

function usingExpression(existing: string, sql: string): string {
  if (sql === "jsonb" || sql === "json") return `to_${sql}($)`;
  // Their cast to numeric would round.
  if (/^(real|double precision)$/.test(existing)) return `$::text::${sql}`;
  if (existing === "date" && sql === "timestamp with time zone") {
    return "$::timestamp at time zone 'UTC'";
  }
  return `$::${sql}`;
}

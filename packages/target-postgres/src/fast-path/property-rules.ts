import type { Storage } from "./storage.ts";

/** The types of JSON Schema, as bits. A number that is no integer is NUMBER alone. */
export const NULL = 1;
export const BOOLEAN = 2;
export const INTEGER = 4;
export const NUMBER = 8;
export const STRING = 16;
export const OBJECT = 32;
export const ARRAY = 64;

const ALL_TYPES = NULL | BOOLEAN | INTEGER | NUMBER | STRING | OBJECT | ARRAY;

const TYPE_BITS: Readonly<Record<string, number>> = {
  null: NULL,
  boolean: BOOLEAN,
  integer: INTEGER,
  number: NUMBER | INTEGER,
  string: STRING,
  object: OBJECT,
  array: ARRAY,
};

/** Keywords that say nothing about which values are valid, or that only columns look at. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  "type",
  "format",
  "title",
  "description",
  "default",
  "examples",
  "$comment",
  "readOnly",
  "writeOnly",
  "deprecated",
  "contentEncoding",
  "contentMediaType",
  "inclusion",
  "selected",
  "sql-datatype",
  "x-sql-datatype",
  "precision",
  "scale",
]);

/** Whether a keyword of a schema says nothing about which values are valid. */
export function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.has(keyword);
}

/** What a property's schema says, as far as the fast path looks at it. */
export interface PropertyRules {
  /** The types that are allowed, as bits. */
  readonly types: number;
  /** Bounds of an integer. */
  readonly minimum: number;
  readonly maximum: number;
  /** A text of more bytes may have too many characters. */
  readonly maxBytes: number;
  /** Whether this is all that the schema says. */
  readonly isPlain: boolean;
}

/** Reads a property's schema, whose values go into a column stored like that, or are an SQL array. */
export function readRules(rules: unknown, storage: Storage | "list"): PropertyRules {
  const schema = isObject(rules) ? rules : {};
  const union = readUnion(schema);
  const types = union ?? readTypes(schema["type"]);
  const isKnown = ([keyword, value]: [string, unknown]): boolean =>
    ANNOTATIONS.has(keyword) ||
    (union !== undefined && UNIONS.includes(keyword)) ||
    (keyword === "items" && storage === "list") ||
    isBound(keyword, value, types, storage);
  return {
    types,
    minimum: readNumber(schema["minimum"], Number.NEGATIVE_INFINITY),
    maximum: readNumber(schema["maximum"], Number.POSITIVE_INFINITY),
    maxBytes: readNumber(schema["maxLength"], Number.POSITIVE_INFINITY),
    isPlain: (rules === undefined || isObject(rules)) && Object.entries(schema).every(isKnown),
  };
}

const UNIONS: readonly string[] = ["anyOf", "oneOf"];

/** The types of a schema that only lists alternatives, each of them plain and of its own types. */
function readUnion(schema: Readonly<Record<string, unknown>>): number | undefined {
  const keywords = UNIONS.filter((keyword) => schema[keyword] !== undefined);
  const alternatives = schema[keywords[0] ?? ""];
  if (keywords.length !== 1 || schema["type"] !== undefined || !Array.isArray(alternatives)) {
    return undefined;
  }
  let types = 0;
  for (const alternative of alternatives) {
    const isPlain =
      isObject(alternative) && Object.keys(alternative).every((key) => ANNOTATIONS.has(key));
    const own = isPlain ? readTypes(alternative["type"]) : 0;
    if (own === 0 || (types & own) !== 0) return undefined;
    types |= own;
  }
  return types;
}

/** Bounds are looked at where they are cheap: integers as integers, texts as texts. */
function isBound(
  keyword: string,
  value: unknown,
  types: number,
  storage: Storage | "list",
): boolean {
  if (typeof value !== "number") return false;
  if (keyword === "maxLength") return storage === "text";
  const isRange = keyword === "minimum" || keyword === "maximum";
  return isRange && storage.startsWith("int") && (types & NUMBER) === 0;
}

function readTypes(type: unknown): number {
  if (type === undefined) return ALL_TYPES;
  const names = Array.isArray(type) ? type : [type];
  return names.reduce((bits: number, name) => bits | (TYPE_BITS[String(name)] ?? 0), 0);
}

function readNumber(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

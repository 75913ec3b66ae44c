import type { Dates } from "./dates/date-time.ts";
import { Decimal } from "./decimal.ts";
import { Dictionary } from "./dictionary.ts";
import { PythonError } from "./python-error.ts";

/** Python's tuple: a list that is equal to no list. */
export class Tuple {
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/** Python's set. Iterates in the order of insertion, where Python's order is arbitrary. */
export class PythonSet {
  readonly #members = new Dictionary();

  constructor(items: Iterable<Value>) {
    for (const item of items) this.#members.set(item, null);
  }

  get size(): number {
    return this.#members.size;
  }

  get items(): readonly Value[] {
    return this.#members.keys();
  }

  has(item: Value): boolean {
    return this.#members.has(item);
  }
}

/**
 * What an expression works with: None is null, int is bigint, float is number, and numbers with a
 * fraction in a record are decimals, as in the SDK.
 */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | Decimal
  | readonly Value[]
  | Tuple
  | PythonSet
  | Dictionary
  | Dates;

/** Python's name for the type of a value. */
export function typeName(value: Value): string {
  if (value === null) return "NoneType";
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "bigint":
      return "int";
    case "number":
      return "float";
    case "string":
      return "str";
    default:
      break;
  }
  if (Array.isArray(value)) return "list";
  if (value instanceof Decimal) return "decimal.Decimal";
  if (value instanceof Tuple) return "tuple";
  if (value instanceof PythonSet) return "set";
  if (value instanceof Dictionary) return "dict";
  return (value as Dates).typeName;
}

/** What a loop over a value meets. */
export function iterate(value: Value): readonly Value[] {
  if (typeof value === "string") return Array.from(value);
  if (isList(value)) return value;
  if (value instanceof Tuple || value instanceof PythonSet) return value.items;
  if (value instanceof Dictionary) return value.keys();
  throw new PythonError("TypeError", `'${typeName(value)}' object is not iterable`);
}

/** Array.isArray for values; its own declaration knows no readonly arrays. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether a value counts as true. */
export function isTrue(value: Value): boolean {
  if (value === null || typeof value !== "object") return Boolean(value);
  if (isList(value)) return value.length > 0;
  if (value instanceof Decimal) return value.coefficient !== 0n;
  if (value instanceof Tuple) return value.items.length > 0;
  if (value instanceof PythonSet || value instanceof Dictionary) return value.size > 0;
  return value.isTrue;
}

/** An integer, for an argument that must be one; a bool is one. */
export function toInteger(value: Value): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return BigInt(value);
  throw new PythonError(
    "TypeError",
    `'${typeName(value)}' object cannot be interpreted as an integer`,
  );
}

/** The same as a JavaScript number, cut to where nothing here tells the difference. */
export function toIndex(value: Value): number {
  const index = toInteger(value);
  return Number(index < -MAX_INDEX ? -MAX_INDEX : index > MAX_INDEX ? MAX_INDEX : index);
}

const MAX_INDEX = 2n ** 40n;

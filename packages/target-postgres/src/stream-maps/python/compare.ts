import { CalendarDate, DateTime, TimeDelta, TimeZone } from "./dates/date-time.ts";
import { Decimal } from "./decimal.ts";
import { Dictionary } from "./dictionary.ts";
import { PythonError } from "./python-error.ts";
import { isList, PythonSet, Tuple, typeName, type Value } from "./value.ts";

/** Python's ==. */
export function areEqual(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (isNumber(one) && isNumber(other)) return compareNumbers(one, other) === 0;
  if (isList(one)) return isList(other) && areItemsEqual(one, other);
  if (one instanceof Tuple) return other instanceof Tuple && areItemsEqual(one.items, other.items);
  if (one instanceof PythonSet) {
    return (
      other instanceof PythonSet &&
      one.size === other.size &&
      one.items.every((item) => other.has(item))
    );
  }
  if (one instanceof Dictionary) {
    return (
      other instanceof Dictionary &&
      one.size === other.size &&
      one.entries().every(([key, value]) => {
        const its = other.get(key);
        return its !== undefined && areEqual(value, its);
      })
    );
  }
  if (one instanceof DateTime && other instanceof DateTime) {
    return (one.zone === undefined) === (other.zone === undefined) && one.instant === other.instant;
  }
  if (one instanceof TimeZone) return other instanceof TimeZone && one.offset === other.offset;
  const [own, its] = [toSpan(one), toSpan(other)];
  return own !== undefined && own === its && typeName(one) === typeName(other);
}

/**
 * Negative, zero or positive, as one is less than the other, equal or greater; NaN for what is
 * neither.
 *
 * @throws {PythonError} for values without an order.
 */
export function compare(one: Value, other: Value, operator = "<"): number {
  if (isNumber(one) && isNumber(other)) return compareNumbers(one, other);
  if (typeof one === "string" && typeof other === "string") return compareTexts(one, other);
  if (isList(one) && isList(other)) return compareItems(one, other, operator);
  if (one instanceof Tuple && other instanceof Tuple) {
    return compareItems(one.items, other.items, operator);
  }
  if (one instanceof DateTime && other instanceof DateTime) {
    if ((one.zone === undefined) !== (other.zone === undefined)) {
      throw new PythonError("TypeError", "can't compare offset-naive and offset-aware datetimes");
    }
    return compareIntegers(one.instant, other.instant);
  }
  const [own, its] = [toSpan(one), toSpan(other)];
  if (own !== undefined && its !== undefined && typeName(one) === typeName(other)) {
    return compareIntegers(own, its);
  }
  throw new PythonError(
    "TypeError",
    `'${operator}' not supported between instances of '${typeName(one)}' and '${typeName(other)}'`,
  );
}

/** Python's `item in container`. */
export function contains(container: Value, item: Value): boolean {
  if (typeof container === "string") {
    if (typeof item === "string") return container.includes(item);
    throw new PythonError(
      "TypeError",
      `'in <string>' requires string as left operand, not ${typeName(item)}`,
    );
  }
  if (container instanceof Dictionary || container instanceof PythonSet) return container.has(item);
  const items = container instanceof Tuple ? container.items : container;
  if (isList(items)) return items.some((own) => areEqual(own, item));
  throw new PythonError("TypeError", `argument of type '${typeName(container)}' is not iterable`);
}

type PythonNumber = boolean | bigint | number | Decimal;

/** Whether a value is a number; a bool is one. */
export function isNumber(value: Value): value is PythonNumber {
  return (
    typeof value === "bigint" ||
    typeof value === "number" ||
    typeof value === "boolean" ||
    value instanceof Decimal
  );
}

/** Exact, whatever the types. */
function compareNumbers(one: PythonNumber, other: PythonNumber): number {
  if (!(one instanceof Decimal) && !(other instanceof Decimal)) {
    // JavaScript compares bigint with number exactly.
    return one < other
      ? -1
      : one > other
        ? 1
        : Number.isNaN(one) || Number.isNaN(other)
          ? Number.NaN
          : 0;
  }
  for (const [number, sign] of [
    [one, 1],
    [other, -1],
  ] as const) {
    if (typeof number === "number" && !Number.isFinite(number)) return number * sign;
  }
  return toDecimal(one).compare(toDecimal(other));
}

/** The exact decimal value of a finite number. */
export function toDecimal(value: PythonNumber): Decimal {
  if (value instanceof Decimal) return value;
  return typeof value === "number" ? Decimal.ofFloat(value) : new Decimal(BigInt(value), 0);
}

/** By code points; JavaScript's own order is by halves of surrogate pairs. */
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  let index = 0;
  while (index < one.length && one[index] === other[index]) index += 1;
  // Behind the first half of a pair that both have, the second halves decide alike.
  const [own = -1, others = -1] = [one.codePointAt(index), other.codePointAt(index)];
  return own - others;
}

function compareItems(one: readonly Value[], other: readonly Value[], operator: string): number {
  for (const [index, item] of one.entries()) {
    const its = other[index];
    if (its === undefined) return 1;
    if (!areEqual(item, its)) return compare(item, its, operator);
  }
  return one.length - other.length;
}

function areItemsEqual(one: readonly Value[], other: readonly Value[]): boolean {
  return (
    one.length === other.length && one.every((item, index) => areEqual(item, other[index] as Value))
  );
}

/** What orders dates and time deltas among their like. */
function toSpan(value: Value): bigint | undefined {
  return value instanceof CalendarDate || value instanceof TimeDelta ? value.micros : undefined;
}

function compareIntegers(one: bigint, other: bigint): number {
  return one < other ? -1 : Number(one > other);
}

import { PythonError } from "../python-error.ts";
import type { Value } from "../value.ts";
import { MICROS_PER_DAY } from "./calendar.ts";
import { CalendarDate, DateTime, TimeDelta } from "./date-time.ts";

/** Arithmetic of dates and time deltas; undefined where it knows no such operation. */
export function combineDates(
  operator: "+" | "-" | "*",
  left: Value,
  right: Value,
): Value | undefined {
  if (operator === "*") return scale(left, right) ?? scale(right, left);
  if (right instanceof TimeDelta) {
    return move(left, operator === "+" ? right.micros : -right.micros);
  }
  if (operator === "+") return left instanceof TimeDelta ? move(right, left.micros) : undefined;
  return distance(left, right);
}

function move(value: Value, by: bigint): Value | undefined {
  if (value instanceof TimeDelta) return new TimeDelta(value.micros + by);
  if (value instanceof DateTime) return new DateTime(value.micros + by, value.zone);
  if (!(value instanceof CalendarDate)) return undefined;
  // Of a time delta only its days count for a date.
  return new CalendarDate(value.micros + BigInt(new TimeDelta(by).days) * MICROS_PER_DAY);
}

function distance(left: Value, right: Value): TimeDelta | undefined {
  if (left instanceof CalendarDate && right instanceof CalendarDate) {
    return new TimeDelta(left.micros - right.micros);
  }
  if (!(left instanceof DateTime && right instanceof DateTime)) return undefined;
  if ((left.zone === undefined) !== (right.zone === undefined)) {
    throw new PythonError("TypeError", "can't subtract offset-naive and offset-aware datetimes");
  }
  return new TimeDelta(left.instant - right.instant);
}

function scale(delta: Value, factor: Value): TimeDelta | undefined {
  return delta instanceof TimeDelta && typeof factor === "bigint"
    ? new TimeDelta(delta.micros * factor)
    : undefined;
}

import { PythonError } from "../python-error.ts";

export const MICROS_PER_SECOND = 1_000_000n;
export const MICROS_PER_DAY = 86_400n * MICROS_PER_SECOND;

/** A date and a time of day, as a clock on a wall shows them. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

/** Microseconds from 1970 to what a clock shows. @throws {PythonError} for what no clock shows. */
export function toMicros(clock: WallClock): bigint {
  const { year, month, day, hour, minute, second, microsecond } = clock;
  check(year >= 1 && year <= 9999, "year is out of range");
  check(month >= 1 && month <= 12, "month must be in 1..12");
  check(hour >= 0 && hour < 24, "hour must be in 0..23");
  check(minute >= 0 && minute < 60, "minute must be in 0..59");
  check(second >= 0 && second < 60, "second must be in 0..59");
  check(microsecond >= 0 && microsecond < 1_000_000, "microsecond must be in 0..999999");
  // Date.UTC would take the years 0 to 99 for those of the 20th century.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  check(day >= 1 && date.getUTCDate() === day, "day is out of range for month");
  date.setUTCHours(hour, minute, second);
  return BigInt(date.getTime()) * 1_000n + BigInt(microsecond);
}

/** What a clock shows so many microseconds from 1970. */
export function toWallClock(micros: bigint): WallClock {
  const milliseconds = floorDivide(micros, 1_000n);
  const date = new Date(Number(milliseconds));
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999))
    throw new PythonError("OverflowError", "date value out of range");
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    microsecond: date.getUTCMilliseconds() * 1_000 + Number(micros - milliseconds * 1_000n),
  };
}

/** Monday is 0. */
export function weekday(micros: bigint): number {
  // 1 January 1970 was a Thursday.
  return Number(modulo(floorDivide(micros, MICROS_PER_DAY) + 3n, 7n));
}

export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  return (dividend - modulo(dividend, divisor)) / divisor;
}

/** The rest with the divisor's sign. */
export function modulo(dividend: bigint, divisor: bigint): bigint {
  const rest = dividend % divisor;
  return rest !== 0n && rest < 0n !== divisor < 0n ? rest + divisor : rest;
}

export function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

function check(isValid: boolean, problem: string): void {
  if (!isValid) throw new PythonError("ValueError", problem);
}

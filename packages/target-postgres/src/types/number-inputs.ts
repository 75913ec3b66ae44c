import { canonicalNumber, decimalPlaces, integerDigits } from "../encode/number.ts";
import { ValueError } from "../errors.ts";

/** Bounds of PostgreSQL's integers by their bits. */
const MAXIMA: Readonly<Record<number, bigint>> = {
  16: 32_767n,
  32: 2_147_483_647n,
  64: 9_223_372_036_854_775_807n,
};

/** So many digits fit in any case. */
const SAFE_DIGITS: Readonly<Record<number, number>> = { 16: 4, 32: 9, 64: 18 };

/** https://www.postgresql.org/docs/current/datatype-numeric.html */
const NUMERIC_LIMITS: Limits = { whole: 131_072, fraction: 16_383 };

/** Most digits before the point and after it. */
interface Limits {
  readonly whole: number;
  readonly fraction: number;
}

/**
 * A JSON number as input of an integer column of so many bits. From the token: 1.00000000000000000001
 * is no integer, although its number is.
 *
 * @throws {ValueError} for one with a fraction, and for one that needs a wider column.
 */
export function integerInput(bits: 16 | 32 | 64, token: string): string {
  const digits = integerDigits(token);
  if (digits.length <= (SAFE_DIGITS[bits] as number)) return digits;
  if (fitsBits(bits, digits)) return digits;
  throw new ValueError(
    "is out of range of its column",
    fitsBits(64, digits) ? "bigint" : "numeric",
  );
}

/**
 * A JSON number as input of a numeric column, with the digits that it was written with.
 *
 * @throws {ValueError} for more digits than numeric has, which a text column holds.
 */
export function numericInput(token: string): string {
  // The only short tokens of many digits have an exponent.
  const isShort = token.length <= NUMERIC_LIMITS.fraction && !/[eE]/.test(token);
  if (!isShort && !fitsLimits(token, NUMERIC_LIMITS)) {
    throw new ValueError("has more digits than numeric keeps", "text");
  }
  return token;
}

/**
 * A number as input of a `numeric(precision,scale)` column, which rounds what it has no digits for.
 *
 * @throws {ValueError} for a number that it would change, or that is out of range.
 */
export function limitedNumericInput(precision: number, scale: number, token: string): string {
  if (!fitsLimits(token, { whole: precision - scale, fraction: scale })) {
    throw new ValueError("has more digits than its column keeps", "numeric");
  }
  return token;
}

/**
 * A JSON number as input of an existing double precision column, which takes only what it gives back
 * with the same digits.
 *
 * @throws {ValueError} for a number that it would change.
 */
export function doubleInput(token: string): string {
  if (canonicalNumber(token) !== canonicalNumber(String(Number(token)))) {
    throw new ValueError("has more digits than a double precision column keeps", "numeric");
  }
  return token;
}

function fitsBits(bits: 16 | 32 | 64, digits: string): boolean {
  if (digits.length > 20) return false;
  const value = BigInt(digits);
  const maximum = MAXIMA[bits] as bigint;
  return value <= maximum && value >= -maximum - 1n;
}

function fitsLimits(token: string, limits: Limits): boolean {
  const places = decimalPlaces(token);
  return (
    places === undefined || (places.whole <= limits.whole && places.fraction <= limits.fraction)
  );
}

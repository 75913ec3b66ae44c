import { ValueError } from "../errors.ts";

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** More digits than any PostgreSQL number has; 1e1000000000 must not become a billion zeros. */
const MAX_DIGITS = 150_000;

interface Decimal {
  readonly negative: boolean;
  /** Without leading or trailing zeros; empty for zero. */
  readonly digits: string;
  /** The value is digits × 10^exponent. */
  readonly exponent: number;
}

/**
 * The digits of a JSON number that is an integer, however it is written: `1.0` and `1e3` are
 * integers to JSON Schema, but not to bigint's input.
 *
 * @throws {ValueError} for a number with a fraction.
 */
export function integerDigits(token: string): string {
  const number = parseDecimal(token);
  if (number === undefined) return token;
  if (number.exponent < 0)
    throw new ValueError("has a fraction, which an integer column would lose");
  if (number.digits === "") return "0";
  if (number.digits.length + number.exponent > MAX_DIGITS) {
    throw new ValueError("is out of range of its column", "text");
  }
  return `${number.negative ? "-" : ""}${number.digits}${"0".repeat(number.exponent)}`;
}

/** One spelling for all spellings of a number: `10`, `10.0` and `1e1` become the same text. */
export function canonicalNumber(token: string): string {
  if (/^-?[1-9]\d*$/.test(token)) return token;
  const number = parseDecimal(token);
  if (number === undefined) return token;
  const { negative, digits, exponent } = number;
  if (digits === "") return "0";
  const isPlain = exponent >= 0 && digits.length + exponent <= MAX_DIGITS;
  return `${negative ? "-" : ""}${digits}${isPlain ? "0".repeat(exponent) : `e${exponent}`}`;
}

/**
 * How many digits a JSON number needs before and after the point; trailing zeros count where they
 * stand after it. Undefined for other text.
 */
export function decimalPlaces(
  token: string,
): { readonly whole: number; readonly fraction: number } | undefined {
  const number = parseDecimal(token);
  const match = NUMBER.exec(token);
  if (number === undefined || match === null) return undefined;
  const [, , , fraction = "", power = "0"] = match;
  return {
    whole: number.digits === "" ? 0 : Math.max(number.digits.length + number.exponent, 0),
    fraction: Math.max(fraction.length - Number(power), 0),
  };
}

/**
 * Whether a number is a multiple of another, as decimals: in binary 10.1 would be none of 1e-15.
 * Exact for what a JavaScript number can tell apart.
 */
export function isMultipleOf(value: number, factor: number): boolean {
  const [number, divisor] = [parseDecimal(String(value)), parseDecimal(String(factor))];
  if (number === undefined || divisor === undefined || divisor.digits === "") return true;
  const exponent = Math.min(number.exponent, divisor.exponent);
  return scale(number, exponent) % scale(divisor, exponent) === 0n;
}

function scale({ digits, exponent }: Decimal, toExponent: number): bigint {
  return BigInt(digits) * 10n ** BigInt(exponent - toExponent);
}

function parseDecimal(token: string): Decimal | undefined {
  const match = NUMBER.exec(token);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", power = "0"] = match;
  const all = (whole + fraction).replace(/^0+/, "");
  const digits = all.replace(/0+$/, "");
  const exponent = Number(power) - fraction.length + (all.length - digits.length);
  return { negative: sign === "-", digits, exponent };
}

import { Decimal } from "./decimal.ts";
import { PythonError } from "./python-error.ts";
import { toInteger, typeName, type Value } from "./value.ts";

/** Python's int(). */
export function toPythonInteger(value: Value, base = 10): bigint {
  if (typeof value === "number") return floatToInteger(value);
  if (value instanceof Decimal) return value.truncate();
  if (typeof value === "bigint" || typeof value === "boolean") return toInteger(value);
  if (typeof value === "string") return parseInteger(value.trim().toLowerCase(), base);
  throw wrongArgument("int", value);
}

/** Python's float(). */
export function toPythonFloat(value: Value): number {
  if (typeof value === "number") return value;
  if (value instanceof Decimal) return value.toNumber();
  if (typeof value === "bigint" || typeof value === "boolean") return integerToFloat(value);
  if (typeof value === "string") return parseFloatText(value.trim().toLowerCase());
  throw wrongArgument("float", value);
}

function floatToInteger(value: number): bigint {
  if (Number.isNaN(value))
    throw new PythonError("ValueError", "cannot convert float NaN to integer");
  if (!Number.isFinite(value)) {
    throw new PythonError("OverflowError", "cannot convert float infinity to integer");
  }
  return BigInt(Math.trunc(value));
}

function integerToFloat(value: bigint | boolean): number {
  const float = Number(value);
  if (!Number.isFinite(float)) {
    throw new PythonError("OverflowError", "int too large to convert to float");
  }
  return float;
}

const PREFIXES: Readonly<Record<number, string>> = { 2: "0b", 8: "0o", 16: "0x" };

function parseInteger(text: string, base: number): bigint {
  if (base < 2 || base > 36)
    throw new PythonError("ValueError", "int() base must be >= 2 and <= 36");
  const [, sign, rest = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  const prefix = PREFIXES[base];
  const hasPrefix = prefix !== undefined && rest.startsWith(prefix);
  const digits = (hasPrefix ? rest.slice(2) : rest).replace(/(?<=[0-9a-z])_(?=[0-9a-z])/g, "");
  const places = Array.from(digits, (digit) =>
    /[0-9a-z]/.test(digit) ? Number.parseInt(digit, 36) : base,
  );
  if (places.length === 0 || places.some((place) => place >= base)) {
    throw new PythonError("ValueError", `invalid literal for int() with base ${base}`);
  }
  const size =
    base === 10
      ? BigInt(digits)
      : places.reduce((sum, place) => sum * BigInt(base) + BigInt(place), 0n);
  return sign === "-" ? -size : size;
}

function parseFloatText(text: string): number {
  const [, sign, word] = /^([+-]?)(inf|infinity|nan)$/.exec(text) ?? [];
  if (word === "nan") return Number.NaN;
  if (word !== undefined) return sign === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (!/^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+)?$/.test(text)) {
    throw new PythonError("ValueError", "could not convert string to float");
  }
  return Number(text.replaceAll("_", ""));
}

function wrongArgument(name: string, value: Value): PythonError {
  return new PythonError("TypeError", `${name}() cannot take a '${typeName(value)}'`);
}

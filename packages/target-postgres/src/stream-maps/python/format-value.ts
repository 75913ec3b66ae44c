import { isNumber, toDecimal } from "./compare.ts";
import { CalendarDate, DateTime } from "./dates/date-time.ts";
import { formatMoment } from "./dates/directives.ts";
import { Decimal } from "./decimal.ts";
import { PythonError } from "./python-error.ts";
import { floatText, toText } from "./text.ts";
import { toInteger, typeName, type Value } from "./value.ts";

/** A format specification, taken apart. https://docs.python.org/3/library/string.html#formatspec */
interface Specification {
  readonly fill: string;
  readonly align: string | undefined;
  readonly sign: string;
  readonly isAlternate: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const SPECIFICATION =
  /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d{1,4})?([,_])?(?:\.(\d{1,3}))?([a-zA-Z%])?$/su;

/** Python's format(): what an f-string makes of a value. */
export function formatValue(value: Value, text: string): string {
  if (text === "") return toText(value);
  if (value instanceof DateTime || value instanceof CalendarDate) return formatMoment(value, text);
  const specification = parse(text);
  if (isNumber(value)) return formatNumber(value, specification);
  if (typeof value === "string") return formatText(value, specification);
  throw new PythonError("TypeError", `unsupported format string passed to ${typeName(value)}`);
}

function parse(text: string): Specification {
  const match = SPECIFICATION.exec(text);
  if (match === null) throw new PythonError("ValueError", "invalid format specifier");
  const [
    ,
    fill,
    align,
    sign = "-",
    alternate,
    zero,
    width = "0",
    grouping = "",
    precision,
    type = "",
  ] = match;
  return {
    fill: fill ?? (zero === undefined ? " " : "0"),
    align: align ?? (zero === undefined ? undefined : "="),
    sign,
    isAlternate: alternate !== undefined,
    width: Number(width),
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

function formatText(value: string, specification: Specification): string {
  const { type, precision, align = "<", fill, width } = specification;
  if (type !== "" && type !== "s") throw unknownType(type, value);
  const text = precision === undefined ? value : Array.from(value).slice(0, precision).join("");
  // A zero before the width fills text from the left edge.
  return pad("", text, { fill, width, align: align === "=" ? "<" : align });
}

function formatNumber(
  value: boolean | bigint | number | Decimal,
  specification: Specification,
): string {
  const { align = ">", fill, width, grouping, sign } = specification;
  const text = isIntegerType(specification.type, value)
    ? formatInteger(toInteger(value), specification)
    : formatReal(value instanceof Decimal ? value : Number(value), specification);
  const isNegative = text.startsWith("-");
  const digits = isNegative ? text.slice(1) : text;
  const shownSign = isNegative ? "-" : sign === "-" ? "" : sign;
  return pad(shownSign, grouping === "" ? digits : group(digits, grouping), { fill, width, align });
}

function isIntegerType(type: string, value: Value): boolean {
  const isInteger = typeof value === "bigint" || typeof value === "boolean";
  if (type === "" || type === "n") return isInteger;
  if (!"bcdoxX".includes(type)) return false;
  if (!isInteger) throw unknownType(type, value);
  return true;
}

const BASES: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, "0b"],
  o: [8, "0o"],
  x: [16, "0x"],
  X: [16, "0X"],
};

function formatInteger(value: bigint, { type, isAlternate, precision }: Specification): string {
  if (precision !== undefined) {
    throw new PythonError("ValueError", "precision not allowed in integer format specifier");
  }
  if (type === "c") return String.fromCodePoint(Number(value));
  const [base, prefix] = BASES[type] ?? [10, ""];
  const digits = (value < 0n ? -value : value).toString(base);
  const shown = type === "X" ? digits.toUpperCase() : digits;
  return `${value < 0n ? "-" : ""}${isAlternate ? prefix : ""}${shown}`;
}

function formatReal(value: number | Decimal, specification: Specification): string {
  const { type, precision } = specification;
  if (typeof value === "number" && !Number.isFinite(value)) return floatText(value);
  if (value instanceof Decimal && !isDecimalFormat(specification)) {
    throw new PythonError("ValueError", "a decimal can be formatted by f and % only; use float(…)");
  }
  switch (type) {
    case "f":
    case "F":
      return fixed(value, precision ?? usualPlaces(value));
    case "%": {
      const hundredfold = multiplyByHundred(value);
      return `${fixed(hundredfold, precision ?? usualPlaces(hundredfold))}%`;
    }
    case "e":
      return exponential(Number(value), precision ?? 6);
    case "E":
      return exponential(Number(value), precision ?? 6).toUpperCase();
    case "g":
    case "n":
      return general(Number(value), precision ?? 6);
    case "G":
      return general(Number(value), precision ?? 6).toUpperCase();
    case "": {
      if (precision === undefined) return toText(value);
      const text = general(Number(value), precision);
      return typeof value === "number" && /^-?\d+$/.test(text) ? `${text}.0` : text;
    }
    default:
      throw unknownType(type, value);
  }
}

function isDecimalFormat({ type, precision }: Specification): boolean {
  return type === "" ? precision === undefined : "fF%".includes(type);
}

function multiplyByHundred(value: number | Decimal): number | Decimal {
  return value instanceof Decimal
    ? new Decimal(value.coefficient, value.exponent + 2)
    : value * 100;
}

/** A decimal shows the digits that it has. */
function usualPlaces(value: number | Decimal): number {
  return value instanceof Decimal ? Math.max(-value.exponent, 0) : 6;
}

function fixed(value: number | Decimal, places: number): string {
  const text = toDecimal(value).toFixed(places);
  return Object.is(value, -0) ? `-${text}` : text;
}

function exponential(value: number, places: number): string {
  return value.toExponential(places).replace(/e([+-])(\d)$/, "e$10$2");
}

function general(value: number, precision: number): string {
  const digits = Math.max(precision, 1);
  const text = exponential(value, digits - 1);
  const exponent = Number(text.split("e")[1]);
  if (exponent < -4 || exponent >= digits) return text.replace(/\.?0+e/, "e");
  const plain = fixed(value, digits - 1 - exponent);
  return plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain;
}

function group(digits: string, separator: string): string {
  const [, whole = "", rest = ""] = /^(\d+)(.*)$/s.exec(digits) ?? [];
  return whole.replace(/\B(?=(\d{3})+$)/g, separator) + rest;
}

function pad(
  sign: string,
  text: string,
  { fill, width, align }: { fill: string; width: number; align: string },
): string {
  const missing = Math.max(width - Array.from(sign + text).length, 0);
  switch (align) {
    case "<":
      return sign + text + fill.repeat(missing);
    case "^": {
      const left = Math.floor(missing / 2);
      return fill.repeat(left) + sign + text + fill.repeat(missing - left);
    }
    case "=":
      return sign + fill.repeat(missing) + text;
    default:
      return fill.repeat(missing) + sign + text;
  }
}

function unknownType(type: string, value: Value): PythonError {
  return new PythonError(
    "ValueError",
    `unknown format code '${type}' for object of type '${typeName(value)}'`,
  );
}

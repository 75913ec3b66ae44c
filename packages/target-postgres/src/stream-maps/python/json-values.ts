import { findStringEnd } from "../json-text.ts";
import { DateTime } from "./dates/date-time.ts";
import { Decimal } from "./decimal.ts";
import { Dictionary } from "./dictionary.ts";
import { PythonError } from "./python-error.ts";
import { floatText, toText } from "./text.ts";
import { isList, PythonSet, Tuple, typeName, type Value } from "./value.ts";

type MakeFraction = (token: string) => Value;

/** Numbers with a fraction as records have them. */
export const asDecimal: MakeFraction = (token) => Decimal.parse(token) as Decimal;

/** Numbers with a fraction as json.loads makes them. */
export const asFloat: MakeFraction = Number;

/** Reads JSON that JSON.parse accepts, without changing a digit. */
export function parseValue(json: string, makeFraction: MakeFraction): Value {
  const token = /[[{,:\]}]|"|[^\s[{,:\]}"]+/g;
  const next = (): string => {
    const match = token.exec(json);
    if (match?.[0] !== '"') return match?.[0] ?? "";
    // A pattern for strings would need more stack than there is for a long one.
    token.lastIndex = findStringEnd(json, match.index);
    return json.slice(match.index, token.lastIndex);
  };

  function read(first: string): Value {
    switch (first[0]) {
      case "{":
        return readObject();
      case "[":
        return readArray();
      case '"':
        return JSON.parse(first);
      case "t":
        return true;
      case "f":
        return false;
      case "n":
        return null;
      default:
        return /[.eE]/.test(first) ? makeFraction(first) : BigInt(first);
    }
  }

  function readArray(): Value {
    const items: Value[] = [];
    for (let first = next(); first !== "]"; first = next()) {
      if (first !== ",") items.push(read(first));
    }
    return items;
  }

  function readObject(): Value {
    const members = new Dictionary();
    for (let name = next(); name !== "}"; name = next()) {
      if (name === ",") continue;
      next();
      members.set(JSON.parse(name), read(next()));
    }
    return members;
  }

  return read(next());
}

/** How a value is written as JSON. */
export interface JsonStyle {
  readonly comma: string;
  readonly colon: string;
  /** Whether other than ASCII characters are escaped. */
  readonly isAscii: boolean;
  /** Whether dates become text; Python's json.dumps refuses them. */
  readonly takesDates: boolean;
}

/** Without blanks and escapes, as a record is written. */
export const COMPACT: JsonStyle = { comma: ",", colon: ":", isAscii: false, takesDates: true };

/** Writes a value as JSON. @throws {PythonError} for what JSON has no word for. */
export function writeValue(value: Value, style: JsonStyle): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
    case "bigint":
      return String(value);
    case "number":
      if (Number.isFinite(value)) return floatText(value);
      throw new PythonError("ValueError", "NaN and Infinity are not JSON");
    case "string":
      return writeText(value, style);
    default:
      break;
  }
  if (isList(value)) return `[${value.map((item) => writeValue(item, style)).join(style.comma)}]`;
  if (value instanceof Tuple) return writeValue(value.items, style);
  if (value instanceof Decimal) return value.toString();
  if (value instanceof Dictionary) {
    const members = value
      .entries()
      .map(([key, item]) => `${writeKey(key, style)}${style.colon}${writeValue(item, style)}`);
    return `{${members.join(style.comma)}}`;
  }
  if (value instanceof PythonSet || !style.takesDates) {
    throw new PythonError("TypeError", `'${typeName(value)}' is not JSON; wrap it in str(…)`);
  }
  return writeText(value instanceof DateTime ? value.isoFormat("T") : value.toString(), style);
}

function writeKey(key: Value, style: JsonStyle): string {
  if (typeof key === "string") return writeText(key, style);
  return writeText(
    key === null || typeof key === "boolean" ? writeValue(key, style) : toText(key),
    style,
  );
}

function writeText(text: string, { isAscii }: JsonStyle): string {
  const json = JSON.stringify(text);
  if (!isAscii) return json;
  return json.replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

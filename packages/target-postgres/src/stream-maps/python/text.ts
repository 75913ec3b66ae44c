import { DateTime } from "./dates/date-time.ts";
import { Decimal } from "./decimal.ts";
import { Dictionary } from "./dictionary.ts";
import { isList, PythonSet, Tuple, type Value } from "./value.ts";

/** Python's str(). */
export function toText(value: Value): string {
  if (typeof value === "string") return value;
  if (value instanceof Decimal) return value.toString();
  return toSource(value);
}

/** Python's repr(), which is also how values look inside of a list or dict. */
export function toSource(value: Value): string {
  if (value === null) return "None";
  switch (typeof value) {
    case "boolean":
      return value ? "True" : "False";
    case "bigint":
      return value.toString();
    case "number":
      return floatText(value);
    case "string":
      return quote(value);
    default:
      break;
  }
  if (isList(value)) return `[${value.map(toSource).join(", ")}]`;
  if (value instanceof Tuple) {
    const items = value.items.map(toSource);
    return `(${items.join(", ")}${items.length === 1 ? "," : ""})`;
  }
  if (value instanceof PythonSet) {
    return value.size === 0 ? "set()" : `{${value.items.map(toSource).join(", ")}}`;
  }
  if (value instanceof Dictionary) {
    const members = value.entries().map(([key, item]) => `${toSource(key)}: ${toSource(item)}`);
    return `{${members.join(", ")}}`;
  }
  if (value instanceof Decimal) return `Decimal('${value}')`;
  return value instanceof DateTime ? value.isoFormat(" ") : value.toString();
}

/** The shortest text that reads back as the float, in Python's spelling. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const [mantissa = "", power = "0"] = Math.abs(value).toExponential().split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`;
  }
  const digits = mantissa.replace(".", "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text.replace(/[\\\p{C}\p{Z}'"]/gu, (character) => {
    if (character === " ") return character;
    if (character === "'" || character === '"') return character === mark ? `\\${mark}` : character;
    return ESCAPES[character] ?? escapeCodePoint(character.codePointAt(0) as number);
  });
  return `${mark}${inner}${mark}`;
}

function escapeCodePoint(code: number): string {
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code <= 0xffff
    ? `\\u${code.toString(16).padStart(4, "0")}`
    : `\\U${code.toString(16).padStart(8, "0")}`;
}

import { ExpressionError } from "./expression.ts";

/** A number as Python writes it: an int is a bigint, a float a number. */
export function parseNumber(token: string, at: number): bigint | number {
  const text = token.replaceAll("_", "").toLowerCase();
  if (/^0[box]/.test(text)) return BigInt(text);
  if (text.endsWith("j")) throw new ExpressionError(at, "complex numbers are not supported");
  if (/[.e]/.test(text)) return Number(text);
  if (/^0+[1-9]/.test(text)) throw new ExpressionError(at, "an integer cannot begin with 0");
  return BigInt(text);
}

/** What stands between the quotes of a string, and whether its backslashes are plain characters. */
export function splitQuotes(
  token: string,
  at: number,
): { readonly prefix: string; readonly quotes: string; readonly isRaw: boolean } {
  const [, prefix = "", quotes = "'"] = /^([a-zA-Z]*)('''|"""|'|")/.exec(token) ?? [];
  if (/b/i.test(prefix)) throw new ExpressionError(at, "bytes are not supported");
  return { prefix, quotes, isRaw: /r/i.test(prefix) };
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Resolves the escapes of a string. https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences */
export function unescapeText(text: string, at: number): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(.))/gs,
    (whole, byte?: string, unit?: string, point?: string, octal?: string, letter?: string) => {
      const digits = byte ?? unit ?? point;
      if (digits !== undefined) return String.fromCodePoint(Number.parseInt(digits, 16));
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      if (letter !== undefined && "xuUN".includes(letter)) {
        throw new ExpressionError(at, `the escape \\${letter} is not complete or not supported`);
      }
      return SIMPLE_ESCAPES[letter ?? ""] ?? whole;
    },
  );
}

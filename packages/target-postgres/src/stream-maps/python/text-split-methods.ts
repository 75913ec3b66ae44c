import type { PythonMethod } from "./signature.ts";
import { limitArgument, separatorArgument, textArgument } from "./text-arguments.ts";
import { isTrue, iterate, type Value } from "./value.ts";

const LINE_END = String.raw`(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])`;
/** What Python's str.isspace() is true for, as a class of a pattern. JavaScript's \s has U+FEFF, too. */
export const BLANK = String.raw`[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`;

/** Methods of str that take text apart or put it together. */
export const TEXT_SPLIT_METHODS: Readonly<Record<string, PythonMethod<string>>> = {
  join: {
    parameters: ["iterable"],
    call: (text, items) =>
      iterate(items as Value)
        .map(textArgument)
        .join(text),
  },
  rsplit: {
    parameters: ["sep?", "maxsplit?"],
    call: (text, separator, limit) => {
      // From the right is from the left of what is turned around.
      const turned = split(
        reverse(text),
        separator == null ? undefined : reverse(separatorArgument(separator)),
        limitArgument(limit),
      );
      return turned.map(reverse).reverse();
    },
  },
  split: {
    parameters: ["sep?", "maxsplit?"],
    call: (text, separator, limit) =>
      split(
        text,
        separator == null ? undefined : separatorArgument(separator),
        limitArgument(limit),
      ),
  },
  splitlines: {
    parameters: ["keepends?"],
    call: (text, keepEnds) => {
      // Cuts behind each end of a line; CR LF is one.
      const lines = text.split(new RegExp(`(?<=${LINE_END})(?<!\\r(?=\\n))`)).filter(Boolean);
      if (isTrue(keepEnds ?? false)) return lines;
      return lines.map((line) => line.replace(new RegExp(`${LINE_END}$`), ""));
    },
  },
};

/** Cuts text at a separator, or at blanks without one, so many times at most. */
export function split(text: string, separator: string | undefined, limit: number): string[] {
  if (separator === undefined) return splitBlanks(text, limit);
  const pieces = text.split(separator);
  if (pieces.length - 1 <= limit) return pieces;
  return [...pieces.slice(0, limit), pieces.slice(limit).join(separator)];
}

function splitBlanks(text: string, limit: number): string[] {
  const words: string[] = [];
  let rest = text.replace(new RegExp(`^${BLANK}+`), "");
  while (rest !== "" && words.length < limit) {
    const end = rest.search(new RegExp(BLANK));
    words.push(end === -1 ? rest : rest.slice(0, end));
    rest = end === -1 ? "" : rest.slice(end).replace(new RegExp(`^${BLANK}+`), "");
  }
  return rest === "" ? words : [...words, rest];
}

function reverse(text: string): string {
  return Array.from(text).reverse().join("");
}

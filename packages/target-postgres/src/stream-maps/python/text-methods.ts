import type { PythonMethod } from "./signature.ts";
import { toCharacters } from "./slices.ts";
import { type Argument, textArgument } from "./text-arguments.ts";
import { TEXT_SEARCH_METHODS } from "./text-search-methods.ts";
import { BLANK, TEXT_SPLIT_METHODS } from "./text-split-methods.ts";
import { toIndex, type Value } from "./value.ts";

type TextMethod = PythonMethod<string>;

/** Methods of str. https://docs.python.org/3/library/stdtypes.html#string-methods */
export const TEXT_METHODS: Readonly<Record<string, TextMethod>> = {
  ...TEXT_SEARCH_METHODS,
  ...TEXT_SPLIT_METHODS,
  capitalize: plain(
    (text) =>
      titleCase(text.slice(0, firstLength(text))) + text.slice(firstLength(text)).toLowerCase(),
  ),
  casefold: plain((text) => text.toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ")),
  center: padding((missing, width) => {
    // CPython puts the odd one on the left when the width is odd too.
    const left = Math.floor(missing / 2) + (missing & width & 1);
    return [left, missing - left];
  }),
  isalnum: test(/^[\p{L}\p{N}]+$/u),
  isalpha: test(/^\p{L}+$/u),
  isascii: test(/^\p{ASCII}*$/u),
  isdecimal: test(/^\p{Nd}+$/u),
  isdigit: test(/^[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨]+$/u),
  islower: plain((text) => text !== text.toUpperCase() && text === text.toLowerCase()),
  isnumeric: test(/^\p{N}+$/u),
  isspace: test(new RegExp(`^${BLANK}+$`)),
  istitle: plain((text) => /\p{L}/u.test(text) && text === toTitle(text)),
  isupper: plain((text) => text !== text.toLowerCase() && text === text.toUpperCase()),
  ljust: padding((missing) => [0, missing]),
  lower: plain((text) => text.toLowerCase()),
  lstrip: stripping(true, false),
  rjust: padding((missing) => [missing, 0]),
  rstrip: stripping(false, true),
  strip: stripping(true, true),
  swapcase: plain((text) =>
    Array.from(text, (character) =>
      character === character.toUpperCase() ? character.toLowerCase() : character.toUpperCase(),
    ).join(""),
  ),
  title: plain(toTitle),
  upper: plain((text) => text.toUpperCase()),
  zfill: {
    parameters: ["width"],
    call: (text, width) => {
      const [, sign = "", digits = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
      return sign + "0".repeat(missingCharacters(text, width)) + digits;
    },
  },
};

function plain(call: (text: string) => Value): TextMethod {
  return { parameters: [], call };
}

function test(pattern: RegExp): TextMethod {
  return plain((text) => pattern.test(text));
}

function padding(share: (missing: number, width: number) => readonly [number, number]): TextMethod {
  return {
    parameters: ["width", "fillchar?"],
    call: (text, width, fill) => {
      const missing = missingCharacters(text, width);
      const [left, right] = share(missing, toIndex(width as Value));
      const character = fill === undefined ? " " : textArgument(fill);
      return character.repeat(left) + text + character.repeat(right);
    },
  };
}

function stripping(left: boolean, right: boolean): TextMethod {
  return {
    parameters: ["chars?"],
    call: (text, characters) => {
      const set =
        characters == null ? BLANK : `[${textArgument(characters).replace(/[\\\]^-]/g, "\\$&")}]`;
      if (characters === "") return text;
      const unicode = characters == null ? "" : "u";
      const start = left ? text.replace(new RegExp(`^${set}+`, unicode), "") : text;
      return right ? start.replace(new RegExp(`(?<!${set})${set}+$`, unicode), "") : start;
    },
  };
}

function missingCharacters(text: string, width: Argument): number {
  const wanted = Math.min(toIndex(width as Value), 100_000);
  return Math.max(wanted - toCharacters(text).length, 0);
}

function toTitle(text: string): string {
  return text.replace(
    /(\p{L})(\p{L}*)/gu,
    (_, first: string, rest: string) => titleCase(first) + rest.toLowerCase(),
  );
}

/** Upper case, but for letters that are two in one: ß at the start of a word is Ss. */
function titleCase(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.slice(0, firstLength(upper)) + upper.slice(firstLength(upper)).toLowerCase();
}

function firstLength(text: string): number {
  return (text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
}

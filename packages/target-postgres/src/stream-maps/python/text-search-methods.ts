import { PythonError } from "./python-error.ts";
import type { PythonMethod } from "./signature.ts";
import { slice, toCharacters } from "./slices.ts";
import { type Argument, limitArgument, separatorArgument, textArgument } from "./text-arguments.ts";
import { split } from "./text-split-methods.ts";
import { Tuple, toIndex, type Value } from "./value.ts";

type TextMethod = PythonMethod<string>;

/** Methods of str that look for a part of the text. */
export const TEXT_SEARCH_METHODS: Readonly<Record<string, TextMethod>> = {
  count: {
    parameters: ["sub", "start?", "end?"],
    call: (text, sub, start, end) => {
      const part = cut(text, start, end);
      const sought = textArgument(sub);
      return BigInt(sought === "" ? toCharacters(part).length + 1 : part.split(sought).length - 1);
    },
  },
  endswith: affix((text, suffix) => text.endsWith(suffix)),
  find: searching(false, allowMissing),
  index: searching(false, mustFind),
  partition: {
    parameters: ["sep"],
    call: (text, separator) => {
      const place = text.indexOf(separatorArgument(separator));
      return place === -1 ? new Tuple([text, "", ""]) : parts(text, place, textArgument(separator));
    },
  },
  removeprefix: {
    parameters: ["prefix"],
    call: (text, prefix) =>
      text.startsWith(textArgument(prefix)) ? text.slice(textArgument(prefix).length) : text,
  },
  removesuffix: {
    parameters: ["suffix"],
    call: (text, suffix) => {
      const end = textArgument(suffix);
      return end !== "" && text.endsWith(end) ? text.slice(0, -end.length) : text;
    },
  },
  replace: {
    parameters: ["old", "new", "count?"],
    call: (text, old, replacement, count) =>
      replace(text, textArgument(old), textArgument(replacement), limitArgument(count)),
  },
  rfind: searching(true, allowMissing),
  rindex: searching(true, mustFind),
  rpartition: {
    parameters: ["sep"],
    call: (text, separator) => {
      const place = text.lastIndexOf(separatorArgument(separator));
      return place === -1 ? new Tuple(["", "", text]) : parts(text, place, textArgument(separator));
    },
  },
  startswith: affix((text, prefix) => text.startsWith(prefix)),
};

function affix(matches: (text: string, affix: string) => boolean): TextMethod {
  return {
    parameters: ["affix", "start?", "end?"],
    call: (text, sought, start, end) => {
      const choices = sought instanceof Tuple ? sought.items : [sought as Value];
      const part = cut(text, start, end);
      return choices.some((choice) => matches(part, textArgument(choice)));
    },
  };
}

function replace(text: string, old: string, replacement: string, limit: number): string {
  if (old === "") {
    const characters = Array.from(text);
    const spaced = characters.map(
      (character, place) => (place < limit ? replacement : "") + character,
    );
    return spaced.join("") + (characters.length < limit ? replacement : "");
  }
  const pieces = split(text, old, limit);
  return pieces.join(replacement);
}

function searching(isLast: boolean, finish: (place: bigint) => bigint): TextMethod {
  return {
    parameters: ["sub", "start?", "end?"],
    call: (text, sub, start, end) => {
      const part = cut(text, start, end);
      const sought = textArgument(sub);
      const place = isLast ? part.lastIndexOf(sought) : part.indexOf(sought);
      const length = toCharacters(text).length;
      const first = start == null ? 0 : toIndex(start);
      const before = first < 0 ? Math.max(first + length, 0) : first;
      const isFound = place !== -1 && before <= length;
      return finish(isFound ? BigInt(before + toCharacters(part.slice(0, place)).length) : -1n);
    },
  };
}

function allowMissing(place: bigint): bigint {
  return place;
}

function mustFind(place: bigint): bigint {
  if (place === -1n) throw new PythonError("ValueError", "substring not found");
  return place;
}

function cut(text: string, start: Argument, end: Argument): string {
  if (start == null && end == null) return text;
  return slice(text, { start: start ?? null, stop: end ?? null, step: null }) as string;
}

function parts(text: string, place: number, separator: string): Tuple {
  return new Tuple([text.slice(0, place), separator, text.slice(place + separator.length)]);
}

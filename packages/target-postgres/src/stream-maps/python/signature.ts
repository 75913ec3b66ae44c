import type { Value } from "./value.ts";

/** What a call may be given: names of the arguments in their order, with ? behind what may be missing. */
export interface Signature {
  readonly parameters: readonly string[];
}

/** A function that expressions may call. Missing arguments are undefined. */
export interface PythonFunction extends Signature {
  readonly call: (...args: readonly (Value | undefined)[]) => Value;
}

/** A method: the first argument is what it is called on. */
export interface PythonMethod<Self extends Value = Value> extends Signature {
  readonly call: (self: Self, ...args: readonly (Value | undefined)[]) => Value;
}

/** Which argument of a call goes into which parameter; or why the call cannot be. */
export function bindArguments(
  { parameters }: Signature,
  positional: number,
  keywords: readonly string[],
): readonly number[] | string {
  const names = parameters.map((name) => name.replace("?", ""));
  if (positional > names.length) {
    return `takes ${names.length === 0 ? "no arguments" : `at most ${names.length}`}, not ${positional}`;
  }
  const unknown = keywords.find((keyword) => !names.includes(keyword, positional));
  if (unknown !== undefined) return `takes no argument "${unknown}" here`;
  const slots = names.map((name, place) => {
    if (place < positional) return place;
    const keyword = keywords.indexOf(name);
    return keyword === -1 ? -1 : positional + keyword;
  });
  const missing = parameters.find((name, place) => slots[place] === -1 && !name.endsWith("?"));
  return missing === undefined ? slots : `needs an argument "${missing}"`;
}

import { PythonError } from "./python-error.ts";
import { toIndex, typeName, type Value } from "./value.ts";

/** An argument of a method; undefined where the call has none. */
export type Argument = Value | undefined;

/** An argument that must be text. */
export function textArgument(value: Argument): string {
  if (typeof value === "string") return value;
  throw new PythonError("TypeError", `must be str, not ${typeName(value ?? null)}`);
}

/** A separator, which cannot be empty. */
export function separatorArgument(value: Argument): string {
  const separator = textArgument(value);
  if (separator === "") throw new PythonError("ValueError", "empty separator");
  return separator;
}

/** How many times at most; negative or missing for always. */
export function limitArgument(value: Argument): number {
  const limit = value === undefined ? -1 : toIndex(value);
  return limit < 0 ? Number.POSITIVE_INFINITY : limit;
}

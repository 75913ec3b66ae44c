import { Dictionary } from "./dictionary.ts";
import { PythonError } from "./python-error.ts";
import { isList, Tuple, toIndex, typeName, type Value } from "./value.ts";

/** The parts of `[start:stop:step]`. */
export interface SliceBounds {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
}

/** Text as a sequence of code points, which is how Python counts. */
export function toCharacters(text: string): string | readonly string[] {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
}

/** Python's `container[key]`. */
export function subscript(container: Value, key: Value): Value {
  if (container instanceof Dictionary) {
    const value = container.get(key);
    if (value === undefined) throw new PythonError("KeyError", "there is no such key");
    return value;
  }
  const items = toSequence(container);
  if (typeof key !== "bigint" && typeof key !== "boolean") {
    throw new PythonError(
      "TypeError",
      `${typeName(container)} indices must be integers or slices, not ${typeName(key)}`,
    );
  }
  const index = toIndex(key);
  const item = items[index < 0 ? index + items.length : index];
  if (item === undefined) {
    throw new PythonError("IndexError", `${typeName(container)} index out of range`);
  }
  return item;
}

/** Python's `sequence[start:stop:step]`. */
export function slice(container: Value, { start, stop, step }: SliceBounds): Value {
  const items = toSequence(container);
  const stride = step === null ? 1 : toIndex(step);
  if (stride === 0) throw new PythonError("ValueError", "slice step cannot be zero");
  const [first, last] = stride > 0 ? [0, items.length] : [items.length - 1, -1];
  const from = start === null ? first : clamp(toIndex(start), items.length, stride);
  const to = stop === null ? last : clamp(toIndex(stop), items.length, stride);
  if (stride === 1) return wrap(container, items.slice(from, Math.max(from, to)));
  const chosen: Value[] = [];
  for (let index = from; stride > 0 ? index < to : index > to; index += stride) {
    chosen.push(items[index] as Value);
  }
  return wrap(container, chosen);
}

function clamp(index: number, length: number, stride: number): number {
  const place = index < 0 ? index + length : index;
  return stride > 0
    ? Math.min(Math.max(place, 0), length)
    : Math.min(Math.max(place, -1), length - 1);
}

function toSequence(value: Value): string | readonly Value[] {
  if (typeof value === "string") return toCharacters(value);
  if (isList(value)) return value;
  if (value instanceof Tuple) return value.items;
  throw new PythonError("TypeError", `'${typeName(value)}' object is not subscriptable`);
}

function wrap(container: Value, items: string | readonly Value[]): Value {
  if (container instanceof Tuple) return new Tuple(items as readonly Value[]);
  return typeof container === "string" && typeof items !== "string" ? items.join("") : items;
}

import { Decimal } from "./decimal.ts";
import { PythonError } from "./python-error.ts";
import type { Value } from "./value.ts";

type Hash = string | bigint | number | null;

/** Python's dict: 1, 1.0 and True are one key. */
export class Dictionary {
  readonly #entries = new Map<Hash, { readonly key: Value; value: Value }>();

  constructor(entries: Iterable<readonly [Value, Value]> = []) {
    for (const [key, value] of entries) this.set(key, value);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** A key that is there keeps its place and its spelling. */
  set(key: Value, value: Value): void {
    const hash = toHash(key);
    const entry = this.#entries.get(hash);
    if (entry === undefined) this.#entries.set(hash, { key, value });
    else entry.value = value;
  }

  get(key: Value): Value | undefined {
    return this.#entries.get(toHash(key))?.value;
  }

  has(key: Value): boolean {
    return this.#entries.has(toHash(key));
  }

  keys(): readonly Value[] {
    return Array.from(this.#entries.values(), ({ key }) => key);
  }

  entries(): readonly (readonly [Value, Value])[] {
    return Array.from(this.#entries.values(), ({ key, value }) => [key, value] as const);
  }
}

function toHash(key: Value): Hash {
  if (key === null || typeof key === "string" || typeof key === "bigint") return key;
  if (typeof key === "boolean") return BigInt(key);
  if (typeof key === "number") return Number.isInteger(key) ? BigInt(key) : key;
  if (key instanceof Decimal && key.isInteger()) return key.truncate();
  throw new PythonError(
    "TypeError",
    "a key must be text, an integer, a float, a bool or None in a stream map",
  );
}

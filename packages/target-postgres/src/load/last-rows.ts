import type { RowKey } from "./row-key.ts";

/**
 * Knows, for each key of a batch, the last row that has it. Most taps send keys in order: as long as
 * every key comes after all before it none can be there twice, and nothing is looked up.
 */
export class LastRows {
  readonly #keys: RowKey[] = [];
  #rows: Map<RowKey, number> | undefined;

  /** Notes the key of the next row; gives the earlier row with the same key, where there is one. */
  add(key: RowKey): number | undefined {
    const earlier = this.find(key);
    this.#rows?.set(key, this.#keys.length);
    this.#keys.push(key);
    return earlier;
  }

  /** Gives the last row that has a key, where there is one. */
  find(key: RowKey): number | undefined {
    if (this.#rows === undefined) {
      const last = this.#keys.at(-1);
      if (last === undefined || isAfter(key, last)) return undefined;
      this.#rows = new Map(this.#keys.map((known, index) => [known, index]));
    }
    return this.#rows.get(key);
  }
}

/** An order of all numbers, and one of all texts in which numbers without a sign are ascending. */
function isAfter(key: RowKey, last: RowKey): boolean {
  if (typeof key === "number") return typeof last === "number" && key > last;
  if (typeof last === "number") return false;
  return key.length === last.length ? key > last : key.length > last.length;
}

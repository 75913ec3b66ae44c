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
    const row = this.#keys.length;
    const last = this.#keys.at(-1);
    this.#keys.push(key);
    if (this.#rows === undefined) {
      if (last === undefined || isAfter(key, last)) return undefined;
      this.#rows = new Map(this.#keys.slice(0, -1).map((known, index) => [known, index]));
    }
    const earlier = this.#rows.get(key);
    this.#rows.set(key, row);
    return earlier;
  }
}

/** An order of all numbers, and one of all texts in which numbers without a sign are ascending. */
function isAfter(key: RowKey, last: RowKey): boolean {
  if (typeof key === "number") return typeof last === "number" && key > last;
  if (typeof last === "number") return false;
  return key.length === last.length ? key > last : key.length > last.length;
}

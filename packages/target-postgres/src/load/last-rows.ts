/**
 * Knows, for each key of a batch, the last row that has it. Most taps send keys in order: as long as
 * every key comes after all before it none can be there twice, and nothing is looked up.
 */
export class LastRows {
  readonly #keys: string[] = [];
  #rows: Map<string, number> | undefined;

  /** Notes the key of the next row; gives the earlier row with the same key, where there is one. */
  add(key: string): number | undefined {
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

/** An order of all texts in which numbers without a sign are ascending. */
function isAfter(key: string, last: string): boolean {
  return key.length === last.length ? key > last : key.length > last.length;
}

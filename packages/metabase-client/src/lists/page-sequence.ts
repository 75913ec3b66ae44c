/** What one page of a list brought. */
export interface Page {
  /** One for each row, in the server's order. */
  readonly keys: readonly string[];
  /** How many rows the whole list has; undefined when the server names no number. */
  readonly total: number | undefined;
}

/** Which part of a list to ask for. */
export interface PageRequest {
  readonly limit: number;
  readonly offset: number;
}

/**
 * One reading of a list by `limit` and `offset`, while people may edit it. Metabase has no cursor: a
 * row added or removed before the offset shifts the others, so that one comes twice, or not at all.
 *
 * Each page therefore begins with the last row of the one before it:
 *
 * - It is there, and the total did not fall: what was behind it still is.
 * - It stands further back, and the total grew as much: rows were added in front, which the list did
 *   not have when the reading began. The reading goes on behind it.
 * - Anything else (rows removed or moved): one may be missed. A problem.
 *
 * At the end, the rows seen, and those added in front, must be as many as the total, and each be
 * another one; so a row that was moved from behind to the front, or the reverse, is noticed, too.
 */
export class PageSequence {
  /** Undefined at the end, and after a problem. */
  next: PageRequest | undefined;
  /** Why the rows so far may not be all. */
  problem: string | undefined;
  readonly #limit: number;
  readonly #seen = new Set<string>();
  #last: string | undefined;
  #total: number | undefined;
  #count = 0;
  #addedInFront = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.next = { limit, offset: 0 };
  }

  /** Takes the page that {@link next} asked for. Returns the indexes of the rows that are new. */
  add({ keys, total }: Page): readonly number[] {
    const { offset = 0, limit = this.#limit } = this.next ?? {};
    this.next = undefined;
    const first = this.#firstNewRow(keys, total);
    if (first === undefined) return [];
    if (total !== undefined) this.#total = total;
    this.#last = keys.at(-1) ?? this.#last;

    const fresh: number[] = [];
    for (let index = first; index < keys.length; index += 1) {
      this.#count += 1;
      const key = keys[index] as string;
      if (!this.#seen.has(key)) fresh.push(index);
      this.#seen.add(key);
    }

    const end = total ?? (keys.length < limit ? 0 : Number.POSITIVE_INFINITY);
    // Longer than asked for: the server does not page and has sent everything.
    const isLast = keys.length > limit || fresh.length === 0 || offset + keys.length >= end;
    if (isLast) this.problem = this.#missing();
    else this.next = { limit: this.#limit + 1, offset: offset + keys.length - 1 };
    return fresh;
  }

  #firstNewRow(keys: readonly string[], total: number | undefined): number | undefined {
    if (this.#last === undefined) return 0;
    const overlap = keys.indexOf(this.#last);
    const grown = (total ?? 0) - (this.#total ?? 0);
    if ((overlap === 0 && grown >= 0) || (overlap > 0 && overlap === grown)) {
      this.#addedInFront += overlap;
      return overlap + 1;
    }
    this.problem = `rows were added or removed between two pages, after ${this.#count} rows of ${this.#total ?? "an unknown number"}`;
    return undefined;
  }

  #missing(): string | undefined {
    const seen = this.#seen.size;
    if (seen < this.#count) return `${this.#count - seen} rows came twice`;
    const expected = (this.#total ?? seen) - this.#addedInFront;
    return seen === expected ? undefined : `${seen} rows of ${expected}`;
  }
}

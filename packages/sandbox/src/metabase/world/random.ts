/** FNV-1a, 32 bits: turns a seed's parts into one number. */
function hash(parts: readonly (string | number)[]): number {
  const text = parts.join("\u0000");
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/**
 * Numbers that look random and depend on nothing but the seed they were made from (mulberry32).
 *
 * A class, since a large world makes millions of them and closures would cost as much as all the rest.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    const state = this.#state;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True in `share` of all cases. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of the items; the list must not be empty. */
  pick<T>(items: readonly T[]): T {
    return items[this.between(0, items.length - 1)] as T;
  }

  /** `length` characters of an alphabet. */
  text(length: number, alphabet: string): string {
    let text = "";
    while (text.length < length) text += alphabet[this.between(0, alphabet.length - 1)];
    return text;
  }
}

/**
 * A generator for one thing, named by its parts (world seed, kind, id).
 *
 * Every thing has its own, so that one can be made without making those before it.
 */
export function createRandom(...parts: readonly (string | number)[]): Random {
  return new Random(hash(parts));
}

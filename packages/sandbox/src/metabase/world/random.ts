/** Numbers that look random and depend on nothing but the seed they were made from. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True in `share` of all cases. */
  chance(share: number): boolean;
  /** One of the items; the list must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** `length` characters of an alphabet. */
  text(length: number, alphabet: string): string;
}

/** FNV-1a, 32 bits: turns a seed's parts into one number. */
function hash(parts: readonly (string | number)[]): number {
  let value = 0x811c9dc5;
  for (const character of parts.join("\u0000")) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return value >>> 0;
}

/**
 * A generator for one thing, named by its parts (world seed, kind, id).
 *
 * Every thing has its own, so that one can be made without making those before it (mulberry32).
 */
export function createRandom(...parts: readonly (string | number)[]): Random {
  let state = hash(parts);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: <T>(items: readonly T[]): T => items[between(0, items.length - 1)] as T,
    text: (length, alphabet) => {
      let text = "";
      while (text.length < length) text += alphabet[between(0, alphabet.length - 1)];
      return text;
    },
  };
}

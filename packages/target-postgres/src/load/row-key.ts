/** A row's key, by which rows are told apart and go to their lanes: equal for equal keys. */
export type RowKey = string | number;

/**
 * Rows are shared out by their keys between this many lanes, which are loaded at the same time. It is
 * the same for every run, whatever it may use: so a lane's lock holds off the same lane of another run.
 */
export const LANES = 2;

/** Keys that follow each other stay together so far: neighbours in the index, neighbours in the table. */
const RUN = 64;

const INTEGER = /^(?:0|-?[1-9]\d{0,14})$/;

/** The key of one integer, from its canonical digits: a number, where that is exact. */
export function integerKey(digits: string): RowKey {
  return INTEGER.test(digits) ? Number(digits) : digits;
}

/** The key of several columns. */
export function joinKeys(parts: readonly RowKey[]): RowKey {
  return parts.length === 1 ? (parts[0] as RowKey) : JSON.stringify(parts);
}

/** The lane of a key: 0 to {@link LANES} - 1. */
export function laneOf(key: RowKey): number {
  return (typeof key === "number" ? mix(Math.floor(key / RUN)) : hashText(key)) % LANES;
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

function mix(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

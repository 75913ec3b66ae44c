/** A list whose items are made when they are asked for, so that its memory does not grow with its length. */
export interface LazyList<T> extends Iterable<T> {
  readonly length: number;
  /** The item at a place. @throws {RangeError} outside 0 … length - 1. */
  at(index: number): T;
  /** The item with an id, or undefined. */
  byId(id: number): T | undefined;
}

/**
 * A list whose item at `index` has the id `firstId + index`.
 *
 * `make` must be a pure function of its arguments: an item that is asked for twice is made twice.
 */
export function createLazyList<T>(options: {
  readonly length: number;
  /** @default 1 */
  readonly firstId?: number;
  readonly make: (id: number, index: number) => T;
}): LazyList<T> {
  const { length, firstId = 1, make } = options;
  return {
    length,
    at(index) {
      if (!Number.isInteger(index) || index < 0 || index >= length) {
        throw new RangeError(`a lazy list of ${length} items has no index ${index}`);
      }
      return make(firstId + index, index);
    },
    byId(id) {
      const index = id - firstId;
      return Number.isInteger(index) && index >= 0 && index < length ? make(id, index) : undefined;
    },
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index += 1) yield make(firstId + index, index);
    },
  };
}

/** A list of items that exist already, found by their own ids. */
export function listOf<T extends { readonly id: number }>(items: readonly T[]): LazyList<T> {
  const byId = new Map(items.map((item) => [item.id, item]));
  return {
    length: items.length,
    at(index) {
      const item = items[index];
      if (item === undefined) {
        throw new RangeError(`a list of ${items.length} items has no index ${index}`);
      }
      return item;
    },
    byId: (id) => byId.get(id),
    [Symbol.iterator]: () => items[Symbol.iterator](),
  };
}

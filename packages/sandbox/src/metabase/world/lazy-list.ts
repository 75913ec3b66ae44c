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

/** A list that is made whole when it is first asked for something, and then kept. */
export function createKeptList<T extends { readonly id: number }>(
  make: () => readonly T[],
): LazyList<T> {
  let made: LazyList<T> | undefined;
  const list = (): LazyList<T> => {
    made ??= listOf(make());
    return made;
  };
  return {
    get length() {
      return list().length;
    },
    at: (index) => list().at(index),
    byId: (id) => list().byId(id),
    [Symbol.iterator]: () => list()[Symbol.iterator](),
  };
}

/** Two lists, one after the other. */
export function joinLists<T>(first: LazyList<T>, second: LazyList<T>): LazyList<T> {
  return {
    length: first.length + second.length,
    at: (index) => (index < first.length ? first.at(index) : second.at(index - first.length)),
    byId: (id) => first.byId(id) ?? second.byId(id),
    *[Symbol.iterator]() {
      yield* first;
      yield* second;
    },
  };
}

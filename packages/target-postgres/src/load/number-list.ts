const FIRST_LENGTH = 128;

/** What all empty lists share: most parts of most batches stay empty. */
const EMPTY = new Float64Array(0);

/**
 * A growing list of numbers outside the heap: a batch has several for each of its many rows, which the
 * garbage collector would otherwise move about for as long as the batch grows.
 */
export class NumberList {
  #values = EMPTY;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(Math.max(FIRST_LENGTH, 2 * this.#length));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** The number at a place from 0; undefined behind the last. */
  at(index: number): number | undefined {
    return index < this.#length ? this.#values[index] : undefined;
  }

  /** All numbers. */
  values(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }
}

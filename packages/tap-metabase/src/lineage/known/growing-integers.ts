/** A list of integers below 2^31 that takes four bytes each. */
export class GrowingIntegers {
  #values = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** The integer at an index; 0 beyond the end. */
  at(index: number): number {
    return this.#values[index] ?? 0;
  }
}

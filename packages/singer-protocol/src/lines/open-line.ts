/** How much more room than needed is taken at once: little is copied twice, little is left behind. */
const GROWTH = 4;

/**
 * The bytes of a line whose end has not come yet. They are copied as they come into one growing
 * buffer: kept as pieces and joined at the end, a long line would be in memory twice. Room that is
 * not used yet costs nothing, the system hands it out on first touch.
 */
export class OpenLine {
  #buffer: Buffer | undefined;
  #length = 0;

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  append(bytes: Buffer): void {
    this.#add(bytes, GROWTH);
  }

  /** The whole line, which belongs to the caller; the next line starts empty. */
  close(lastBytes: Buffer): Buffer {
    this.#add(lastBytes, 1);
    const line = this.#buffer?.subarray(0, this.#length) ?? lastBytes;
    this.#buffer = undefined;
    this.#length = 0;
    return line;
  }

  #add(bytes: Buffer, growth: number): void {
    const length = this.#length + bytes.length;
    if (this.#buffer === undefined || this.#buffer.length < length) {
      // Copied from the first byte on: the chunk that it stands in may be used again.
      const larger = Buffer.allocUnsafeSlow(length * growth);
      this.#buffer?.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    bytes.copy(this.#buffer, this.#length);
    this.#length = length;
  }
}

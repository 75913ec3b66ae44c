/** Bytes of a chunk: large enough that COPY's framing costs nothing, small enough for many streams. */
export const CHUNK_BYTES = 64 * 1024;

/**
 * Chunks that are used again. Left to the garbage collector, the chunks of committed batches would
 * lie about for as long as the live ones take memory.
 */
export class ChunkPool {
  readonly #free: Buffer[] = [];

  /** A chunk with undefined content. */
  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
  }

  /** Takes a chunk back that nobody reads or writes any more. */
  give(chunk: Buffer): void {
    this.#free.push(chunk);
  }
}

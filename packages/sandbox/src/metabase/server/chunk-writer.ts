/** A chunk is written when there is this much of it. */
const CHUNK_BYTES = 256 * 1024;

/** The most that UTF-8 needs for a character of a string. */
const BYTES_PER_CHARACTER = 3;

/** Encodes text straight into large chunks: many times faster than text that is joined first. */
export interface ChunkWriter {
  write(text: string): void;
  /** Whether there is enough for a chunk. */
  readonly isFull: boolean;
  /** What was written since the last time. */
  take(): Buffer;
}

/** An empty chunk. */
export function createChunkWriter(): ChunkWriter {
  let chunk = Buffer.allocUnsafe(2 * CHUNK_BYTES);
  let length = 0;
  return {
    write(text) {
      const most = length + text.length * BYTES_PER_CHARACTER;
      if (most > chunk.length) {
        chunk = Buffer.concat([chunk.subarray(0, length)], 2 * most);
      }
      length += chunk.write(text, length);
    },
    get isFull() {
      return length >= CHUNK_BYTES;
    },
    take() {
      const taken = chunk.subarray(0, length);
      chunk = Buffer.allocUnsafe(2 * CHUNK_BYTES);
      length = 0;
      return taken;
    },
  };
}

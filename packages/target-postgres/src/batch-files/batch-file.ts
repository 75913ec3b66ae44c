import type { Readable } from "node:stream";

/** A file of a manifest, wherever it lies. */
export interface BatchFile {
  /** All its bytes, in order. */
  read(): Promise<Readable>;
  /** In bytes. */
  size(): Promise<number>;
  /** Some of its bytes; the one at `end` is none of them. */
  readRange(start: number, end: number): Promise<Uint8Array>;
}

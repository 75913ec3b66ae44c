import { CHUNK_BYTES, type ChunkPool } from "./chunk-pool.ts";
import { viewOf } from "./copy-bytes.ts";
import type { RowBuffer } from "./row-buffer.ts";

/** Streams of a few rows, of which there may be hundreds, need no whole chunk. */
const FIRST_CHUNK_BYTES = 8 * 1024;

const MAX_UTF8_BYTES_PER_CHARACTER = 3;

/** Encoded rows, one behind the other, in chunks of a pool. */
export class RowChunks {
  readonly #pool: ChunkPool;
  readonly #pooled: Buffer[] = [];
  readonly #chunks: Buffer[] = [];
  /** Rows are written here one by one: cheaper than joining them first. */
  #open: Buffer = Buffer.alloc(0);
  #openView: DataView = viewOf(this.#open);
  #openBytes = 0;

  constructor(pool: ChunkPool) {
    this.#pool = pool;
  }

  /** Adds a row of text; gives its bytes. */
  addText(row: string): number {
    const maxBytes = row.length * MAX_UTF8_BYTES_PER_CHARACTER;
    if (maxBytes > CHUNK_BYTES) return this.#addWhole(Buffer.from(row));
    this.#makeRoom(maxBytes);
    const bytes = this.#open.write(row, this.#openBytes);
    this.#openBytes += bytes;
    return bytes;
  }

  /** Has a row written where the next one comes to stand. */
  place(row: RowBuffer): void {
    row.place(this.#open, this.#openView, this.#openBytes);
  }

  /** Adds a row that was written here, or elsewhere; gives its bytes. */
  addRow({ bytes, start, position }: RowBuffer): number {
    if (bytes !== this.#open || start !== this.#openBytes) {
      return this.addBytes(bytes, start, position);
    }
    this.#openBytes = position;
    return position - start;
  }

  /** Adds a row that stands in a buffer; gives its bytes. */
  addBytes(buffer: Buffer, start: number, end: number): number {
    const bytes = end - start;
    if (bytes > CHUNK_BYTES) return this.#addWhole(Buffer.from(buffer.subarray(start, end)));
    this.#makeRoom(bytes);
    buffer.copy(this.#open, this.#openBytes, start, end);
    this.#openBytes += bytes;
    return bytes;
  }

  /** All rows. */
  chunks(): readonly Buffer[] {
    this.#close();
    return this.#chunks;
  }

  /** Some rows: `lengths` are the bytes of all of them, in their order. */
  select(lengths: Float64Array, isWanted: (row: number) => boolean): Buffer[] {
    const pieces: Buffer[] = [];
    let row = 0;
    for (const chunk of this.chunks()) {
      let pieceStart = 0;
      let start = 0;
      for (; start < chunk.length; row += 1) {
        const end = start + (lengths[row] as number);
        if (!isWanted(row)) {
          if (start > pieceStart) pieces.push(chunk.subarray(pieceStart, start));
          pieceStart = end;
        }
        start = end;
      }
      if (start > pieceStart) pieces.push(chunk.subarray(pieceStart, start));
    }
    return pieces;
  }

  /** Gives the memory back. The rows are gone. */
  release(): void {
    for (const chunk of this.#pooled) this.#pool.give(chunk);
    this.#pooled.length = 0;
    this.#chunks.length = 0;
  }

  #makeRoom(bytes: number): void {
    if (this.#openBytes + bytes <= this.#open.length) return;
    this.#close();
    this.#setOpen(this.#takeChunk(bytes));
  }

  #setOpen(chunk: Buffer): void {
    this.#open = chunk;
    this.#openView = viewOf(chunk);
    this.#openBytes = 0;
  }

  #takeChunk(bytes: number): Buffer {
    if (this.#chunks.length === 0 && bytes <= FIRST_CHUNK_BYTES) {
      return Buffer.allocUnsafeSlow(FIRST_CHUNK_BYTES);
    }
    const chunk = this.#pool.take();
    this.#pooled.push(chunk);
    return chunk;
  }

  #close(): void {
    if (this.#openBytes === 0) return;
    this.#chunks.push(this.#open.subarray(0, this.#openBytes));
    this.#setOpen(this.#open.subarray(this.#openBytes));
  }

  #addWhole(row: Buffer): number {
    this.#close();
    this.#chunks.push(row);
    return row.length;
  }
}

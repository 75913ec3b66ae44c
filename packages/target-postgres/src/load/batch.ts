import { CHUNK_BYTES, type ChunkPool } from "./chunk-pool.ts";
import { LastRows } from "./last-rows.ts";

/** Streams of a few rows, of which there may be hundreds, need no whole chunk. */
const FIRST_CHUNK_BYTES = 8 * 1024;

const MAX_UTF8_BYTES_PER_CHARACTER = 3;

const LINE_END = 0x0a;

/** Part of a batch: rows `start` to `end` (not included), by the order in which they came. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** Rows as COPY takes them, and where each one comes from. */
export interface SelectedRows {
  readonly chunks: readonly Buffer[];
  /** Index in the batch of each row in the chunks. */
  readonly indexes: readonly number[];
}

/**
 * Rows of one stream and one version, encoded, until they are committed. Kept as bytes, so that a
 * batch can be sent again in part: up to a row that the server refuses, for example.
 */
export class Batch {
  /** The version of the stream that the rows belong to. */
  readonly version: number | undefined;
  /** Epoch milliseconds of the first row's arrival. */
  readonly startedAt: number;
  /** Number of the input line of each row. */
  readonly lines: number[] = [];
  readonly #pool: ChunkPool;
  readonly #pooled: Buffer[] = [];
  readonly #chunks: Buffer[] = [];
  readonly #lastRows = new LastRows();
  /** Rows that a later row with the same key replaces, and that next one. */
  readonly #successors = new Map<number, number>();
  /** Rows are written here one by one: cheaper than joining their texts first. */
  #open: Buffer = Buffer.alloc(0);
  #openBytes = 0;
  #closedBytes = 0;

  constructor(pool: ChunkPool, version: number | undefined, startedAt: number) {
    this.#pool = pool;
    this.version = version;
    this.startedAt = startedAt;
  }

  /** Bytes of all rows. */
  get bytes(): number {
    return this.#closedBytes + this.#openBytes;
  }

  get rows(): number {
    return this.lines.length;
  }

  /** Adds a row in COPY's text format, with its line end. Of the rows with one key the last wins. */
  add(row: string, line: number, key: string | undefined): void {
    if (key !== undefined) {
      const earlier = this.#lastRows.add(key);
      if (earlier !== undefined) this.#successors.set(earlier, this.rows);
    }
    this.lines.push(line);
    const maxBytes = row.length * MAX_UTF8_BYTES_PER_CHARACTER;
    if (maxBytes > CHUNK_BYTES) this.#addChunk(Buffer.from(row));
    else this.#write(row, maxBytes);
  }

  /** Gives the memory back. Nothing may be selected any more. */
  release(): void {
    for (const chunk of this.#pooled) this.#pool.give(chunk);
    this.#pooled.length = 0;
    this.#chunks.length = 0;
  }

  /** How many rows, counted from the first, come from lines before this one. */
  rowsBefore(line: number): number {
    const row = this.lines.findIndex((at) => at >= line);
    return row === -1 ? this.rows : row;
  }

  /** The rows of a range, without those that a later row of the range replaces. */
  select({ start, end }: RowRange): SelectedRows {
    this.#close();
    const indexes: number[] = [];
    for (let row = start; row < end; row += 1) {
      const successor = this.#successors.get(row) ?? end;
      if (successor >= end) indexes.push(row);
    }
    const isAll = indexes.length === this.rows;
    return { indexes, chunks: isAll ? this.#chunks : this.#cut(new Set(indexes)) };
  }

  #write(row: string, maxBytes: number): void {
    if (this.#openBytes + maxBytes > this.#open.length) {
      this.#close();
      this.#open = this.#takeChunk(maxBytes);
    }
    this.#openBytes += this.#open.write(row, this.#openBytes);
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
    const chunk = this.#open.subarray(0, this.#openBytes);
    this.#open = this.#open.subarray(this.#openBytes);
    this.#openBytes = 0;
    this.#addChunk(chunk);
  }

  #addChunk(chunk: Buffer): void {
    this.#close();
    this.#chunks.push(chunk);
    this.#closedBytes += chunk.length;
  }

  /** Line ends inside values are escaped, so the rows can be told apart by theirs. */
  #cut(wanted: ReadonlySet<number>): Buffer[] {
    const rows: Buffer[] = [];
    let row = 0;
    for (const chunk of this.#chunks) {
      for (let start = 0; start < chunk.length; row += 1) {
        const end = chunk.indexOf(LINE_END, start) + 1;
        if (wanted.has(row)) rows.push(chunk.subarray(start, end));
        start = end;
      }
    }
    return [Buffer.concat(rows)];
  }
}

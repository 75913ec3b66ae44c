import type { ChunkPool } from "../load/chunk-pool.ts";
import { NumberList } from "../load/number-list.ts";
import { RowChunks } from "../load/row-chunks.ts";

/** Lines as they came, until the rows made of them are committed. */
export class RawLines {
  readonly #numbers = new NumberList();
  readonly #lengths = new NumberList();
  readonly #chunks: RowChunks;

  constructor(pool: ChunkPool) {
    this.#chunks = new RowChunks(pool);
  }

  /** Adds a line, without its end. */
  add(number: number, bytes: Buffer): void {
    this.#numbers.push(number);
    this.#lengths.push(this.#chunks.addBytes(bytes, 0, bytes.length));
  }

  /** The line of that number, which must have been added. */
  find(number: number): string {
    const place = this.#numbers.values().indexOf(number);
    const pieces = this.#chunks.select(this.#lengths.values(), (line) => line === place);
    return Buffer.concat(pieces).toString();
  }

  /** Gives the memory back. */
  release(): void {
    this.#chunks.release();
  }
}

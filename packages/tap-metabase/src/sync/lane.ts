import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the lines of one stream wait between the read that makes them and their turn on stdout. */
export interface LaneOptions {
  /** How many characters may wait in memory. */
  readonly maxWaiting: number;
  /**
   * What happens beyond that: `wait` holds the read up, `spill` goes on through a temporary file.
   */
  readonly overflow: "wait" | "spill";
}

/** Reading goes on while nobody takes lines; the lane is closed and takes no more. */
export class LaneClosedError extends Error {
  override readonly name = "LaneClosedError";
}

/** A queue of lines with one writer and one reader, and a bound on the memory it uses. */
export class Lane {
  readonly #options: LaneOptions;
  #waiting: string[] = [];
  #waitingSize = 0;
  #file: FileHandle | undefined;
  /** Sizes in bytes of the spilled blocks that were not read yet; each holds whole lines. */
  readonly #blocks: number[] = [];
  #readPosition = 0;
  #writePosition = 0;
  #ended = false;
  #closed = false;
  #wakeReader: (() => void) | undefined;
  #wakeWriter: (() => void) | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /**
   * Adds a line; await the promise, if there is one, before the next.
   * @throws {LaneClosedError} after `close`
   */
  push(line: string): Promise<void> | undefined {
    if (this.#closed) return Promise.reject(new LaneClosedError());
    this.#waiting.push(line);
    this.#waitingSize += line.length;
    this.#wakeReader?.();
    if (this.#waitingSize <= this.#options.maxWaiting) return undefined;
    return this.#options.overflow === "wait" ? this.#waitForReader() : this.#spill();
  }

  /** Says that no more lines come. */
  end(): void {
    this.#ended = true;
    this.#wakeReader?.();
  }

  /** All lines in order, as many at once as wait. Ends after `end`. */
  async *batches(): AsyncGenerator<readonly string[]> {
    while (!this.#closed) {
      const size = this.#blocks.shift();
      if (size !== undefined) {
        yield await this.#readBlock(size);
      } else if (this.#waiting.length > 0) {
        yield this.#takeWaiting();
        this.#wakeWriter?.();
      } else if (this.#ended) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wakeReader = resolve;
        });
      }
    }
  }

  /** Gives everything up: lines that wait, the file, and a writer that is held up. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting = [];
    this.#wakeReader?.();
    this.#wakeWriter?.();
    await this.#file?.close();
    this.#file = undefined;
  }

  #takeWaiting(): readonly string[] {
    const lines = this.#waiting;
    this.#waiting = [];
    this.#waitingSize = 0;
    return lines;
  }

  async #waitForReader(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wakeWriter = resolve;
    });
    if (this.#closed) throw new LaneClosedError();
  }

  async #spill(): Promise<void> {
    const block = Buffer.from(this.#takeWaiting().join("\n"));
    this.#file ??= await openUnnamedFile();
    await this.#file.write(block, 0, block.length, this.#writePosition);
    this.#writePosition += block.length;
    this.#blocks.push(block.length);
    this.#wakeReader?.();
  }

  async #readBlock(size: number): Promise<readonly string[]> {
    const block = Buffer.allocUnsafe(size);
    await this.#file?.read(block, 0, size, this.#readPosition);
    this.#readPosition += size;
    return block.toString().split("\n");
  }
}

// Readable by the user alone, and without a name at once: nothing stays when the run is killed.
async function openUnnamedFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `tap-metabase-${randomUUID()}`);
  const file = await open(path, "wx+", 0o600);
  await rm(path);
  return file;
}

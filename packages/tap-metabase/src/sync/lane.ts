import { SpillFile } from "./spill-file.ts";

/** Where the lines of one stream wait between the read that makes them and their turn on stdout. */
export interface LaneOptions {
  /** How many characters may wait in memory. */
  readonly maxWaiting: number;
  /**
   * What happens beyond that: `wait` holds the read up, `spill` goes on through a temporary file.
   */
  readonly overflow: "wait" | "spill";
}

/** The lane is closed and takes no more: nobody is going to read it. */
export class LaneClosedError extends Error {
  override readonly name = "LaneClosedError";
}

/** A queue of lines with one writer and one reader, and a bound on the memory it uses. */
export class Lane {
  readonly #options: LaneOptions;
  /** Newer than all that was spilled. */
  #waiting: string[] = [];
  #waitingSize = 0;
  #spilled: SpillFile | undefined;
  #ended = false;
  #closed = false;
  #wakeReader: (() => void) | undefined;
  #wakeWriter: (() => void) | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /**
   * Adds a line; await the promise, if there is one, before the next.
   *
   * @throws {LaneClosedError} after `close`
   * @throws {TemporaryFileError} when it spills and cannot
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

  /** All lines in order, as many at once as are there. Ends after `end`. */
  async *batches(): AsyncGenerator<readonly string[]> {
    while (!this.#closed) {
      if (this.#spilled?.hasUnread) {
        yield await this.#spilled.read();
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
    this.#takeWaiting();
    this.#wakeReader?.();
    this.#wakeWriter?.();
    const spilled = this.#spilled;
    this.#spilled = undefined;
    await spilled?.close();
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
    const lines = this.#takeWaiting();
    this.#spilled ??= await SpillFile.create();
    if (this.#closed) {
      await this.close();
      throw new LaneClosedError();
    }
    await this.#spilled.append(lines);
    this.#wakeReader?.();
  }
}

import { parseExactly, stringifyExactly } from "@singer-metabase/metabase-client";
import { SpillFile } from "../sync/spill-file.ts";

const BLOCK_CHARACTERS = 256 * 1024;

/** Objects that wait on disk until all have been added. */
export class SpilledObjects<Item> {
  #file: SpillFile | undefined;
  #lines: string[] = [];
  #size = 0;
  /** Settles when everything handed over so far is on disk; blocks are written one by one. */
  #writing: Promise<void> = Promise.resolve();

  /** Adds one; await the promise, if there is one, before the next. */
  add(item: Item): Promise<void> | undefined {
    const line = stringifyExactly(item);
    this.#lines.push(line);
    this.#size += line.length;
    if (this.#size < BLOCK_CHARACTERS) return undefined;
    const lines = this.#lines;
    this.#lines = [];
    this.#size = 0;
    this.#writing = this.#writing.then(() => this.#write(lines));
    return this.#writing;
  }

  /** All of them, in their order. */
  async *all(): AsyncGenerator<Item> {
    await this.#writing;
    while (this.#file?.hasUnread) {
      for (const line of await this.#file.read()) yield parseExactly(line) as Item;
    }
    for (const line of this.#lines) yield parseExactly(line) as Item;
  }

  /** Gives the disk space back. */
  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file?.close();
    this.#file = undefined;
  }

  async #write(lines: readonly string[]): Promise<void> {
    this.#file ??= await SpillFile.create();
    await this.#file.append(lines);
  }
}

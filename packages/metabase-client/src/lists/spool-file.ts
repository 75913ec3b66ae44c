import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "../errors.ts";

const LENGTH_BYTES = 4;
const BLOCK_BYTES = 256 * 1024;

/** Byte strings on disk: written one after the other, then read in the same order. */
export class SpoolFile {
  readonly #file: FileHandle;
  readonly #remove: () => Promise<void>;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #size = 0;

  private constructor(file: FileHandle, remove: () => Promise<void>) {
    this.#file = file;
    this.#remove = remove;
  }

  /**
   * Creates an empty one, mode 0600, in a folder of its own, mode 0700, below `TMPDIR`.
   *
   * @throws {ConfigurationError} when that folder cannot be used
   */
  static async create(): Promise<SpoolFile> {
    try {
      const folder = await mkdtemp(join(tmpdir(), "metabase-client-"));
      const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
      try {
        const file = await open(join(folder, "list"), "wx+", 0o600);
        // While it is open it needs no name: a process that is killed leaves nothing behind.
        // Platforms that insist on the name remove it in `close`.
        await remove().catch(() => {});
        return new SpoolFile(file, remove);
      } catch (error) {
        await remove();
        throw error;
      }
    } catch (cause) {
      throw unusable(cause);
    }
  }

  /** @throws {ConfigurationError} when the disk is full */
  async write(items: readonly Buffer[]): Promise<void> {
    for (const item of items) {
      const length = Buffer.allocUnsafe(LENGTH_BYTES);
      length.writeUInt32LE(item.length);
      this.#pending.push(length, item);
      this.#pendingBytes += LENGTH_BYTES + item.length;
    }
    if (this.#pendingBytes >= BLOCK_BYTES) await this.flush();
  }

  /** Writes what is still in memory. Call it before {@link read}. */
  async flush(): Promise<void> {
    if (this.#pendingBytes === 0) return;
    try {
      await this.#file.appendFile(Buffer.concat(this.#pending, this.#pendingBytes));
    } catch (cause) {
      throw unusable(cause);
    }
    this.#size += this.#pendingBytes;
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  /** Everything written, item by item; an item is valid until the next one is asked for. */
  async *read(): AsyncGenerator<Buffer> {
    let position = 0;
    let blockBytes = BLOCK_BYTES;
    while (position < this.#size) {
      const block = await this.#readBlock(position, Math.min(blockBytes, this.#size - position));
      let offset = 0;
      blockBytes = BLOCK_BYTES;
      while (offset + LENGTH_BYTES <= block.length) {
        const start = offset + LENGTH_BYTES;
        const end = start + block.readUInt32LE(offset);
        if (end > block.length) {
          // Cut by the end of the block: the next block begins here, and is as long as this needs.
          blockBytes = Math.max(BLOCK_BYTES, end - offset);
          break;
        }
        yield block.subarray(start, end);
        offset = end;
      }
      position += offset;
    }
  }

  /** Gives the disk space back. */
  async close(): Promise<void> {
    await this.#file.close();
    await this.#remove();
  }

  async #readBlock(position: number, length: number): Promise<Buffer> {
    const block = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.#file.read(
        block,
        filled,
        length - filled,
        position + filled,
      );
      if (bytesRead === 0) throw new Error("the spool file is shorter than what was written to it");
      filled += bytesRead;
    }
    return block;
  }
}

function unusable(cause: unknown): ConfigurationError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ConfigurationError(
    ["TMPDIR"],
    `the temporary folder ${tmpdir()} cannot be used: ${why}; set TMPDIR to one with room for the largest list`,
    { cause },
  );
}

import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "../errors.ts";

const LENGTH_BYTES = 4;
const BLOCK_BYTES = 256 * 1024;

/** Lists up to this size stay in memory: a file costs more than most of an instance's sixty lists are worth. */
const MEMORY_BYTES = 64 * 1024;

/** A file that its user alone can read, and how to be rid of it. */
interface TemporaryFile {
  readonly handle: FileHandle;
  remove(): Promise<void>;
}

/** Byte strings, on disk when they are more than a few: written one after the other, then read in the same order. */
export class SpoolFile {
  #file: TemporaryFile | undefined;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #size = 0;

  /** @throws {ConfigurationError} when the temporary folder cannot be used, or the disk is full */
  async write(items: readonly Buffer[]): Promise<void> {
    for (const item of items) {
      const length = Buffer.allocUnsafe(LENGTH_BYTES);
      length.writeUInt32LE(item.length);
      this.#pending.push(length, item);
      this.#pendingBytes += LENGTH_BYTES + item.length;
    }
    if (this.#pendingBytes >= BLOCK_BYTES) await this.flush();
  }

  /** Writes what is still in memory, unless that is little and all. Call it before {@link read}. */
  async flush(): Promise<void> {
    if (this.#pendingBytes === 0) return;
    if (this.#file === undefined && this.#pendingBytes <= MEMORY_BYTES) {
      // Copies, because each is a part of a chunk from the network that may be much larger.
      this.#pending = this.#pending.map((bytes) => Buffer.from(bytes));
      return;
    }
    try {
      this.#file ??= await createFile();
      await this.#file.handle.appendFile(Buffer.concat(this.#pending, this.#pendingBytes));
    } catch (cause) {
      throw unusable(cause);
    }
    this.#size += this.#pendingBytes;
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  /** Everything written, item by item; an item is valid until the next one is asked for. */
  async *read(): AsyncGenerator<Buffer> {
    if (this.#file === undefined) {
      // Each item stands behind its length.
      for (let index = 1; index < this.#pending.length; index += 2) {
        yield this.#pending[index] as Buffer;
      }
      return;
    }
    const { handle } = this.#file;
    let position = 0;
    let blockBytes = BLOCK_BYTES;
    while (position < this.#size) {
      const length = Math.min(blockBytes, this.#size - position);
      const block = await readBlock(handle, position, length);
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
    await this.#file?.handle.close();
    await this.#file?.remove();
  }
}

/** An empty file, mode 0600, in a folder of its own, mode 0700, below `TMPDIR`. */
async function createFile(): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), "metabase-client-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const handle = await open(join(folder, "list"), "wx+", 0o600);
    // While it is open it needs no name: a process that is killed leaves nothing behind.
    // Platforms that insist on the name remove it in `close`.
    await remove().catch(() => {});
    return { handle, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function readBlock(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const block = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await file.read(block, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new Error("the spool file is shorter than what was written to it");
    filled += bytesRead;
  }
  return block;
}

function unusable(cause: unknown): ConfigurationError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ConfigurationError(
    ["TMPDIR"],
    `the temporary folder ${tmpdir()} cannot be used: ${why}; set TMPDIR to one with room for the largest list`,
    { cause },
  );
}

import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TemporaryFileError } from "../errors.ts";

/** Lines on disk: written block by block, read in the same order, also while more are written. */
export class SpillFile {
  readonly #file: FileHandle;
  /** Sizes in bytes of the blocks that were not read yet. */
  readonly #sizes: number[] = [];
  #readPosition = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /**
   * Creates an empty one that its user alone can read. It has no name: nothing stays on disk when
   * the run is killed.
   *
   * @throws {TemporaryFileError} when the folder for temporary files cannot be used
   */
  static async create(): Promise<SpillFile> {
    const path = join(tmpdir(), `tap-metabase-${randomUUID()}`);
    try {
      const file = await open(path, "wx+", 0o600);
      await rm(path);
      return new SpillFile(file);
    } catch (error) {
      throw new TemporaryFileError(tmpdir(), error);
    }
  }

  /** @throws {TemporaryFileError} when the disk is full */
  async append(lines: readonly string[]): Promise<void> {
    const block = Buffer.from(lines.join("\n"));
    try {
      await this.#file.appendFile(block);
    } catch (error) {
      throw new TemporaryFileError(tmpdir(), error);
    }
    this.#sizes.push(block.length);
  }

  /** Whether a block was written that was not read yet. */
  get hasUnread(): boolean {
    return this.#sizes.length > 0;
  }

  /** The lines of the next block; none when all that was written has been read. */
  async read(): Promise<readonly string[]> {
    const size = this.#sizes.shift();
    if (size === undefined) return [];
    const block = Buffer.allocUnsafe(size);
    for (let filled = 0; filled < size; ) {
      const position = this.#readPosition + filled;
      const { bytesRead } = await this.#file.read(block, filled, size - filled, position);
      if (bytesRead === 0) throw new Error("a temporary file is shorter than what was written");
      filled += bytesRead;
    }
    this.#readPosition += size;
    return block.toString().split("\n");
  }

  /** Gives the disk space back. */
  close(): Promise<void> {
    return this.#file.close();
  }
}

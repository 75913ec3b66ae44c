import type { RecordError } from "../errors.ts";
import type { Connection } from "../postgres.ts";
import { RawLines } from "./raw-lines.ts";
import type { Reject } from "./reject.ts";
import type { Rejects } from "./rejects.ts";

/** The records of one epoch as they came, and those of them that turned out bad. */
export class EpochRejects {
  readonly #run: Rejects;
  readonly #lines: RawLines;
  readonly #rejects: Reject[] = [];

  constructor(run: Rejects) {
    this.#run = run;
    this.#lines = new RawLines(run.pool);
  }

  get isEmpty(): boolean {
    return this.#rejects.length === 0;
  }

  /** Keeps the line of a record that was taken, in case the server refuses it; gives its bytes. */
  keep(number: number, line: Buffer): number {
    this.#lines.add(number, line);
    return line.length;
  }

  /**
   * Puts a record aside. Without its line, it is one that was kept.
   *
   * @throws {RecordError} for one too many, which ends the run.
   */
  divert(error: RecordError, line?: Buffer): void {
    const rawLine = line?.toString() ?? this.#lines.find(error.line);
    this.#rejects.push(this.#run.admit(error, rawLine));
  }

  /** Writes what was diverted before that line, and gives the memory back. */
  async write(connection: Connection, beforeLine: number): Promise<void> {
    this.#lines.release();
    await this.#run.write(
      connection,
      this.#rejects.filter(({ error }) => error.line < beforeLine),
    );
  }
}

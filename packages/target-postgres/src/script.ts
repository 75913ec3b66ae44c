import type { Duplex } from "node:stream";

/** A statement without parameters. A `copy ... from stdin` takes its input along. */
export interface Statement {
  readonly sql: string;
  readonly input?: Iterable<Buffer> | undefined;
}

/** A statement of a script that failed, or during which the connection did; its cause says why. */
export class StatementError extends Error {
  override readonly name = "StatementError";
  declare readonly cause: Error;
  /** Which one: its index. */
  readonly index: number;

  constructor(index: number, cause: Error) {
    super(cause.message, { cause });
    this.index = index;
  }
}

/** As much of pg's connection as a script needs. */
interface Wire {
  readonly stream: Duplex;
  query(text: string): void;
}

/** Bytes that wait for the network at most. */
const MAX_QUEUED_BYTES = 1024 * 1024;

/**
 * Statements that go to the server in one message, which runs them one after the other and stops at
 * the first that fails. The inputs of those that are COPYs follow at once: nobody waits for the server
 * to ask for them, and after a failure it ignores the rest.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY
 */
export class Script {
  /** How many rows each statement touched. Rejects with a {@link StatementError}. */
  readonly done: Promise<readonly number[]>;
  readonly #statements: readonly Statement[];
  readonly #counts: number[] = [];
  #resolve: (counts: readonly number[]) => void = () => {};
  #reject: (failure: StatementError) => void = () => {};
  #hasFailed = false;

  constructor(statements: readonly Statement[]) {
    this.#statements = statements;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  // What pg calls.

  submit(connection: Wire): void {
    connection.query(this.#statements.map(({ sql }) => sql).join(";\n"));
    void this.#sendInputs(connection.stream);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#counts.push(Number(/\d+$/.exec(text)?.[0] ?? 0));
  }

  handleReadyForQuery(): void {
    this.#resolve(this.#counts);
  }

  handleError(error: Error): void {
    this.#hasFailed = true;
    this.#reject(new StatementError(this.#counts.length, error));
  }

  // Only counts are of interest.

  handleRowDescription(): void {}

  handleDataRow(): void {}

  handleCopyInResponse(): void {}

  async #sendInputs(stream: Duplex): Promise<void> {
    // Together, they take one call of the system instead of two for each piece.
    stream.cork();
    for (const { input } of this.#statements) {
      if (input === undefined) continue;
      for (const piece of input) {
        stream.write(copyDataHeader(piece));
        stream.write(piece);
        if (stream.writableLength < MAX_QUEUED_BYTES) continue;
        stream.uncork();
        await new Promise((resolve) => stream.once("drain", resolve));
        if (this.#hasFailed) return;
        stream.cork();
      }
      stream.write(COPY_DONE);
    }
    stream.uncork();
  }
}

// https://www.postgresql.org/docs/current/protocol-message-formats.html

const COPY_DONE = Buffer.from([0x63, 0, 0, 0, 4]);

function copyDataHeader({ length }: Buffer): Buffer {
  const header = Buffer.allocUnsafe(5);
  header[0] = 0x64;
  header.writeUInt32BE(length + 4, 1);
  return header;
}

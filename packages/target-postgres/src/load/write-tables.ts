import type { Connection } from "../postgres.ts";
import { StatementError } from "../script.ts";
import type { LoadStatement } from "../sql/merge.ts";
import { beginWritingTables } from "../sql/transaction.ts";
import { inTransaction } from "./in-transaction.ts";
import type { TableWrite } from "./table-write.ts";

/** A write has failed, and with it all others of its transaction. */
export class WriteError extends Error {
  override readonly name = "WriteError";
  readonly write: TableWrite;
  /** Which of its statements. */
  readonly index: number;

  constructor(write: TableWrite, index: number, cause: unknown) {
    super((cause as Error).message, { cause });
    this.write = write;
    this.index = index;
  }
}

/** A write and the statements that do it. */
interface PlannedWrite {
  readonly write: TableWrite;
  readonly statements: readonly LoadStatement[];
}

/**
 * Brings rows into their tables in one transaction, and returns when it is committed.
 *
 * @throws {WriteError} for a statement that the server refuses.
 * @throws {RepeatedKeyError} when two rows of a batch have one key; nothing is committed then either.
 */
export async function writeTables(
  connection: Connection,
  writes: readonly TableWrite[],
): Promise<void> {
  const startedAt = performance.now();
  // Each in a transaction of its own: nothing is locked while another one waits for a lock.
  for (const write of writes) await write.prepare(connection);
  const touched = await inTransaction(
    connection,
    beginWritingTables(writes),
    async () => {
      const planned: PlannedWrite[] = [];
      for (const write of writes) planned.push({ write, statements: await write.plan(connection) });
      return runAll(connection, planned);
    },
    { isRepeatable: writes.every(({ isRepeatable }) => isRepeatable) },
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const records = writes.reduce((sum, write) => sum + write.records, 0);
  for (const [index, write] of writes.entries()) {
    write.report(touched[index] ?? [], (seconds * write.records) / records);
  }
}

/** Runs the statements of all; gives, for each write, how many rows they touched. */
async function runAll(
  connection: Connection,
  planned: readonly PlannedWrite[],
): Promise<readonly (readonly number[])[]> {
  const counts = await connection
    .run(planned.flatMap(({ statements }) => statements))
    .catch((error: unknown) => {
      throw locate(error, planned);
    });
  let start = 0;
  return planned.map(({ write, statements }) => {
    const end = start + statements.length;
    const touched = counts.slice(start, end);
    write.check(touched);
    start = end;
    return touched;
  });
}

/** Says which write a failed statement was of. */
function locate(error: unknown, planned: readonly PlannedWrite[]): unknown {
  if (!(error instanceof StatementError)) return error;
  let { index } = error;
  for (const { write, statements } of planned) {
    if (index < statements.length) return new WriteError(write, index, error.cause);
    index -= statements.length;
  }
  return error.cause;
}

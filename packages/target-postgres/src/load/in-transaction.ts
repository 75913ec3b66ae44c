import type { Connection } from "../postgres.ts";

/** How a transaction may be repeated. */
export interface TransactionOptions {
  /**
   * Whether a second time does no harm. Otherwise the server is asked, when nobody knows whether a
   * COMMIT has happened; the beginning must take a lock then. @default true
   */
  readonly isRepeatable?: boolean;
}

/**
 * Runs work between these statements, the first of which begins a transaction, and a commit; the work
 * gets the rows of the last one, so that what it has to know need not be asked for separately. When it
 * fails for a reason that passes (the server restarts, two sessions lock each other out), all of it is
 * done again, as long as the session allows.
 */
export async function inTransaction<Result, Row = unknown>(
  connection: Connection,
  begin: readonly string[],
  work: (rows: readonly Row[]) => Promise<Result>,
  { isRepeatable = true }: TransactionOptions = {},
): Promise<Result> {
  const startedAt = performance.now();
  /** What is done, unless its COMMIT did not happen. */
  let uncertain: { readonly result: Result; readonly id: string } | undefined;
  for (let earlier = 0; ; earlier += 1) {
    try {
      // A session that broke off may still be at its COMMIT: the locks that this takes wait for it.
      const rows = await connection.query<Row>(begin.join(";\n"));
      if (uncertain !== undefined && (await hasCommitted(connection, uncertain.id))) {
        await connection.query("rollback");
        return uncertain.result;
      }
      const result = await work(rows);
      if (!isRepeatable) uncertain = { result, id: await readId(connection) };
      await connection.query("commit");
      return result;
    } catch (error) {
      // On a broken connection there is nothing left to roll back; the first error says so better.
      await connection.query("rollback").catch(() => {});
      if (!(await connection.recover?.(error, { earlier, startedAt }))) throw error;
    }
  }
}

/** https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT */
async function readId(connection: Connection): Promise<string> {
  const [row] = await connection.query<{ id: string }>("select txid_current()::text as id");
  return row?.id ?? "";
}

async function hasCommitted(connection: Connection, id: string): Promise<boolean> {
  const sql = "select txid_status($1::bigint) as status";
  const [row] = await connection.query<{ status: string | null }>(sql, [id]);
  return row?.status === "committed";
}

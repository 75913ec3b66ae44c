import type { Connection } from "../postgres.ts";

/** Runs work between these statements, the first of which begins a transaction, and a commit. */
export async function inTransaction<Result>(
  connection: Connection,
  begin: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    await connection.query(begin.join(";\n"));
    const result = await work();
    await connection.query("commit");
    return result;
  } catch (error) {
    // On a broken connection there is nothing left to roll back; the first error says so better.
    await connection.query("rollback").catch(() => {});
    throw error;
  }
}

import { describeFailure } from "../describe-failure.ts";
import { type Connection, readRefusal } from "../postgres.ts";
import { readTransience } from "../transience.ts";
import type { RowChoice } from "./batch.ts";
import type { JobPart } from "./plan-jobs.ts";
import { RepeatedKeyError } from "./table-write.ts";
import { WriteError, writeTables } from "./write-tables.ts";

/**
 * Loads rows of several batches in one transaction.
 *
 * @returns false when the server refuses something, and to load them one by one will tell what: nothing
 *   is committed then.
 * @throws {DatabaseError} for a failure that all of them share.
 */
export async function loadTogether(
  connection: Connection,
  parts: readonly (JobPart & RowChoice)[],
): Promise<boolean> {
  const writes = parts
    .map(({ loader, batch, ...choice }) => loader.plan(batch, choice))
    .filter(({ rows }) => rows.length > 0);
  const [first] = writes;
  if (first === undefined) return true;
  try {
    await writeTables(connection, writes);
    return true;
  } catch (error) {
    if (error instanceof RepeatedKeyError) return false;
    const cause = error instanceof WriteError ? error.cause : error;
    if (readRefusal(cause) !== undefined && readTransience(cause) === undefined) return false;
    const { stream } = error instanceof WriteError ? error.write : first;
    const others = writes.length === 1 ? "" : ` and ${writes.length - 1} more in its transaction`;
    throw describeFailure(`cannot load stream "${stream}"${others}`, cause);
  }
}

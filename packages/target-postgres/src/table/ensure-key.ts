import { TableChangeError } from "../errors.ts";
import type { Connection } from "../postgres.ts";
import { quoteIdentifier, quoteList, quoteRelation } from "../sql/identifier.ts";
import { READ_UNIQUE_INDEXES, readIsLarger, type UniqueIndex } from "../sql/read-table.ts";
import { loseMemory, memoryRelation, parseMemory, READ_MEMORY } from "../sql/version-memory.ts";
import type { TableEvolution } from "./ensure-table.ts";
import { inSavepoint, tellRefusal } from "./in-savepoint.ts";
import type { TablePlan } from "./plan-table.ts";

/**
 * Makes the primary key that of the stream. One on columns that are not the stream's is left alone.
 *
 * @returns whether a unique index covers exactly the stream's key.
 * @throws {TableChangeError} when the rows do not allow the new key.
 */
export async function ensureKey(
  connection: Connection,
  plan: TablePlan,
  evolution: TableEvolution,
): Promise<boolean> {
  const { relation, own, keys } = plan;
  const table = quoteRelation(relation);
  const indexes = await connection.query<UniqueIndex>(READ_UNIQUE_INDEXES, [table]);
  const covers = ({ columns }: UniqueIndex): boolean =>
    columns.length === new Set(keys).size && columns.every((column) => keys.includes(column));
  const hasIndex = keys.length > 0 && indexes.some(covers);
  const primary = indexes.find(({ primaryKey }) => primaryKey !== null);

  if (primary !== undefined) {
    const isOurs = primary.columns.every((column) =>
      own.some(({ identifier }) => identifier === column),
    );
    if (covers(primary) || !isOurs) return hasIndex;
    await replaceKey(connection, plan, primary, evolution);
    return keys.length > 0;
  }
  if (hasIndex || keys.length === 0) return hasIndex;
  return addKey(connection, plan, evolution);
}

async function replaceKey(
  connection: Connection,
  { relation, own, keys }: TablePlan,
  { columns, primaryKey }: UniqueIndex,
  { logger }: TableEvolution,
): Promise<void> {
  const table = quoteRelation(relation);
  const actions = [
    `drop constraint ${quoteIdentifier(primaryKey ?? "")}`,
    ...(keys.length > 0 ? [`add primary key (${quoteList(keys)})`] : []),
  ];
  const refusal = await inSavepoint(connection, async () => {
    await connection.query(`alter table ${table} ${actions.join(", ")}`);
  });
  const [before, now] = [columns.join(", "), keys.join(", ")];
  if (refusal !== undefined) {
    throw new TableChangeError(
      `the key of ${table} was (${before}) and is (${now}) now, which its rows or what hangs on the table do not allow: ${tellRefusal(refusal)}; remove the rows that repeat the new key or lack it, or drop the table for a full load, and run again`,
    );
  }
  if (keys.length > 0) logger.info(`the key of ${table} was (${before}) and is (${now}) now`);
  else logger.warn(`${table} has no key any more, it was (${before}): its rows are appended`);
  // Keys that were remembered of a version that goes on are not the new ones.
  const [memory] = await connection.query<{ comment: string | null }>(READ_MEMORY, [
    quoteRelation(memoryRelation(relation)),
  ]);
  const state = parseMemory(memory?.comment);
  if (state === undefined || keys.length === 0) return;
  const keyColumns = own.filter(({ identifier }) => keys.includes(identifier));
  await connection.query(loseMemory(relation, keyColumns, state).join(";\n"));
}

/** Without an index rows are merged too, but slowly. */
async function addKey(
  connection: Connection,
  { relation, keys }: TablePlan,
  { maxRewriteRows, logger }: TableEvolution,
): Promise<boolean> {
  const table = quoteRelation(relation);
  const [size] = await connection.query<{ larger: boolean }>(
    readIsLarger(relation, maxRewriteRows),
  );
  if (size?.larger === true) return false;
  const refusal = await inSavepoint(connection, async () => {
    await connection.query(`alter table ${table} add primary key (${quoteList(keys)})`);
  });
  if (refusal === undefined) logger.info(`made (${keys.join(", ")}) the primary key of ${table}`);
  else logger.info(`${table} stays without an index on its key: ${tellRefusal(refusal)}`);
  return refusal === undefined;
}

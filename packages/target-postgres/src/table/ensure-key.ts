import { TableChangeError } from "../errors.ts";
import type { Connection } from "../postgres.ts";
import { quoteIdentifier, quoteList, quoteRelation } from "../sql/identifier.ts";
import { readIsLarger, type UniqueIndex } from "../sql/read-table.ts";
import type { TableEvolution } from "./ensure-table.ts";
import { inSavepoint, tellRefusal } from "./in-savepoint.ts";
import type { TablePlan } from "./plan-table.ts";

/** What has become of the key. */
interface EnsuredKey {
  /** Whether a unique index covers exactly the stream's key. */
  readonly hasKeyIndex: boolean;
  /** Whether that, or the key before it, is new or gone. */
  readonly hasChanged: boolean;
}

/**
 * Makes the primary key that of the stream. One on columns that are not the stream's is left alone.
 *
 * @param indexes those that the table has.
 * @throws {TableChangeError} when the rows do not allow the new key.
 */
export async function ensureKey(
  connection: Connection,
  plan: TablePlan,
  indexes: readonly UniqueIndex[],
  evolution: TableEvolution,
): Promise<EnsuredKey> {
  const { own, keys } = plan;
  const covers = ({ columns }: UniqueIndex): boolean =>
    columns.length === new Set(keys).size && columns.every((column) => keys.includes(column));
  const hasKeyIndex = keys.length > 0 && indexes.some(covers);
  const primary = indexes.find(({ primaryKey }) => primaryKey !== null);

  if (primary !== undefined) {
    const isOurs = primary.columns.every((column) =>
      own.some(({ identifier }) => identifier === column),
    );
    if (covers(primary) || !isOurs) return { hasKeyIndex, hasChanged: false };
    await replaceKey(connection, plan, primary, evolution);
    return { hasKeyIndex: keys.length > 0, hasChanged: true };
  }
  if (hasKeyIndex || keys.length === 0) return { hasKeyIndex, hasChanged: false };
  const isAdded = await addKey(connection, plan, evolution);
  return { hasKeyIndex: isAdded, hasChanged: isAdded };
}

async function replaceKey(
  connection: Connection,
  { relation, keys }: TablePlan,
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

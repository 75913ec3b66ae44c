import type { Logger } from "@singer-metabase/singer-protocol";
import { inTransaction } from "../load/in-transaction.ts";
import type { Connection } from "../postgres.ts";
import { quoteIdentifier, quoteRelation } from "../sql/identifier.ts";
import { READ_COLUMNS, READ_SCHEMA, READ_UNIQUE_INDEXES, readIsEmpty } from "../sql/read-table.ts";
import { addColumn, createTable, widenColumn } from "../sql/table-definition.ts";
import { beginWriting, lockUntilCommit } from "../sql/transaction.ts";
import type { TablePlan } from "./plan-table.ts";
import { applyChanges, compareColumns, type TableChanges } from "./table-changes.ts";

/** A table that stands and holds what the stream sends. Its columns have the types that they have there. */
export interface ReadyTable extends TablePlan {
  /** Whether there is no row in it. */
  readonly isEmpty: boolean;
  /** Whether a unique index covers exactly the key. */
  readonly hasKeyIndex: boolean;
}

/** Creates the table, or changes it in place, in one transaction. */
export async function ensureTable(
  connection: Connection,
  plan: TablePlan,
  logger: Pick<Logger, "info">,
): Promise<ReadyTable> {
  const { relation, own, metadata, keys } = plan;
  const name = quoteRelation(relation);
  return inTransaction(connection, beginWriting(relation), async () => {
    const existing = await readColumns(connection, name);
    if (existing.size === 0) {
      await createSchema(connection, relation.schema);
      await runAll(connection, createTable(relation, [...own, ...metadata], keys, plan.storage));
      logger.info(`created table ${name}`);
      return { ...plan, isEmpty: true, hasKeyIndex: keys.length > 0 };
    }
    const changes = compareColumns(existing, [...own, ...metadata]);
    await changeTable(connection, plan, changes, logger);
    const [emptiness] = await connection.query<{ empty: boolean }>(readIsEmpty(relation));
    return {
      ...plan,
      own: applyChanges(existing, own, changes),
      metadata: applyChanges(existing, metadata, changes),
      isEmpty: emptiness?.empty === true,
      hasKeyIndex: await hasKeyIndex(connection, name, keys),
    };
  });
}

async function readColumns(connection: Connection, table: string): Promise<Map<string, string>> {
  const rows = await connection.query<{ name: string; sql: string }>(READ_COLUMNS, [table]);
  return new Map(rows.map(({ name, sql }) => [name, sql]));
}

/** A role that may only use a schema that exists must not be asked for the right to create one. */
async function createSchema(connection: Connection, schema: string): Promise<void> {
  // Of two that create a schema at once, IF NOT EXISTS lets one fail.
  await connection.query(lockUntilCommit(schema));
  const [row] = await connection.query<{ found: boolean }>(READ_SCHEMA, [schema]);
  if (row?.found === true) return;
  await connection.query(`create schema if not exists ${quoteIdentifier(schema)}`);
}

async function changeTable(
  connection: Connection,
  { relation }: TablePlan,
  { added, widened }: TableChanges,
  logger: Pick<Logger, "info">,
): Promise<void> {
  await runAll(connection, [
    ...added.flatMap((column) => addColumn(relation, column)),
    ...widened.map((column) => widenColumn(relation, column)),
  ]);
  for (const { identifier, sql } of added) {
    logger.info(`added column "${identifier}" ${sql} to ${quoteRelation(relation)}`);
  }
  for (const { identifier, from, sql } of widened) {
    logger.info(`widened column "${identifier}" of ${quoteRelation(relation)}: ${from} to ${sql}`);
  }
}

async function runAll(connection: Connection, statements: readonly string[]): Promise<void> {
  if (statements.length > 0) await connection.query(statements.join(";\n"));
}

async function hasKeyIndex(
  connection: Connection,
  table: string,
  keys: readonly string[],
): Promise<boolean> {
  if (keys.length === 0) return false;
  const indexes = await connection.query<{ columns: string[] }>(READ_UNIQUE_INDEXES, [table]);
  const wanted = new Set(keys);
  return indexes.some(
    ({ columns }) =>
      columns.length === wanted.size && columns.every((column) => wanted.has(column)),
  );
}

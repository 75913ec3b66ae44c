import type { Logger } from "@singer-metabase/singer-protocol";
import { inTransaction } from "../load/in-transaction.ts";
import type { Connection } from "../postgres.ts";
import { quoteIdentifier, quoteRelation } from "../sql/identifier.ts";
import { type ExistingColumn, READ_COLUMNS, READ_SCHEMA, readIsEmpty } from "../sql/read-table.ts";
import { createTable } from "../sql/table-definition.ts";
import { beginWriting, lockUntilCommit } from "../sql/transaction.ts";
import { adaptColumns } from "./adapt-columns.ts";
import type { ColumnNameStyle } from "./column-name.ts";
import { ensureKey } from "./ensure-key.ts";
import { loosenColumns } from "./loosen-columns.ts";
import type { TypeChangePolicy } from "./place-columns.ts";
import type { TablePlan } from "./plan-table.ts";
import { refuseMissingVector } from "./refuse-missing-vector.ts";

/** A table that stands and holds what the stream sends. Its columns have the types that they have there. */
export interface ReadyTable extends TablePlan {
  /** Whether there is no row in it. */
  readonly isEmpty: boolean;
  /** Whether a unique index covers exactly the key. */
  readonly hasKeyIndex: boolean;
}

/** How an existing table may be changed. */
export interface TableEvolution {
  readonly columnNameStyle: ColumnNameStyle;
  readonly onTypeChange: TypeChangePolicy;
  /** Rows up to which a table is rewritten. */
  readonly maxRewriteRows: number;
  readonly logger: Pick<Logger, "info" | "warn">;
}

/**
 * Creates the table, or changes it in place, in one transaction.
 *
 * @throws {TableChangeError} for a change that the settings or the table's rows forbid.
 */
export async function ensureTable(
  connection: Connection,
  plan: TablePlan,
  evolution: TableEvolution,
): Promise<ReadyTable> {
  const { relation, own, metadata, keys, storage } = plan;
  const name = quoteRelation(relation);
  return inTransaction(connection, beginWriting(relation), async () => {
    await refuseMissingVector(connection, own);
    const existing = await connection.query<ExistingColumn>(READ_COLUMNS, [name]);
    if (existing.length === 0) {
      await createSchema(connection, relation.schema);
      await connection.query(
        createTable(relation, [...own, ...metadata], keys, storage).join(";\n"),
      );
      evolution.logger.info(`created table ${name}`);
      return { ...plan, isEmpty: true, hasKeyIndex: keys.length > 0 };
    }
    const adapted = await adaptColumns(connection, plan, existing, evolution);
    const hasKeyIndex = await ensureKey(connection, adapted, evolution);
    await loosenColumns(connection, adapted, evolution);
    const [emptiness] = await connection.query<{ empty: boolean }>(readIsEmpty(relation));
    return { ...adapted, isEmpty: emptiness?.empty === true, hasKeyIndex };
  });
}

/** A role that may only use a schema that exists must not be asked for the right to create one. */
async function createSchema(connection: Connection, schema: string): Promise<void> {
  // Of two that create a schema at once, IF NOT EXISTS lets one fail.
  await connection.query(lockUntilCommit(schema));
  const [row] = await connection.query<{ found: boolean }>(READ_SCHEMA, [schema]);
  if (row?.found === true) return;
  await connection.query(`create schema if not exists ${quoteIdentifier(schema)}`);
}

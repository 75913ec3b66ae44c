import type { Logger } from "@singer-metabase/singer-protocol";
import { TableChangeError } from "../errors.ts";
import { inTransaction } from "../load/in-transaction.ts";
import type { Connection } from "../postgres.ts";
import { quoteIdentifier, quoteRelation, type Relation } from "../sql/identifier.ts";
import {
  type ExistingColumn,
  READ_COLUMNS,
  READ_SCHEMA,
  readIsEmpty,
  readTableState,
  type TableState,
} from "../sql/read-table.ts";
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
  const { relation, own } = plan;
  const begin = [...beginWriting(relation), readTableState(relation)];
  return inTransaction<ReadyTable, TableState>(connection, begin, async ([state]) => {
    refuseOtherKind(relation, state?.kind);
    await refuseMissingVector(connection, own);
    if (state === undefined || state.columns.length === 0) {
      await createSchemaAndTable(connection, plan, state?.hasSchema === true);
      evolution.logger.info(`created table ${quoteRelation(relation)}`);
      return { ...plan, isEmpty: true, hasKeyIndex: plan.keys.length > 0 };
    }
    const adapted = await adaptColumns(connection, plan, state.columns, evolution);
    return fitTable(connection, adapted, state, evolution);
  });
}

/**
 * Fits the key, and what may be NULL, of a table whose columns are what they should be.
 *
 * @throws {TableChangeError} when the rows do not allow the key.
 */
export async function fitTable(
  connection: Connection,
  plan: TablePlan,
  state: TableState,
  evolution: TableEvolution,
): Promise<ReadyTable> {
  const { relation } = plan;
  const { hasKeyIndex, hasChanged } = await ensureKey(
    connection,
    plan,
    state.uniqueIndexes,
    evolution,
  );
  const columns = hasChanged
    ? await connection.query<ExistingColumn>(READ_COLUMNS, [quoteRelation(relation)])
    : state.columns;
  await loosenColumns(connection, plan, columns, evolution);
  return { ...plan, isEmpty: state.isUnused || (await isEmpty(connection, relation)), hasKeyIndex };
}

/** What can stand where a table should. https://www.postgresql.org/docs/current/catalog-pg-class.html */
const OTHER_KINDS: Readonly<Record<string, string>> = {
  v: "a view",
  m: "a materialized view",
  S: "a sequence",
  i: "an index",
  c: "a composite type",
};

function refuseOtherKind(relation: Relation, kind: string | null | undefined): void {
  const name = OTHER_KINDS[kind ?? ""];
  if (name === undefined) return;
  throw new TableChangeError(
    `${quoteRelation(relation)} is ${name}, and a stream needs a table: rename it, or load into another schema (default_target_schema, schema_mapping)`,
  );
}

async function isEmpty(connection: Connection, relation: Relation): Promise<boolean> {
  const [row] = await connection.query<{ empty: boolean }>(readIsEmpty(relation));
  return row?.empty === true;
}

async function createSchemaAndTable(
  connection: Connection,
  { relation, own, metadata, keys, storage }: TablePlan,
  hasSchema: boolean,
): Promise<void> {
  if (!hasSchema) await createSchema(connection, relation.schema);
  await connection.query(createTable(relation, [...own, ...metadata], keys, storage).join(";\n"));
}

/** A role that may only use a schema that exists must not be asked for the right to create one. */
async function createSchema(connection: Connection, schema: string): Promise<void> {
  // Of two that create a schema at once, IF NOT EXISTS lets one fail.
  await connection.query(lockUntilCommit(schema));
  const [row] = await connection.query<{ found: boolean }>(READ_SCHEMA, [schema]);
  if (row?.found === true) return;
  await connection.query(`create schema if not exists ${quoteIdentifier(schema)}`);
}

import type { Logger } from "@singer-metabase/singer-protocol";
import { describeFailure } from "../describe-failure.ts";
import { ConfigurationError } from "../errors.ts";
import { inTransaction } from "../load/in-transaction.ts";
import type { Connection } from "../postgres.ts";
import { quoteRelation } from "../sql/identifier.ts";
import { grantReading, READ_GRANTS, type Reader } from "../sql/table-grants.ts";
import { createIndex, READ_INDEXES } from "../sql/table-index.ts";
import { beginWriting } from "../sql/transaction.ts";
import type { TablePlan } from "./plan-table.ts";
import type { TableWishes } from "./table-wishes.ts";

/**
 * Gives a table that stands the indexes and the readers that are missing.
 *
 * @throws {ConfigurationError} for a column or a role that does not exist.
 * @throws {DatabaseError} when the server refuses them.
 */
export async function finishTable(
  connection: Connection,
  plan: TablePlan,
  wishes: Omit<TableWishes, "storage">,
  logger: Pick<Logger, "info">,
): Promise<void> {
  if (wishes.indexes.length === 0 && wishes.readers.length === 0) return;
  await inTransaction(connection, beginWriting(plan.relation), async () => {
    if (wishes.indexes.length > 0) await addIndexes(connection, plan, wishes, logger);
    if (wishes.readers.length > 0) await addReaders(connection, plan, wishes, logger);
  }).catch((error: unknown) => {
    if (error instanceof ConfigurationError) throw error;
    const name = quoteRelation(plan.relation);
    throw describeFailure(`cannot add indexes or readers to table ${name}`, error);
  });
}

async function addIndexes(
  connection: Connection,
  { relation, own, metadata }: TablePlan,
  { indexes, hasOwnIndexes }: Omit<TableWishes, "storage">,
  logger: Pick<Logger, "info">,
): Promise<void> {
  const name = quoteRelation(relation);
  const existing = await connection.query<{ columns: string[] }>(READ_INDEXES, [name]);
  for (const names of indexes) {
    const columns = names.map(
      (wanted) =>
        own.find(({ property }) => property === wanted)?.identifier ??
        [...own, ...metadata].find(({ identifier }) => identifier === wanted)?.identifier,
    );
    if (!isComplete(columns)) {
      if (!hasOwnIndexes) continue;
      throw new ConfigurationError(
        `table ${name} has no index on ${names.join(", ")}: not all of these are columns; check the indexes in table_options or schema_mapping`,
      );
    }
    // One whose first columns are these serves as well.
    const isThere = existing.some((index) =>
      columns.every((each, at) => index.columns[at] === each),
    );
    if (isThere) continue;
    await connection.query(createIndex(relation, columns));
    logger.info(`created an index of ${name} on ${columns.join(", ")}`);
  }
}

function isComplete(columns: readonly (string | undefined)[]): columns is readonly string[] {
  return columns.every((column) => column !== undefined);
}

async function addReaders(
  connection: Connection,
  { relation }: TablePlan,
  { readers }: Omit<TableWishes, "storage">,
  logger: Pick<Logger, "info">,
): Promise<void> {
  const name = quoteRelation(relation);
  const roles = await connection.query<Reader>(READ_GRANTS, [readers, relation.schema, name]);
  for (const { role, exists, reads } of roles) {
    if (!exists) {
      throw new ConfigurationError(
        `role "${role}" cannot be let read ${name}: there is no such role; create it, or take it out of default_target_schema_select_permissions or schema_mapping`,
      );
    }
    if (reads) continue;
    await connection.query(grantReading(relation, role).join(";\n"));
    logger.info(`let role "${role}" read ${name}`);
  }
}

import type { Connection } from "../postgres.ts";
import { quoteRelation } from "../sql/identifier.ts";
import type { ExistingColumn } from "../sql/read-table.ts";
import { dropNotNull } from "../sql/table-definition.ts";
import type { TableEvolution } from "./ensure-table.ts";
import type { PlannedColumn, TablePlan } from "./plan-table.ts";

/**
 * Lets columns be NULL for which records need not have a value any more: the SCHEMA allows null, or
 * does not know them. Columns of any key stay as they are.
 */
export async function loosenColumns(
  connection: Connection,
  { relation, own, keys }: TablePlan,
  columns: readonly ExistingColumn[],
  { logger }: TableEvolution,
): Promise<void> {
  const required = new Set([
    ...keys,
    ...own
      .filter(({ isRequired }: PlannedColumn) => isRequired)
      .map(({ identifier }) => identifier),
  ]);
  const loosened = columns
    .filter(({ isRequired, isInKey, identifier }) => {
      return isRequired && !isInKey && !required.has(identifier);
    })
    .map(({ identifier }) => identifier);
  if (loosened.length === 0) return;
  await connection.query(dropNotNull(relation, loosened));
  logger.info(`columns of ${quoteRelation(relation)} may be NULL now: ${loosened.join(", ")}`);
}

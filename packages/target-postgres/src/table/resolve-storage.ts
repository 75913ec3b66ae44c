import { ConfigurationError } from "../errors.ts";
import { quoteRelation } from "../sql/identifier.ts";
import type { TablePlan } from "./plan-table.ts";

/**
 * Gives the columns that a table is partitioned by the names they have in the table.
 *
 * @throws {ConfigurationError} for columns that are not there, or not in the key, as PostgreSQL wants it.
 */
export function resolveStorage(plan: TablePlan): TablePlan {
  const { relation, own, metadata, keys, storage } = plan;
  const partitioning = storage?.partitioning;
  if (storage === undefined || partitioning === undefined) return plan;
  const columns = partitioning.columns.map((wanted) => {
    const column =
      own.find(({ property }) => property === wanted) ??
      [...own, ...metadata].find(({ identifier }) => identifier === wanted);
    const problem = describeProblem(column?.identifier, keys);
    if (column !== undefined && problem === undefined) return column.identifier;
    throw new ConfigurationError(
      `table ${quoteRelation(relation)} cannot be partitioned by "${wanted}": ${problem}; change partition_by in table_options`,
    );
  });
  return { ...plan, storage: { ...storage, partitioning: { ...partitioning, columns } } };
}

function describeProblem(
  identifier: string | undefined,
  keys: readonly string[],
): string | undefined {
  if (identifier === undefined) return "the stream has no such property";
  if (keys.length === 0 || keys.includes(identifier)) return undefined;
  return `the key (${keys.join(", ")}) must have it among its columns`;
}

import { TableLoader } from "../../src/load/table-loader.ts";
import type { Connection } from "../../src/postgres.ts";
import { ensureTable } from "../../src/table/ensure-table.ts";
import type { TablePlan } from "../../src/table/plan-table.ts";

/** A logger that nobody listens to. */
export const silent = { debug: () => {}, info: () => {}, warn: () => {} };

/** Creates a table and a loader into it; one with metadata has versions, and deletes what is gone. */
export async function createTableLoader(
  connection: Connection,
  plan: TablePlan,
): Promise<TableLoader> {
  const hasVersions = plan.metadata.length > 0;
  return new TableLoader({
    stream: plan.relation.table,
    table: await ensureTable(connection, plan, {
      columnNameStyle: "verbatim",
      onTypeChange: "widen",
      maxRewriteRows: 1000,
      logger: silent,
    }),
    knowsEqualKeys: true,
    touchUnchanged: false,
    activatesVersions: hasVersions,
    hardDelete: hasVersions,
    marksUnseen: false,
    logValues: false,
    logger: silent,
    metrics: { add: () => {} },
  });
}

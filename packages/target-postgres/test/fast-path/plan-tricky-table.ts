import type { SchemaMessage } from "@singer-metabase/singer-protocol";
import { planTable, type TablePlan } from "../../src/table/plan-table.ts";
import { PROPERTIES } from "./tricky-properties.ts";

/** Plans the table of a stream of the tricky properties, some with columns that others made. */
export function planTrickyTable(message: SchemaMessage): TablePlan {
  const relation = { schema: "public", table: message.stream };
  const plan = planTable(message, relation, {
    timestampType: "timestamp",
    interpretContentEncoding: true,
    columnNameStyle: "verbatim",
    ignoreKeys: false,
  });
  const own = plan.own.map((column) => ({
    ...column,
    sql: PROPERTIES[column.property]?.sql ?? column.sql,
  }));
  return { ...plan, own };
}

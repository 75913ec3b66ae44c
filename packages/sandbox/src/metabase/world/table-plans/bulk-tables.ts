import type { TablePlan } from "./table-plan.ts";

const WAREHOUSE_ID = 2;
const TABLES_PER_SCHEMA = 100;

/** Columns of each table that a large world has beyond the planned ones. */
export const BULK_COLUMNS = [
  "id int8 PK",
  "customer_id int8 FK:public.customers.id",
  "amount numeric Income",
  "loaded_at timestamptz CreationTimestamp",
] as const;

/** One of the many tables of a large world, counted from 0: in the warehouse, a hundred to a schema. */
export function bulkTable(index: number): TablePlan {
  const schema = String(Math.floor(index / TABLES_PER_SCHEMA) + 1).padStart(4, "0");
  return {
    database: WAREHOUSE_ID,
    schema: `mart_${schema}`,
    name: `fact_${String(index + 1).padStart(6, "0")}`,
    rows: 1000 + (index % 9000),
    columns: BULK_COLUMNS,
  };
}

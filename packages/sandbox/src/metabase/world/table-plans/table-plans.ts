import { SAMPLE_TABLES } from "./sample-tables.ts";
import { SUPPORT_TABLES } from "./support-tables.ts";
import type { TablePlan } from "./table-plan.ts";
import { USAGE_TABLES } from "./usage-tables.ts";
import { WAREHOUSE_TABLES } from "./warehouse-tables.ts";
import { WEB_TABLES } from "./web-tables.ts";

const WAREHOUSE_ID = 2;

/** All tables; the place in this list is the id. */
export const TABLE_PLANS: readonly TablePlan[] = [
  ...SAMPLE_TABLES,
  ...WAREHOUSE_TABLES.map((plan) => ({ database: WAREHOUSE_ID, ...plan })),
  ...SUPPORT_TABLES,
  ...WEB_TABLES,
  ...USAGE_TABLES,
];

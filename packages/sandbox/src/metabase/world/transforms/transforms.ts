import type { Collections } from "../collections.ts";
import { FIRST_DAY_MS, printInstant } from "../instants.ts";
import { createLazyList, type LazyList, listOf } from "../lazy-list.ts";
import { createStamp, type Stamp } from "../stamp.ts";
import type { Table } from "../tables.ts";

/** A query whose result is written to a table (open source from server version 0.59 on). */
export interface Transform extends Stamp {
  readonly name: string;
  readonly description: string | null;
  readonly sql: string;
  readonly database_id: number;
  readonly target_table_id: number | null;
  readonly target: { readonly schema: string; readonly name: string };
  readonly run_trigger: "none" | "global-schedule";
  readonly tag_ids: readonly number[];
  readonly collection_id: number | null;
  readonly creator_id: number;
}

/** One time that a transform ran. */
export interface TransformRun {
  readonly id: number;
  readonly transform_id: number;
  readonly run_method: "manual" | "cron";
  readonly status: "succeeded" | "failed" | "timeout";
  readonly start_time: string;
  readonly end_time: string;
  readonly message: string | null;
  readonly user_id: number | null;
}

/** A label by which jobs choose transforms. */
interface TransformTag extends Stamp {
  readonly name: string;
  readonly built_in_type: string | null;
}

/** A timetable for all transforms of some tags. */
export interface TransformJob extends Stamp {
  readonly name: string;
  readonly description: string | null;
  readonly schedule: string;
  readonly ui_display_type: "cron/raw" | "cron/builder";
  readonly active: boolean;
  readonly built_in_type: string | null;
  readonly tag_ids: readonly number[];
}

/** All about writing tables. */
export interface Transforms {
  readonly transforms: LazyList<Transform>;
  readonly runs: LazyList<TransformRun>;
  readonly tags: LazyList<TransformTag>;
  readonly jobs: LazyList<TransformJob>;
}

const WAREHOUSE_ID = 2;
const PERIODS = ["hourly", "daily", "weekly", "monthly"] as const;
const CRON = {
  hourly: "0 0 * * * ? *",
  daily: "0 0 0 * * ? *",
  weekly: "0 0 0 ? * 1 *",
  monthly: "0 0 0 1 * ? *",
};
const PLANS = [
  {
    name: "Orders, one row a day",
    table: "orders",
    sql: "SELECT placed_at::date AS day, count(*) AS n FROM orders GROUP BY 1",
  },
  {
    name: "Customers ohne Dubletten",
    table: "customers",
    sql: "SELECT DISTINCT ON (lower(email)) * FROM customers",
  },
  {
    name: "Open invoices",
    table: "invoices",
    sql: "SELECT * FROM finance.invoices WHERE paid_at IS NULL",
  },
];

/** Makes transforms with their history, tags and jobs. */
export function createTransforms(options: {
  readonly seed: number;
  readonly collections: Collections;
  readonly tables: LazyList<Table>;
}): Transforms {
  const { seed, collections, tables } = options;
  const folder = [...collections].find((collection) => collection.namespace === "transforms");
  const names = [...PERIODS, "finance «nightly»"];
  return {
    tags: listOf(
      names.map((name, index) => ({
        ...createStamp(seed, "transform tag", index + 1),
        name,
        built_in_type: PERIODS[index] ?? null,
      })),
    ),
    jobs: listOf(
      PERIODS.map((period, index) => ({
        ...createStamp(seed, "transform job", index + 1),
        name: `${period.slice(0, 1).toUpperCase()}${period.slice(1)} job`,
        description: index === 1 ? `Executes transforms tagged with '${period}' tag` : null,
        schedule: CRON[period],
        ui_display_type: index === 3 ? "cron/raw" : "cron/builder",
        active: index !== 2,
        built_in_type: period,
        tag_ids: [index + 1],
      })),
    ),
    transforms: listOf(
      PLANS.map(({ name, table, sql }, index) => ({
        ...createStamp(seed, "transform", index + 1),
        name,
        description: index === 0 ? "Feeds the wall dashboard" : null,
        sql,
        database_id: WAREHOUSE_ID,
        target_table_id:
          [...tables].find((each) => each.name === table && each.db_id === WAREHOUSE_ID)?.id ??
          null,
        target: { schema: index === 2 ? "finance" : "public", name: table },
        run_trigger: index === 1 ? "none" : "global-schedule",
        tag_ids: index === 1 ? [] : [2, 5],
        collection_id: index === 0 ? (folder?.id ?? null) : null,
        creator_id: 1,
      })),
    ),
    runs: createLazyList({
      length: 60,
      make: (id): TransformRun => {
        const start = FIRST_DAY_MS + id * 86_400_000;
        const failed = id % 9 === 4;
        return {
          id,
          transform_id: 1 + (id % PLANS.length),
          run_method: id % 7 === 0 ? "manual" : "cron",
          status: failed ? "failed" : id % 30 === 20 ? "timeout" : "succeeded",
          start_time: printInstant(start, 120),
          end_time: printInstant(start + 41_000, 7),
          message: failed ? 'ERROR: relation "orders" does not exist\n  Position: 44' : null,
          user_id: id % 7 === 0 ? 1 : null,
        };
      },
    }),
  };
}

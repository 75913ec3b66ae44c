import { derivedId } from "../records/derived-id.ts";
import { boolean, dateTime, integer, openRecord, text, textKey } from "../records/properties.ts";
import type { Stream } from "../stream.ts";
import { queryExecutionLog } from "../usage/query-execution-log.ts";

/**
 * Every execution of a query, for servers whose usage analytics are not read: `usage_query_log`
 * tells the same by pages, while here a month is one answer. Read only when selected.
 * https://www.metabase.com/docs/latest/api/ee/logs
 */
export const queryExecutions: Stream = {
  name: "query_executions",
  group: "usage",
  description: "Every execution of a query, month by month; off by default.",
  endpoint: "GET /api/ee/logs/query_execution/:yyyy-mm",
  versions: "0.49 and newer, Pro and Enterprise",
  privilege: "administrator",
  needs: { feature: "audit_app" },
  selectedByDefault: false,
  isAppendOnly: true,
  keyProperties: ["id"],
  schema: openRecord({
    id: textKey("[id], or [hash,started_at,executor_id] where there is none, as compact JSON."),
    started_at: dateTime(),
    running_time: integer("Milliseconds."),
    result_rows: integer(),
    native: boolean("True for SQL."),
    context: text("question, dashboard, csv-download, ad-hoc, ..."),
    error: text("Why it failed; null when it did not."),
    executor_id: integer("users.id"),
    card_id: integer("cards.id"),
    dashboard_id: integer("dashboards.id"),
    pulse_id: integer("subscriptions.id"),
    database_id: integer("databases.id"),
    action_id: integer("actions.id"),
    cache_hit: boolean("True when answered from the cache."),
    is_sandboxed: boolean("True when rows or columns were held back."),
    hash: text("The same for the same query."),
    cache_hash: text(),
  }),
  source: queryExecutionLog,
  rows: ({ id, ...execution }) => {
    const { hash, started_at, executor_id } = execution;
    const parts = id === undefined || id === null ? [hash, started_at, executor_id] : [id];
    return [{ ...execution, id: derivedId(parts) }];
  },
};

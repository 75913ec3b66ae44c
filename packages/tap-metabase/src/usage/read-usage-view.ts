import { IncompleteReadError } from "../errors.ts";
import { requireUncut } from "../question-results/export-limits.ts";
import { matchTitles, toNamedRow } from "../question-results/match-titles.ts";
import { instantOf } from "../records/instant.ts";
import { isServerObject, type ServerObject } from "../records/server-object.ts";
import type { Reading } from "../source.ts";
import { findUsageView, readUsageViews, USAGE_DATABASE_ID, type UsageView } from "./usage-view.ts";

/** Rows of one request, where the instance allows as many. */
const PAGE_ROWS = 100_000;

/** Entries are written when what they tell has ended, and stand at the time when it began. */
const OVERLAP_MS = 3_600_000;

/**
 * Reads a view of usage analytics as it is.
 * https://www.metabase.com/docs/latest/usage-and-performance-tools/usage-analytics-reference
 *
 * @throws {IncompleteReadError} when the answer was cut short
 */
export async function* readUsageView(
  { client, once }: Reading,
  name: string,
): AsyncGenerator<ServerObject> {
  const view = findUsageView(await once(readUsageViews), name);
  let count = 0;
  for await (const row of ask(client, view, {})) {
    count += 1;
    yield row;
  }
  requireUncut(name, count, view.exportLimits);
}

/**
 * Reads a log of usage analytics from where the last run came, or from the setting
 * `usage_start_date` on, page by page in the order of time.
 *
 * @throws {IncompleteReadError} when more rows than a page have one time
 */
export async function* readUsageLog(
  reading: Reading,
  name: string,
  instant: string,
): AsyncGenerator<ServerObject> {
  const view = findUsageView(await reading.once(readUsageViews), name);
  const field = ["field", view.fieldId(instant), null];
  const pageRows = Math.min(PAGE_ROWS, ...view.exportLimits);
  let from = startOf(reading);
  for (let count = pageRows; count === pageRows; ) {
    count = 0;
    const start = from;
    const query = {
      ...(start !== undefined && { filter: [">=", field, start] }),
      "order-by": [["asc", field]],
      limit: pageRows,
    };
    for await (const row of ask(reading.client, view, query)) {
      count += 1;
      if (typeof row[instant] === "string") from = row[instant];
      yield row;
    }
    if (count === pageRows && from === start) {
      throw new IncompleteReadError(`${name} has more than ${pageRows} rows at ${start}`);
    }
  }
  if (from !== undefined) reading.remember({ from });
}

function startOf({ position, settings }: Reading): string | undefined {
  const reached = isServerObject(position) ? instantOf(position["from"]) : undefined;
  if (reached === undefined) return settings.usage_start_date;
  return new Date(reached - OVERLAP_MS).toISOString();
}

/** Usage analytics answer to the query builder's language alone, never to SQL. */
async function* ask(
  client: Reading["client"],
  { tableId, columns }: UsageView,
  clauses: Readonly<Record<string, unknown>>,
): AsyncGenerator<ServerObject> {
  const query = {
    database: USAGE_DATABASE_ID,
    type: "query",
    query: { "source-table": tableId, ...clauses },
  };
  const columnOf = matchTitles(columns, undefined);
  const form = { query: JSON.stringify(query), format_rows: "false", pivot_results: "false" };
  const rows = client.streamArray("/api/dataset/json", { format_rows: false }, { body: { form } });
  for await (const row of rows) yield toNamedRow(row, columnOf);
}

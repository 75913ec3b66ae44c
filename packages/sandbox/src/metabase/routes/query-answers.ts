import type { Answer, RouteRequest } from "../server/route.ts";
import type { QuestionResult } from "../world/results/results.ts";
import { exportTitle } from "./export-title.ts";

/** What was asked, as the answer repeats it. */
export interface AskedQuery {
  readonly context: "question" | "ad-hoc" | "json-download";
  readonly databaseId: number;
  readonly query: unknown;
}

const STARTED_AT = "2026-06-30T10:00:00.123Z";

/** First version that tells ordinary people no more than the message of a failure. */
const STACK_TRACES_UNTIL = 56;

/**
 * The answer that the browser application reads: 202, rows first, then what they are. `rows_truncated` only where the limit
 * cut some.
 */
export function queryAnswer(result: QuestionResult, asked: AskedQuery, limit: number): Answer {
  const { columns, rowCount } = result;
  const meta = {
    cols: columns.map((column) => ({ source: "fields", ...column })),
    native_form: { query: "SELECT …", params: null },
    results_timezone: "UTC",
    results_metadata: { columns },
    insights: null,
    ...(rowCount > limit && { rows_truncated: limit }),
  };
  const rest = {
    database_id: asked.databaseId,
    started_at: STARTED_AT,
    json_query: asked.query,
    average_execution_time: null,
    status: "completed",
    context: asked.context,
    row_count: Math.min(rowCount, limit),
    running_time: 12,
    cached: null,
  };
  return {
    status: 202,
    jsonArray: result.rows(limit, "query"),
    before: '{"data":{"rows":',
    after: `,${JSON.stringify(meta).slice(1)},${JSON.stringify(rest).slice(1)}`,
  };
}

/** The answer that is downloaded as a file: an array of objects by title. Of columns with the same title the last one wins. */
export function exportAnswer(
  { columns, rows }: QuestionResult,
  options: { readonly limit: number; readonly isFormatted: boolean },
): Answer {
  const titles = columns.map(exportTitle);
  const form = options.isFormatted ? "formatted" : "export";
  return {
    status: 200,
    headers: { "content-disposition": `attachment; filename="query_result_${STARTED_AT}.json"` },
    jsonArray: objectTexts(titles, rows(options.limit, form)),
  };
}

function* objectTexts(
  titles: readonly string[],
  rows: Iterable<readonly unknown[]>,
): Generator<string> {
  for (const row of rows) {
    const byTitle = Object.fromEntries(titles.map((title, index) => [title, row[index]]));
    const members = Object.entries(byTitle).map(
      ([title, value]) =>
        `${JSON.stringify(title)}:${typeof value === "bigint" ? value : JSON.stringify(value)}`,
    );
    yield `{${members.join()}}`;
  }
}

/** A query that the database, or the server itself, refuses: 202 for a query, 200 for a download, an object in both. */
export function failedAnswer(
  { major, caller }: RouteRequest,
  asked: AskedQuery,
  failure: { readonly error: string; readonly errorType: string; readonly className: string },
): Answer {
  const showsTrace = caller.isSuperuser || major <= STACK_TRACES_UNTIL;
  const { error, className } = failure;
  return {
    status: asked.context === "json-download" ? 200 : 202,
    json: {
      database_id: asked.databaseId,
      started_at: STARTED_AT,
      ...(showsTrace && {
        via: [{ status: "failed", class: className, error }],
        stacktrace: ["driver.sql_jdbc.execute$execute_reducible_query.invoke(execute.clj:717)"],
      }),
      class: `class ${className}`,
      error,
      error_type: failure.errorType,
      json_query: asked.query,
      status: "failed",
      context: asked.context,
      row_count: 0,
      running_time: 0,
      data: { rows: [], cols: [] },
    },
  };
}

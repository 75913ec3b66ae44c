import { notFound } from "../server/answers.ts";
import { hasUsageAnalytics } from "../server/has-usage-analytics.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { AUDIT_DATABASE_ID } from "../world/databases.ts";
import type { QuestionResult } from "../world/results/results.ts";
import { askUsage, type UsageQuery } from "../world/usage/ask-usage.ts";
import { type AskedQuery, exportAnswer, failedAnswer, queryAnswer } from "./query-answers.ts";
import { downloadLimit, isFormattedExport, queryLimit } from "./query-limits.ts";

/** Queries that nobody saved, of the usage analytics database. https://www.metabase.com/docs/latest/api/dataset */
export const datasetRoutes: readonly Route[] = [
  { method: "POST", path: "/api/dataset", access: "user", answer: runQuery },
  { method: "POST", path: "/api/dataset/json", access: "user", answer: exportQuery },
];

/** First version that takes the query of a download from a JSON body as well as from a form. */
const JSON_DOWNLOADS_SINCE = 58;

interface Query {
  readonly database?: number;
  readonly type?: string;
  readonly query?: UsageQuery;
}

function runQuery(request: RouteRequest): Answer {
  const query = (request.body ?? {}) as Query;
  return answerTo(request, query, "ad-hoc", (result, asked) =>
    queryAnswer(result, asked, queryLimit(request.instance, isCount(query))),
  );
}

function exportQuery(request: RouteRequest): Answer {
  const query = queryOfDownload(request);
  return answerTo(request, query, "json-download", (result) =>
    exportAnswer(result, {
      limit: downloadLimit(request.instance, isCount(query)),
      isFormatted: isFormattedExport(request),
    }),
  );
}

const isCount = ({ query }: Query): boolean => query?.aggregation !== undefined;

/** JSON text in a form field, or, on newer servers, an object in a JSON body. */
function queryOfDownload({ body, major }: RouteRequest): Query {
  const given: unknown = Object(body)["query"];
  if (typeof given === "string") return JSON.parse(given) as Query;
  return major >= JSON_DOWNLOADS_SINCE ? ((given ?? {}) as Query) : {};
}

function answerTo(
  request: RouteRequest,
  query: Query,
  context: AskedQuery["context"],
  answer: (result: QuestionResult, asked: AskedQuery) => Answer,
): Answer {
  const { world, instance, caller } = request;
  const database = world.databases.byId(query.database ?? 0);
  if (database === undefined || (database.is_audit && !hasUsageAnalytics(instance))) {
    return notFound;
  }
  const asked: AskedQuery = { context, databaseId: database.id, query };
  const refuse = (error: string, errorType = "missing-required-permissions"): Answer =>
    failedAnswer(request, asked, { error, errorType, className: "clojure.lang.ExceptionInfo" });
  if (database.id !== AUDIT_DATABASE_ID) {
    return refuse("The sample server keeps rows of usage analytics only", "db");
  }
  if (!caller.isSuperuser) return refuse("You do not have access to the audit collection");
  if (query.type !== "query" || query.query === undefined) {
    return refuse("Native queries are not allowed on the audit database");
  }
  try {
    return answer(askUsage(world, query.query), asked);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse(error.message, "invalid-query");
  }
}

import { badRequest, forbidden, notFound } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import type { Card } from "../world/cards.ts";
import { isAggregated } from "../world/results/results.ts";
import { type AskedQuery, exportAnswer, failedAnswer, queryAnswer } from "./query-answers.ts";
import { downloadLimit, isFormattedExport, queryLimit } from "./query-limits.ts";
import { createVisibility } from "./visibility.ts";

/** Running questions. https://www.metabase.com/docs/latest/api/card */
export const cardQueryRoutes: readonly Route[] = [
  { method: "POST", path: "/api/card/:id/query", access: "user", answer: runCard },
  { method: "POST", path: "/api/card/:id/query/json", access: "user", answer: exportCard },
];

/** The version that refuses a query without `ignore_cache` (https://github.com/metabase/metabase/issues/54362). */
const NEEDS_IGNORE_CACHE = 53;

const FAILURE = {
  error: 'ERROR: column "legacy_flag" does not exist\n  Position: 44',
  errorType: "invalid-query",
  className: "org.postgresql.util.PSQLException",
};

function readCard(request: RouteRequest): Card | Answer {
  const card = request.world.cards.byId(Number(request.parameters["id"]));
  if (card === undefined) return notFound;
  if (!createVisibility(request).canRead(card.collection_id)) return forbidden;
  return card.archived
    ? {
        status: 404,
        json: { message: "The object has been archived.", error_code: "archived" },
      }
    : card;
}

function askedBy(card: Card, context: AskedQuery["context"]): AskedQuery {
  return { context, databaseId: card.database_id, query: card.dataset_query };
}

/** The rows as the browser application reads them, cut at the limit for the kind of question. */
function runCard(request: RouteRequest): Answer {
  const card = readCard(request);
  if ("status" in card) return card;
  const { world, major, body, instance } = request;
  if (major === NEEDS_IGNORE_CACHE && !Object.hasOwn(Object(body), "ignore_cache")) {
    return badRequest({ ignore_cache: "boolean" });
  }
  const asked = askedBy(card, "question");
  const result = world.results.of(card);
  return result === undefined
    ? failedAnswer(request, asked, FAILURE)
    : queryAnswer(result, asked, queryLimit(instance, isAggregated(card.dataset_query)));
}

/** The rows as a file, as many as may be downloaded. */
function exportCard(request: RouteRequest): Answer {
  const card = readCard(request);
  if ("status" in card) return card;
  const { world, instance } = request;
  const result = world.results.of(card);
  return result === undefined
    ? failedAnswer(request, askedBy(card, "json-download"), FAILURE)
    : exportAnswer(result, {
        limit: downloadLimit(instance, isAggregated(card.dataset_query)),
        isFormatted: isFormattedExport(request),
      });
}

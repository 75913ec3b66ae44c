import { forbidden, json, notFound } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { canQueryTable } from "../world/data-access.ts";
import { measureRow, metricCards, oldMetricRows, segmentRow } from "./segment-rows.ts";

/** Named filters and aggregations of tables. https://www.metabase.com/docs/latest/api/segment */
export const segmentRoutes: readonly Route[] = [
  { method: "GET", path: "/api/segment", access: "user", answer: listSegments },
  { method: "GET", path: "/api/segment/:id", access: "user", answer: getSegment },
  { method: "GET", path: "/api/measure", since: 59, access: "user", answer: listMeasures },
  { method: "GET", path: "/api/measure/:id", since: 59, access: "user", answer: getMeasure },
  { method: "GET", path: "/api/metric", until: 49, access: "user", answer: listOldMetrics },
  {
    method: "GET",
    path: "/api/legacy-metric",
    since: 50,
    until: 50,
    access: "user",
    answer: listOldMetrics,
  },
  { method: "GET", path: "/api/metric", since: 60, access: "user", answer: listMetrics },
];

/** Whether the caller sees what hangs on a table. */
function canReadTable({ world, caller }: RouteRequest, tableId: number | null): boolean {
  const table = world.tables.byId(tableId ?? 0);
  return table !== undefined && canQueryTable(world, caller, table);
}

function listSegments(request: RouteRequest): Answer {
  const rows = [...request.world.reference.segments].filter(
    (segment) => !segment.archived && canReadTable(request, segment.table_id),
  );
  return json(rows.map((segment) => segmentRow(request, segment)));
}

function getSegment(request: RouteRequest): Answer {
  const segment = request.world.reference.segments.byId(Number(request.parameters["id"]));
  if (segment === undefined) return notFound;
  return canReadTable(request, segment.table_id) ? json(segmentRow(request, segment)) : forbidden;
}

function listMeasures(request: RouteRequest): Answer {
  const rows = [...request.world.reference.measures].filter(
    (measure) => !measure.archived && canReadTable(request, measure.table_id),
  );
  return json(rows.map((measure) => measureRow(request, measure)));
}

function getMeasure(request: RouteRequest): Answer {
  const measure = request.world.reference.measures.byId(Number(request.parameters["id"]));
  if (measure === undefined) return notFound;
  return canReadTable(request, measure.table_id) ? json(measureRow(request, measure)) : forbidden;
}

/** Metrics from before they were cards: a bare array. */
function listOldMetrics(request: RouteRequest): Answer {
  return json(oldMetricRows(request).filter(({ table_id }) => canReadTable(request, table_id)));
}

/** The same path years later: a light list of metric cards, in pages of 500. */
function listMetrics(request: RouteRequest): Answer {
  const { limit, offset } = request.page ?? { limit: 500, offset: 0 };
  const cards = metricCards(request.world);
  const data = cards
    .slice(offset, offset + limit)
    .map(({ id, name, description, collection_id }) => ({ id, name, description, collection_id }));
  return json({ data, total: cards.length, limit, offset });
}

import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import type { Card } from "../world/cards.ts";
import { metricIds } from "../world/old-metrics.ts";
import type { Measure } from "../world/reference/measures.ts";
import type { Segment } from "../world/reference/segments.ts";
import type { World } from "../world/world.ts";
import { definitionOf } from "./definition.ts";
import { creatorRow } from "./people-rows.ts";

const SINCE: Since = { definition_description: 50 };

/** A segment as the list shows it. */
export function segmentRow(request: RouteRequest, segment: Segment) {
  const { filter, database_id, ...columns } = segment;
  return {
    ...asOf(columns, request.major, SINCE),
    definition: definitionOf(request.major, segment, { filter }),
    creator: creatorRow(request, segment.creator_id),
  };
}

/** A measure as the list shows it. */
export function measureRow(request: RouteRequest, measure: Measure) {
  const { aggregation, database_id, ...columns } = measure;
  return {
    ...columns,
    definition: definitionOf(request.major, measure, { aggregation: [aggregation] }),
    dimensions: [],
    dimension_mappings: [],
    creator: creatorRow(request, measure.creator_id),
  };
}

/** Metrics in use, of those that are cards. */
export function metricCards({ cards }: World): Card[] {
  return [...metricIds(cards)].map((id) => cards.at(id - 1));
}

/** Metrics from before they were cards. Each has the id of the card that it became. */
export function oldMetricRows(request: RouteRequest) {
  return request.world.oldMetrics.map((card) => ({
    id: card.id,
    entity_id: card.entity_id,
    name: card.name,
    description: card.description,
    table_id: card.table_id,
    definition: card.dataset_query.type === "query" ? card.dataset_query.query : {},
    archived: false,
    caveats: null,
    points_of_interest: null,
    how_is_this_calculated: null,
    show_in_getting_started: false,
    query_description: {},
    creator_id: card.creator_id,
    creator: creatorRow(request, card.creator_id),
    created_at: card.created_at,
    updated_at: card.updated_at,
  }));
}

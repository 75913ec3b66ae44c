import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import { cardTypeOf, isCardArchived } from "../world/card-types.ts";
import type { Card } from "../world/cards.ts";
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

/** Ids of the metrics in use, of those that are cards. */
function metricIds({ cards }: World): number[] {
  return Array.from({ length: cards.length }, (_, index) => index + 1).filter(
    (id) => cardTypeOf(id) === "metric" && !isCardArchived(id),
  );
}

/** Metrics in use, of those that are cards. */
export function metricCards(world: World): Card[] {
  return metricIds(world).flatMap((id) => world.cards.byId(id) ?? []);
}

/** How many metrics there were before they were cards: the oldest ones. */
const OLD_METRICS = 10;

/** A table's metrics from before they were cards. Each has the id of the card that it became. */
export function oldMetricRows(request: RouteRequest, tableId: number): object[] {
  return metricIds(request.world)
    .slice(0, OLD_METRICS)
    .flatMap((id) => request.world.cards.byId(id) ?? [])
    .filter((card) => card.table_id === tableId)
    .map((card) => ({
      id: card.id,
      entity_id: card.entity_id,
      name: card.name,
      description: card.description,
      table_id: tableId,
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

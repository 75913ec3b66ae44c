import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import type { Card } from "../world/cards.ts";
import type { Dashboard } from "../world/dashboards.ts";
import { createCreatorRows, editorRow, moderationReviews } from "./people-rows.ts";
import { toMbql5 } from "./query-mbql5.ts";
import type { Visibility } from "./visibility.ts";

const SINCE: Since = {
  can_delete: 51,
  can_restore: 51,
  dashboard: 52,
  can_manage_db: 57,
};

/** First version that answers in MBQL 5. */
const MBQL5_SINCE = 57;

/** First version that knows metrics as cards; before, they were ordinary questions. */
const METRIC_CARDS_SINCE = 50;

/**
 * The card's own columns, then what was looked up for it elsewhere. What a version does not have is undefined.
 *
 * The literal is written out because that is many times faster than members after a spread (Node 20).
 */
export function cardRow<Lookups extends object>(
  { world, major }: RouteRequest,
  card: Card,
  lookups: Lookups,
) {
  const { dataset_query, type } = card;
  const since = <T>(first: number, value: T) => (major >= first ? value : undefined);
  return {
    id: card.id,
    entity_id: card.entity_id,
    name: card.name,
    description: card.description,
    type: type === "metric" && major < METRIC_CARDS_SINCE ? "question" : type,
    display: card.display,
    table_id: card.table_id,
    source_card_id: since(51, card.source_card_id),
    parameters: card.parameters,
    visualization_settings: card.visualization_settings,
    database_id: card.database_id,
    dataset_query: major >= MBQL5_SINCE ? toMbql5(dataset_query) : dataset_query,
    result_metadata: card.result_metadata,
    creator_id: card.creator_id,
    collection_id: card.collection_id,
    collection_position: card.collection_position,
    dashboard_id: since(52, card.dashboard_id),
    archived: card.archived,
    enable_embedding: card.enable_embedding,
    embedding_params: card.embedding_params,
    public_uuid: card.public_uuid,
    cache_ttl: card.cache_ttl,
    view_count: since(50, card.view_count + world.viewCounts.of("card", card.id)),
    last_used_at: since(50, card.last_used_at),
    metabase_version: card.metabase_version,
    created_at: card.created_at,
    updated_at: card.updated_at,
    dataset: major < METRIC_CARDS_SINCE ? type === "model" : undefined,
    legacy_query: major >= MBQL5_SINCE ? JSON.stringify(dataset_query) : undefined,
    query_type: dataset_query.type,
    parameter_mappings: [],
    collection_preview: true,
    document_id: since(57, null),
    archived_directly: since(51, card.archived),
    embedding_type: since(58, null),
    made_public_by_id: card.public_uuid === null ? null : card.creator_id,
    cache_invalidated_at: since(50, null),
    initially_published_at: null,
    card_schema: since(54, 22),
    dependency_analysis_version: since(57, 0),
    is_remote_synced: since(57, false),
    ...lookups,
  };
}

/** A card as `/api/card` lists it. */
export function cardListRow(
  request: RouteRequest,
  card: Card,
  visibility: Visibility,
  creatorOf = createCreatorRows(request),
) {
  return cardRow(request, card, {
    creator: creatorOf(card.creator_id),
    collection: visibility.embeddedCollection(card.collection_id),
    can_write: visibility.canWrite(card.collection_id),
    "last-edit-info": editorRow(request, card),
  });
}

/** Whether a card stands on a dashboard that is in use. */
export function showsCard(dashboard: Dashboard, cardId: number): boolean {
  return !dashboard.archived && dashboard.dashcards.some((dashcard) => dashcard.card_id === cardId);
}

/** A card as `/api/card/:id` shows it. */
export function cardDetailRow(request: RouteRequest, card: Card, visibility: Visibility) {
  const { world, major, caller, query } = request;
  const canWrite = visibility.canWrite(card.collection_id);
  const dashboard = world.dashboards.byId(card.dashboard_id ?? 0);
  return {
    ...cardListRow(request, card, visibility),
    // Only a card by itself is asked for in the older language.
    ...(query.get("legacy-mbql") === "true" && { dataset_query: card.dataset_query }),
    moderation_reviews: moderationReviews(request, "card", card),
    average_query_time: card.average_query_time,
    last_query_start: card.last_query_start,
    can_run_adhoc_query: true,
    dashboard_count: [...world.dashboards].filter((dashboard) => showsCard(dashboard, card.id))
      .length,
    parameter_usage_count: 0,
    ...(card.type === "model" && { persisted: false }),
    ...asOf(
      {
        dashboard: dashboard === undefined ? null : { id: dashboard.id, name: dashboard.name },
        can_restore: canWrite && card.archived,
        can_delete: canWrite && card.archived,
        can_manage_db: caller.isSuperuser,
      },
      major,
      SINCE,
    ),
  };
}

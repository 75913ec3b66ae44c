import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import type { Card } from "../world/cards.ts";
import type { Dashboard } from "../world/dashboards.ts";
import { creatorRow, editorRow, moderationReviews } from "./people-rows.ts";
import { toMbql5 } from "./query-mbql5.ts";
import type { Visibility } from "./visibility.ts";

const SINCE: Since = {
  cache_invalidated_at: 50,
  view_count: 50,
  last_used_at: 50,
  archived_directly: 51,
  can_delete: 51,
  can_restore: 51,
  source_card_id: 51,
  dashboard: 52,
  dashboard_id: 52,
  card_schema: 54,
  can_manage_db: 57,
  dependency_analysis_version: 57,
  document_id: 57,
  is_remote_synced: 57,
  embedding_type: 58,
};

/** First version that answers in MBQL 5. */
const MBQL5_SINCE = 57;

/** First version that knows metrics as cards; before, they were ordinary questions. */
const METRIC_CARDS_SINCE = 50;

/** The card's own columns, without what the server looks up elsewhere. */
export function cardColumns({ world, major, query }: RouteRequest, card: Card) {
  const { last_editor_id, is_verified, last_query_start, average_query_time, ...columns } = card;
  const { dataset_query, type } = columns;
  const answersInMbql5 = major >= MBQL5_SINCE && query.get("legacy-mbql") !== "true";
  return asOf(
    {
      ...columns,
      type: type === "metric" && major < METRIC_CARDS_SINCE ? "question" : type,
      ...(major < METRIC_CARDS_SINCE && { dataset: type === "model" }),
      dataset_query: answersInMbql5 ? toMbql5(dataset_query) : dataset_query,
      ...(major >= MBQL5_SINCE && { legacy_query: JSON.stringify(dataset_query) }),
      query_type: dataset_query.type,
      view_count: card.view_count + world.viewCounts.of("card", card.id),
      parameter_mappings: [],
      collection_preview: true,
      document_id: null,
      archived_directly: card.archived,
      embedding_type: null,
      made_public_by_id: card.public_uuid === null ? null : card.creator_id,
      cache_invalidated_at: null,
      initially_published_at: null,
      card_schema: 22,
      dependency_analysis_version: 0,
      is_remote_synced: false,
    },
    major,
    SINCE,
  );
}

/** A card as `/api/card` lists it. */
export function cardListRow(request: RouteRequest, card: Card, visibility: Visibility) {
  const editor = editorRow(request, card);
  return {
    ...cardColumns(request, card),
    creator: creatorRow(request, card.creator_id),
    collection: visibility.embeddedCollection(card.collection_id),
    can_write: visibility.canWrite(card.collection_id),
    ...(editor !== undefined && { "last-edit-info": editor }),
  };
}

/** Whether a card stands on a dashboard that is in use. */
export function showsCard(dashboard: Dashboard, cardId: number): boolean {
  return !dashboard.archived && dashboard.dashcards.some((dashcard) => dashcard.card_id === cardId);
}

/** A card as `/api/card/:id` shows it. */
export function cardDetailRow(request: RouteRequest, card: Card, visibility: Visibility) {
  const { world, major, caller } = request;
  const canWrite = visibility.canWrite(card.collection_id);
  const dashboard = world.dashboards.byId(card.dashboard_id ?? 0);
  return {
    ...cardListRow(request, card, visibility),
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

import { canonicalQuery } from "../records/canonical-query.ts";
import { withCollectionIdsAsText } from "../records/collection-id.ts";
import { lastEdit, moderationReviews, publishing } from "../records/content-properties.ts";
import {
  boolean,
  dateTime,
  integer,
  integerKey,
  list,
  number,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import { cardList, cardWithheld } from "../sources/card-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Questions, models and metrics, archived ones too.
 * https://www.metabase.com/docs/latest/api/card
 */
export const cards: Stream = {
  name: "cards",
  group: "content",
  description: "Questions, models and metrics, archived ones too.",
  endpoint: "GET /api/card?f=all and ?f=archived; GET /api/card/:id where these lack the query",
  versions: "0.49 and newer",
  privilege: "any account; the cards it may see",
  keyProperties: ["id"],
  withheld: { ...cardWithheld, query_average_duration: true, download_perms: true },
  schema: openRecord({
    id: integerKey("The card's id."),
    entity_id: text("Stable across serialization imports."),
    name: text(),
    description: text(),
    type: text("question, model or metric."),
    dataset: boolean("True for a model (0.49 only; later see type)."),
    display: text("How it is drawn: table, bar, line, map, ..."),
    query_type: text("query (built) or native (SQL)."),
    database_id: integer("databases.id"),
    table_id: integer("tables.id that a built question starts from."),
    source_card_id: integer("cards.id that a built question starts from (0.51 and newer)."),
    dataset_query: object("The query; MBQL 5 from 0.57 on, its clauses' identifiers numbered."),
    legacy_query: text("The query in MBQL 4, as JSON text (0.57 and newer)."),
    result_metadata: list("The columns of the answer; null when it never ran."),
    visualization_settings: object(),
    dimensions: list("What a metric can be broken out by (newest versions).", { type: "object" }),
    dimension_mappings: list("Which columns the dimensions are (newest versions).", {
      type: "object",
    }),
    parameters: list("The filters the card takes.", { type: "object" }),
    parameter_mappings: list("What the filters apply to.", { type: "object" }),
    collection_id: text("collections.id; null is the root collection."),
    collection_position: integer("Order among pinned items; null is not pinned."),
    collection_preview: boolean("True when a pinned card is drawn in the collection."),
    dashboard_id: integer("dashboards.id that the card lives in (0.52 and newer)."),
    document_id: integer("The document that the card lives in (0.57 and newer)."),
    creator_id: integer("users.id"),
    archived: boolean(),
    archived_directly: boolean("False when only its collection was archived (0.51 and newer)."),
    ...publishing,
    cache_ttl: integer("Hours that answers are cached."),
    cache_invalidated_at: dateTime(),
    view_count: integer("How often it was looked at (0.50 and newer)."),
    last_used_at: dateTime("0.50 and newer."),
    last_query_start: dateTime("When it last ran."),
    average_query_time: number("Milliseconds."),
    dashboard_count: integer("On how many dashboards it stands."),
    parameter_usage_count: integer("How many filters take their values from it."),
    persisted: boolean("True when a model is persisted in its database."),
    based_on_upload: integer("tables.id of the uploaded file that a model stands on."),
    metabot_conversation_id: text("The conversation with Metabot that made it (newest versions)."),
    metabot_chart_id: text("The chart in that conversation (newest versions)."),
    metabase_version: text("The version that saved it."),
    card_schema: integer("Version of the card's own form (0.54 and newer)."),
    dependency_analysis_version: integer("0.57 and newer."),
    is_remote_synced: boolean("True when kept in Git (0.57 and newer)."),
    moderation_reviews: moderationReviews,
    "last-edit-info": lastEdit,
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: cardList,
  rows: (card) => [canonical(withCollectionIdsAsText(card, "collection_id"))],
};

function canonical(card: ServerObject): ServerObject {
  return {
    ...card,
    dataset_query: canonicalQuery(card["dataset_query"]),
    result_metadata: canonicalQuery(card["result_metadata"]),
    dimensions: canonicalQuery(card["dimensions"]),
    dimension_mappings: canonicalQuery(card["dimension_mappings"]),
  };
}

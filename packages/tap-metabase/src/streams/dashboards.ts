import { withCollectionIdsAsText } from "../records/collection-id.ts";
import { lastEdit, moderationReviews, publishing } from "../records/content-properties.ts";
import {
  boolean,
  dateTime,
  integer,
  integerKey,
  list,
  openRecord,
  text,
} from "../records/properties.ts";
import { dashboardList } from "../sources/dashboard-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Dashboards, archived ones too; their cards are `dashboard_cards`.
 * https://www.metabase.com/docs/latest/api/dashboard
 */
export const dashboards: Stream = {
  name: "dashboards",
  group: "content",
  description: "Dashboards, archived ones too.",
  endpoint: "GET /api/dashboard?f=all and ?f=archived",
  versions: "0.49 and newer",
  privilege: "any account; the dashboards it may see",
  keyProperties: ["id"],
  withheld: {
    public_uuid: true,
    creator: true,
    collection: true,
    dashcards: true,
    ordered_cards: true,
    tabs: true,
    ordered_tabs: true,
    // Values of real rows, and what the account that reads chose last.
    param_values: true,
    param_fields: true,
    last_used_param_values: true,
    moderation_reviews: { "*": { user: true } },
  },
  schema: openRecord({
    id: integerKey("The dashboard's id."),
    entity_id: text("Stable across serialization imports."),
    name: text(),
    description: text(),
    caveats: text(),
    points_of_interest: text(),
    parameters: list("The filters on the dashboard.", { type: "object" }),
    auto_apply_filters: boolean("False when people press a button to apply filters."),
    width: text("fixed or full (0.50 and newer)."),
    collection_id: text("collections.id; null is the root collection."),
    collection_authority_level: text("official when its collection is."),
    collection_position: integer("Order among pinned items; null is not pinned."),
    position: integer(),
    creator_id: integer("users.id"),
    archived: boolean(),
    archived_directly: boolean("False when only its collection was archived (0.51 and newer)."),
    show_in_getting_started: boolean(),
    ...publishing,
    cache_ttl: integer("Hours that answers are cached."),
    view_count: integer("How often it was looked at, reads by this program included."),
    last_viewed_at: dateTime("0.51 and newer."),
    dependency_analysis_version: integer("0.57 and newer."),
    is_remote_synced: boolean("True when kept in Git (0.57 and newer)."),
    moderation_reviews: moderationReviews,
    "last-edit-info": lastEdit,
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: dashboardList,
  rows: (dashboard) => [withCollectionIdsAsText(dashboard, "collection_id")],
};

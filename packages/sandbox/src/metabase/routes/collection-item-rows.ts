import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import type { Card } from "../world/cards.ts";
import type { Collection } from "../world/collections.ts";
import type { Dashboard } from "../world/dashboards.ts";
import type { Document } from "../world/reference/documents.ts";
import type { Timeline } from "../world/reference/timelines.ts";
import type { Snippet } from "../world/snippets.ts";
import { visibleAncestors } from "./collection-place.ts";
import { editorRow } from "./people-rows.ts";
import type { Visibility } from "./visibility.ts";

/** A thing in a collection: which keys it has depends on its model. */
export interface ItemRow extends Record<string, unknown> {
  readonly id: number;
  readonly model: string;
  readonly name: string;
}

const SINCE: Since = {
  archived: 51,
  can_delete: 51,
  can_restore: 51,
  last_used_at: 51,
  dashboard: 52,
  dashboard_id: 52,
  dashboard_count: 52,
  is_remote_synced: 57,
};

/** What an item of any model shows. */
function commonColumns(
  thing: {
    readonly id: number;
    readonly name: string;
    readonly description: string | null;
    readonly entity_id: string;
    readonly collection_id: number | null;
    readonly archived: boolean;
  },
  visibility: Visibility,
) {
  const { id, name, description, entity_id, collection_id, archived } = thing;
  const can_write = visibility.canWrite(collection_id);
  const can_restore = can_write && archived;
  return {
    id,
    name,
    description,
    entity_id,
    collection_id,
    archived,
    can_write,
    can_restore,
    can_delete: can_restore,
    location: null,
    collection_position: null,
    database_id: null,
  };
}

/** Models of items that are cards, by the card's own type. */
const CARD_MODELS = { question: "card", model: "dataset", metric: "metric" } as const;

/** First version that shows metrics as items of their own. */
const METRICS_SINCE = 50;

/** The model under which a collection lists a card. */
export function modelOfCard(type: Card["type"], major: number): string {
  return type === "metric" && major < METRICS_SINCE ? "card" : CARD_MODELS[type];
}

/** A card as an item. */
export function cardItem(request: RouteRequest, card: Card, visibility: Visibility): ItemRow {
  const editor = editorRow(request, card);
  const dashboard = request.world.dashboards.byId(card.dashboard_id ?? 0);
  const hasRequired =
    card.dataset_query.type === "query" ||
    Object.values(card.dataset_query.native["template-tags"]).every(
      (tag) => tag.required !== true || tag.default !== undefined,
    );
  return {
    id: card.id,
    name: card.name,
    model: modelOfCard(card.type, request.major),
    ...asOf(
      {
        ...commonColumns(card, visibility),
        collection_position: card.collection_position,
        database_id: card.database_id,
        display: card.display,
        collection_preview: true,
        fully_parameterized: hasRequired,
        moderated_status: card.is_verified ? "verified" : null,
        last_used_at: card.last_used_at,
        dashboard_id: card.dashboard_id,
        dashboard: dashboard === undefined ? null : { id: dashboard.id, name: dashboard.name },
        is_remote_synced: false,
      },
      request.major,
      SINCE,
    ),
    ...(editor !== undefined && { "last-edit-info": editor }),
  };
}

/** A dashboard as an item. */
export function dashboardItem(
  request: RouteRequest,
  dashboard: Dashboard,
  visibility: Visibility,
): ItemRow {
  const editor = editorRow(request, dashboard);
  return {
    id: dashboard.id,
    name: dashboard.name,
    model: "dashboard",
    ...asOf(
      {
        ...commonColumns(dashboard, visibility),
        collection_position: dashboard.collection_position,
        last_used_at: dashboard.last_viewed_at,
        is_remote_synced: false,
      },
      request.major,
      SINCE,
    ),
    ...(editor !== undefined && { "last-edit-info": editor }),
  };
}

/** A collection as an item of the one above it. */
export function collectionItem(
  request: RouteRequest,
  collection: Collection,
  visibility: Visibility,
): ItemRow {
  const ancestors = visibleAncestors(request, collection, visibility);
  const { location, personal_owner_id, type, authority_level, is_personal } = collection;
  return {
    id: collection.id,
    name: collection.name,
    model: "collection",
    ...asOf(
      {
        ...commonColumns(
          { ...collection, collection_id: ancestors.at(-1)?.id ?? null },
          visibility,
        ),
        can_write: visibility.canWrite(collection.id),
        location,
        personal_owner_id,
        is_personal,
        type,
        authority_level,
        effective_location: `/${ancestors.map((ancestor) => `${ancestor.id}/`).join("")}`,
        is_remote_synced: false,
      },
      request.major,
      SINCE,
    ),
  };
}

/** A snippet, timeline or document as an item. */
export function otherItem(
  { major }: RouteRequest,
  model: "snippet" | "timeline" | "document",
  thing: Snippet | Timeline | Document,
  visibility: Visibility,
): ItemRow {
  const description = "description" in thing ? thing.description : null;
  return {
    id: thing.id,
    name: thing.name,
    model,
    ...asOf(commonColumns({ ...thing, description }, visibility), major, SINCE),
  };
}

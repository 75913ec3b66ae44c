import { envelope, forbidden, notFound, pageOf } from "../server/answers.ts";
import { hasCollection } from "../server/has-collection.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { cardTypeOf, isCardArchived } from "../world/card-types.ts";
import type { Collection } from "../world/collections.ts";
import {
  cardItem,
  collectionItem,
  dashboardItem,
  type ItemRow,
  modelOfCard,
  otherItem,
} from "./collection-item-rows.ts";
import { officialRank, visibleChildren } from "./collection-place.ts";
import { createVisibility, type Visibility } from "./visibility.ts";

/** What stands in a collection. https://www.metabase.com/docs/latest/api/collection */
export const collectionItemRoutes: readonly Route[] = [
  { method: "GET", path: "/api/collection/:place/items", access: "user", answer: listItems },
];

/** First version that spells the parameters with dashes, and counts right on an empty page. */
const KEBAB_SINCE = 64;

/** First version in which cards can live in dashboards, and are then left out unless asked for. */
const DASHBOARD_CARDS_SINCE = 52;

/** A parameter by the spelling of the version; the other spelling is dropped in silence. */
function parameter({ major, query }: RouteRequest, name: string): string | null {
  return query.get(major >= KEBAB_SINCE ? name : name.replaceAll("-", "_"));
}

/** Where items are asked for. */
interface Place {
  /** Null: the root of the namespace. */
  readonly collectionId: number | null;
  readonly namespace: string | null;
  readonly isTrash: boolean;
  readonly archived: boolean;
}

function placeOf(request: RouteRequest): Place | Answer {
  const { parameters, query, world } = request;
  const archived = query.get("archived") === "true";
  const { place: id = "" } = parameters;
  if (id === "root") {
    return { collectionId: null, namespace: query.get("namespace"), isTrash: false, archived };
  }
  const isTrash = (each: Collection): boolean => each.type === "trash";
  const collection =
    id === "trash" ? [...world.collections].find(isTrash) : world.collections.byId(Number(id));
  if (collection === undefined || !hasCollection(request.instance, collection)) return notFound;
  const { namespace } = collection;
  const inTrash = isTrash(collection);
  return {
    collectionId: collection.id,
    namespace,
    isTrash: inTrash,
    archived: archived || inTrash,
  };
}

function listItems(request: RouteRequest): Answer {
  const place = placeOf(request);
  if ("status" in place) return place;
  const visibility = createVisibility(request);
  if (!visibility.canRead(place.collectionId)) return forbidden;
  const { major, query } = request;
  const models = query.getAll("models");
  const pinned = parameter(request, "pinned-state");
  const rows = [...itemsIn(request, place, visibility)]
    .filter((row) => models.length === 0 || models.includes(row.model))
    .filter((row) => pinned !== "is_pinned" || row["collection_position"] !== null)
    .filter((row) => pinned !== "is_not_pinned" || row["collection_position"] === null)
    .sort(orderOf(request));
  // The snippets namespace does not page.
  const page = place.namespace === "snippets" ? undefined : request.page;
  const shown = [...pageOf(rows, page)];
  const total = shown.length === 0 && major < KEBAB_SINCE ? 0 : rows.length;
  return envelope(shown, { total, page, extra: { models: models.length === 0 ? null : models } });
}

function orderOf(request: RouteRequest): (one: ItemRow, other: ItemRow) => number {
  const column = parameter(request, "sort-column") ?? "name";
  const rank = (row: ItemRow): number => officialRank(request, row["authority_level"]);
  const sign = parameter(request, "sort-direction") === "desc" ? -1 : 1;
  const keyOf = (row: ItemRow): string => {
    const editor = row["last-edit-info"] as { timestamp: string; email: string } | undefined;
    if (column === "last_edited_at") return editor?.timestamp ?? "";
    if (column === "last_edited_by") return editor?.email ?? "";
    return column === "model" ? `${row.model} ${row.name}` : row.name.toLowerCase();
  };
  return (one, other) =>
    rank(one) - rank(other) ||
    sign * (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : one.id - other.id);
}

function* itemsIn(request: RouteRequest, place: Place, visibility: Visibility): Generator<ItemRow> {
  const { world, major } = request;
  const { collectionId, namespace, archived } = place;
  const isHere = (thing: { collection_id: number | null; archived: boolean }): boolean =>
    thing.archived === archived &&
    (place.isTrash
      ? visibility.canRead(thing.collection_id)
      : thing.collection_id === collectionId);
  for (const collection of visibleChildren(request, {
    parentId: place.isTrash ? null : collectionId,
    namespace,
    archived,
    visibility,
  })) {
    yield collectionItem(request, collection, visibility);
  }
  if (namespace === "snippets") {
    for (const snippet of world.snippets) {
      if (isHere(snippet)) yield otherItem(request, "snippet", snippet, visibility);
    }
  }
  if (namespace !== null) return;
  yield* cardItems(request, place, visibility);
  const dashboards = place.isTrash
    ? world.dashboards
    : world.contents.dashboardsIn(collectionId).map((id) => world.dashboards.at(id - 1));
  for (const dashboard of dashboards) {
    if (isHere(dashboard)) yield dashboardItem(request, dashboard, visibility);
  }
  for (const timeline of world.reference.timelines) {
    if (isHere(timeline)) yield otherItem(request, "timeline", timeline, visibility);
  }
  for (const document of major >= 57 ? world.reference.documents : []) {
    if (isHere(document)) yield otherItem(request, "document", document, visibility);
  }
}

function* cardItems(
  request: RouteRequest,
  place: Place,
  visibility: Visibility,
): Generator<ItemRow> {
  const { world, major, query } = request;
  const models = query.getAll("models");
  const ids = place.isTrash
    ? Array.from({ length: world.cards.length }, (_, index) => index + 1)
    : world.contents.cardsIn(place.collectionId);
  const showsDashboardCards =
    major < DASHBOARD_CARDS_SINCE || parameter(request, "show-dashboard-questions") === "true";
  for (const id of ids) {
    // Making a card is dear, so what the parameters rule out is not made.
    const isWanted =
      isCardArchived(id) === place.archived &&
      (models.length === 0 || models.includes(modelOfCard(cardTypeOf(id), major)));
    const card = isWanted ? world.cards.byId(id) : undefined;
    if (
      card !== undefined &&
      (showsDashboardCards || card.dashboard_id === null) &&
      visibility.canRead(card.collection_id)
    ) {
      yield cardItem(request, card, visibility);
    }
  }
}

import {
  badRequest,
  forbidden,
  json,
  jsonArray,
  notFound,
  publicSharingOff,
} from "../server/answers.ts";
import { listsQueries } from "../server/lists-queries.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { isCardArchived } from "../world/card-types.ts";
import type { Card } from "../world/cards.ts";
import { cardDetailRow, cardListRow, showsCard } from "./card-rows.ts";
import { createCreatorRows } from "./people-rows.ts";
import { createVisibility, type Visibility } from "./visibility.ts";

/** Questions, models and metrics. https://www.metabase.com/docs/latest/api/card */
export const cardRoutes: readonly Route[] = [
  { method: "GET", path: "/api/card", access: "user", answer: listCards },
  { method: "GET", path: "/api/card/public", access: "setting", answer: listPublicCards },
  { method: "GET", path: "/api/card/embeddable", access: "setting", answer: listEmbeddableCards },
  { method: "GET", path: "/api/card/:id", access: "user", answer: getCard },
  { method: "GET", path: "/api/card/:id/dashboards", access: "user", answer: listCardDashboards },
];

/** Last version that lets a reader ask not to be counted. 0.54 documents the parameter; that 0.57 dropped it is a guess. */
const IGNORE_VIEW_UNTIL = 56;

const FILTERS: Readonly<Record<string, (card: Card, request: RouteRequest) => boolean>> = {
  all: () => true,
  archived: () => true,
  mine: (card, { caller }) => card.creator_id === caller.user.id,
  bookmarked: (card, request) => isBookmarked(card, request),
  database: (card, { query }) => card.database_id === Number(query.get("model_id")),
  table: (card, { query }) => card.table_id === Number(query.get("model_id")),
  using_model: (card, { query }) => card.source_card_id === Number(query.get("model_id")),
  using_segment: () => false,
};

/** Whether the caller keeps a card at hand: people do so with some that they made. */
export function isBookmarked(card: Card, { caller }: RouteRequest): boolean {
  return !card.archived && card.creator_id === caller.user.id && card.id % 3 === 0;
}

const NEEDS_MODEL_ID = new Set(["database", "table", "using_model", "using_segment"]);

/** The whole list, never paged; cards in the trash only when they are asked for. */
function listCards(request: RouteRequest): Answer {
  const filter = request.query.get("f") ?? "all";
  const matches = FILTERS[filter];
  if (matches === undefined) {
    return badRequest({ f: `nullable enum of ${Object.keys(FILTERS).join(", ")}` });
  }
  if (NEEDS_MODEL_ID.has(filter) && !request.query.has("model_id")) {
    return badRequest({
      model_id: `model_id is a required parameter when filter mode is '${filter}'`,
    });
  }
  const rows = cardRows(request, filter === "archived", (card) => matches(card, request));
  return { ...jsonArray(rows), shared: ["result_metadata", "creator", "collection"] };
}

function* cardRows(
  request: RouteRequest,
  archived: boolean,
  matches: (card: Card) => boolean,
): Generator<object> {
  const visibility = createVisibility(request);
  const creators = createCreatorRows(request);
  const showsQueries = listsQueries(request.instance.release);
  for (const card of cardsOf(request, archived)) {
    if (visibility.canRead(card.collection_id) && matches(card)) {
      const row = cardListRow(request, card, visibility, creators);
      yield showsQueries ? row : { ...row, dataset_query: undefined };
    }
  }
}

function* cardsOf({ world }: RouteRequest, archived: boolean): Generator<Card> {
  for (let index = 0; index < world.cards.length; index += 1) {
    // Making a card takes some 50 µs, so those of the other kind are not made at all.
    if (isCardArchived(index + 1) === archived) yield world.cards.at(index);
  }
}

function readCard(request: RouteRequest, visibility: Visibility): Card | Answer {
  const card = request.world.cards.byId(Number(request.parameters["id"]));
  if (card === undefined) return notFound;
  return visibility.canRead(card.collection_id) ? card : forbidden;
}

/** One card. Reading it counts as a view, except where the version lets the reader opt out. */
function getCard(request: RouteRequest): Answer {
  const { world, major, query } = request;
  const visibility = createVisibility(request);
  const card = readCard(request, visibility);
  if ("status" in card) return card;
  if (query.get("ignore_view") !== "true" || major > IGNORE_VIEW_UNTIL) {
    world.viewCounts.add("card", card.id);
  }
  return json(cardDetailRow(request, card, visibility));
}

/** The dashboards that show a card. */
function listCardDashboards(request: RouteRequest): Answer {
  const card = readCard(request, createVisibility(request));
  if ("status" in card) return card;
  const dashboards = [...request.world.dashboards].filter((each) => showsCard(each, card.id));
  return json(dashboards.map(({ id, name }) => ({ id, name })));
}

function listPublicCards(request: RouteRequest): Answer {
  if (!request.instance.isPublicSharingEnabled) return publicSharingOff;
  const cards = [...cardsOf(request, false)].filter((card) => card.public_uuid !== null);
  return json(cards.map(({ id, name, public_uuid }) => ({ id, name, public_uuid })));
}

function listEmbeddableCards(request: RouteRequest): Answer {
  const cards = [...cardsOf(request, false)].filter((card) => card.enable_embedding);
  return json(cards.map(({ id, name }) => ({ id, name })));
}

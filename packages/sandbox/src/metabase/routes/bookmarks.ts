import { json } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { isBookmarked } from "./cards.ts";
import { createVisibility } from "./visibility.ts";

/** What the caller keeps at hand. https://www.metabase.com/docs/latest/api/bookmark */
export const bookmarkRoutes: readonly Route[] = [
  { method: "GET", path: "/api/bookmark", access: "user", answer: listBookmarks },
];

/** Nobody keeps more than these at hand. */
const MOST_BOOKMARKS = 20;

/** The caller's own bookmarks; their ids are texts. */
function listBookmarks(request: RouteRequest): Answer {
  const visibility = createVisibility(request);
  const rows: object[] = [];
  for (const card of request.world.cards) {
    if (rows.length === MOST_BOOKMARKS) break;
    if (isBookmarked(card, request) && visibility.canRead(card.collection_id)) {
      rows.push({
        id: `card-${card.id}`,
        type: "card",
        item_id: card.id,
        name: card.name,
        description: card.description,
        display: card.display,
        card_type: card.type,
        authority_level: null,
        slug: "",
      });
    }
  }
  return json(rows);
}

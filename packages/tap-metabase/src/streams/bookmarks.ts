import { integer, openRecord, text, textKey } from "../records/properties.ts";
import { wholeList } from "../sources/whole-list.ts";
import type { Stream } from "../stream.ts";

/**
 * What the account that reads keeps at hand; other people's bookmarks have no endpoint.
 * https://www.metabase.com/docs/latest/api/bookmark
 */
export const bookmarks: Stream = {
  name: "bookmarks",
  group: "content",
  description: "What the account that reads keeps at hand; nobody else's can be read.",
  endpoint: "GET /api/bookmark",
  versions: "0.49 and newer",
  privilege: "any account; its own bookmarks",
  keyProperties: ["id"],
  schema: openRecord({
    id: textKey("Type and id in one, such as card-12."),
    type: text("card, dashboard, collection or document."),
    item_id: integer("cards.id, dashboards.id, collections.id or documents.id, by type."),
    name: text(),
    slug: text(),
    description: text(),
    display: text("How a card is drawn."),
    card_type: text("question, model or metric."),
    authority_level: text("official for an official collection."),
  }),
  source: wholeList({ name: "bookmarks", path: "/api/bookmark" }),
};

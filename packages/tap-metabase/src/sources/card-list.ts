import { contentList } from "./content-list.ts";

/** Every card with its query. The list may exceed hundreds of megabytes. */
export const cardList = contentList({
  name: "card list",
  path: "/api/card",
  probedBy: "bookmarked",
});

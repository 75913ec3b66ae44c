import { boolean, dateTime, integer, integerKey, openRecord, text } from "../records/properties.ts";
import { membersOf, type ServerObject } from "../records/server-object.ts";
import type { DerivedSource } from "../source.ts";
import { cardList } from "../sources/card-list.ts";
import { dashboardDetails } from "../sources/dashboard-details.ts";
import type { Stream } from "../stream.ts";

/** Reviews have no endpoint of their own; the objects that they are of carry them. */
const reviews: DerivedSource = {
  inputs: [cardList, dashboardDetails],
  derive() {
    const byId = new Map<unknown, ServerObject>();
    return {
      take(_input, object) {
        for (const review of membersOf(object["moderation_reviews"]))
          byId.set(review["id"], review);
      },
      objects: () => byId.values(),
    };
  },
};

/**
 * What moderators said of dashboards and questions: that they are verified, or no longer. Those of
 * a question come only from servers whose list has to be completed by details (seen on 0.61.2). What
 * is taken from the cache has the reviews of when it was read: see `detail_max_age_days`.
 * https://www.metabase.com/docs/latest/api/moderation-review
 */
export const moderationReviews: Stream = {
  name: "moderation_reviews",
  group: "content",
  description:
    "What moderators said of dashboards, and of questions where these are read in detail.",
  endpoint: "GET /api/dashboard/:id and GET /api/card",
  versions: "0.51 and newer",
  privilege: "any account; what it may see, in Pro and Enterprise",
  needs: { since: 51 },
  keyProperties: ["id"],
  withheld: { user: true },
  schema: openRecord({
    id: integerKey("The review's id."),
    moderated_item_type: text("card or dashboard."),
    moderated_item_id: integer("cards.id or dashboards.id, by type."),
    moderator_id: integer("users.id"),
    status: text("verified; null takes a verification back."),
    text: text("What the moderator wrote."),
    most_recent: boolean("True for the one that counts."),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: reviews,
};

import { withCollectionIdsAsText } from "../records/collection-id.ts";
import {
  boolean,
  dateTime,
  integer,
  integerKey,
  list,
  openRecord,
  text,
} from "../records/properties.ts";
import { membersOf, type ServerObject } from "../records/server-object.ts";
import { pulseList } from "../sources/pulse-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Subscriptions to dashboards: what is sent. How and to whom is in `subscription_channels`.
 * https://www.metabase.com/docs/latest/api/pulse
 */
export const subscriptions: Stream = {
  name: "subscriptions",
  group: "delivery",
  description: "Subscriptions to dashboards, archived ones too.",
  endpoint: "GET /api/pulse",
  versions: "0.49 and newer",
  privilege: "administrator for all; others get those they made or receive",
  keyProperties: ["id"],
  // Channels are a stream of their own; conditions belong to alerts, which used the same table.
  withheld: {
    creator: true,
    channels: true,
    collection: true,
    alert_condition: true,
    alert_first_only: true,
    alert_above_goal: true,
  },
  schema: openRecord({
    id: integerKey("The subscription's id."),
    entity_id: text("Stable across serialization imports."),
    name: text(),
    dashboard_id: integer("dashboards.id"),
    collection_id: text("collections.id; null is the root collection."),
    collection_position: integer(),
    creator_id: integer("users.id"),
    archived: boolean(),
    skip_if_empty: boolean("True when nothing is sent without results."),
    parameters: list("Values of the dashboard's filters (Pro and Enterprise).", { type: "object" }),
    cards: list("Which cards of the dashboard are sent, and with which files attached.", {
      type: "object",
    }),
    disable_links: boolean("True when what is sent has no links (newest versions)."),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: pulseList,
  rows: (pulse) => [
    withCollectionIdsAsText(
      { ...pulse, cards: membersOf(pulse["cards"]).map(toRef) },
      "collection_id",
    ),
  ],
};

/** A card of a subscription, without the copy of what `cards` holds. */
function toRef({ id, name, description, display, collection_id, ...rest }: ServerObject) {
  return { card_id: id, ...rest };
}

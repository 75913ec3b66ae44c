import {
  boolean,
  dateTime,
  integer,
  integerKey,
  list,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import { isServerObject, type ServerObject } from "../records/server-object.ts";
import { notificationList } from "../sources/notification-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Whatever is sent when something happened, in the server's own form: alerts on questions and the
 * server's own messages.
 * https://www.metabase.com/docs/latest/api/notification
 */
export const notifications: Stream = {
  name: "notifications",
  group: "delivery",
  description: "What is sent when something happened: alerts and the server's own messages.",
  endpoint: "GET /api/notification?include_inactive=true",
  versions: "0.54 and newer",
  privilege: "administrator for all; others get those they made or receive",
  needs: { since: 54 },
  keyProperties: ["id"],
  // Copies of questions and people; a channel's details and a template hold addresses with tokens.
  withheld: {
    creator: true,
    payload: { card: true },
    handlers: { "*": { channel: true, template: true, recipients: { "*": { user: true } } } },
  },
  schema: openRecord({
    id: integerKey("The notification's id."),
    payload_type: text("notification/card, notification/dashboard, notification/system-event."),
    payload_id: integer("Id of what is sent."),
    payload: object("What is sent, and on which condition."),
    card_id: integer("cards.id of an alert."),
    active: boolean(),
    creator_id: integer("users.id"),
    internal_id: text("Name of one of the server's own messages."),
    subscriptions: list("What sets it off: schedules and events.", { type: "object" }),
    handlers: list("How and to whom it is sent.", { type: "object" }),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: notificationList,
  rows: (object) => ("payload_type" in object ? [withCardId(object)] : []),
};

function withCardId(notification: ServerObject): ServerObject {
  const { payload } = notification;
  return { ...notification, card_id: isServerObject(payload) ? payload["card_id"] : null };
}

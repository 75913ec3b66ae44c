import {
  channelRecipients,
  recipientProperties,
  scheduleProperties,
} from "../records/delivery-properties.ts";
import { boolean, dateTime, integer, integerKey, openRecord, text } from "../records/properties.ts";
import { isServerObject, membersOf, type ServerObject } from "../records/server-object.ts";
import { pulseList } from "../sources/pulse-list.ts";
import type { Stream } from "../stream.ts";

/**
 * How, when and to whom subscriptions to dashboards are sent.
 * https://www.metabase.com/docs/latest/api/pulse
 */
export const subscriptionChannels: Stream = {
  name: "subscription_channels",
  group: "delivery",
  description: "How, when and to whom subscriptions to dashboards are sent.",
  endpoint: "GET /api/pulse",
  versions: "0.49 and newer",
  privilege: "administrator for all; others get those they made or receive",
  keyProperties: ["id"],
  withheld: { recipients: true, details: true },
  schema: openRecord({
    id: integerKey("The channel's id."),
    subscription_id: integer("subscriptions.id"),
    entity_id: text("Stable across serialization imports."),
    channel_type: text("email, slack or http."),
    channel_id: integer("webhook_channels.id (0.51 and newer)."),
    slack_channel: text("The Slack channel it is sent to."),
    ...recipientProperties,
    ...scheduleProperties,
    enabled: boolean(),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: pulseList,
  rows: (pulse) => membersOf(pulse["channels"]).map((channel) => toRow(channel, pulse["id"])),
};

function toRow({ pulse_id: _, ...channel }: ServerObject, subscriptionId: unknown): ServerObject {
  const { details } = channel;
  return {
    ...channel,
    ...channelRecipients(channel),
    subscription_id: subscriptionId,
    slack_channel: isServerObject(details) ? details["channel"] : null,
  };
}

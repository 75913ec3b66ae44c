import { boolean, closedRecord, dateTime, integerKey, text } from "../records/properties.ts";
import type { ServerSource } from "../source.ts";
import { objectsOf } from "../sources/objects-of.ts";
import type { Stream } from "../stream.ts";

const channelList: ServerSource = {
  name: "channel list",
  read: ({ client }) => objectsOf(client.getArray("/api/channel", { include_inactive: true })),
  probe: (client) => client.getArray("/api/channel"),
};

/**
 * Webhooks that alerts are sent to. An allow-list: their details hold addresses and credentials.
 * https://www.metabase.com/docs/latest/api/channel
 */
export const webhookChannels: Stream = {
  name: "webhook_channels",
  group: "delivery",
  description: "Webhooks that alerts are sent to, without their addresses and credentials.",
  endpoint: "GET /api/channel?include_inactive=true",
  versions: "0.51 and newer",
  privilege: "administrator, or the application permission setting",
  needs: { since: 51 },
  keyProperties: ["id"],
  schema: closedRecord({
    id: integerKey("The channel's id."),
    name: text(),
    description: text(),
    type: text("channel/http"),
    active: boolean(),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: channelList,
};

import { alertRow } from "../records/alert-row.ts";
import { recipientProperties } from "../records/delivery-properties.ts";
import {
  boolean,
  closedRecord,
  dateTime,
  integer,
  integerKey,
  list,
  text,
} from "../records/properties.ts";
import { notificationList } from "../sources/notification-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Alerts on questions, in one form for both of their generations.
 * https://www.metabase.com/docs/latest/api/notification and /api/alert
 */
export const alerts: Stream = {
  name: "alerts",
  group: "delivery",
  description: "Alerts on questions, switched off ones too.",
  endpoint: "GET /api/notification?include_inactive=true; GET /api/alert up to 0.53",
  versions: "0.49 and newer",
  privilege: "administrator for all; others get those they made or receive",
  keyProperties: ["id"],
  schema: closedRecord({
    id: integerKey("The alert's id; from 0.54 on that of its notification."),
    entity_id: text("Stable across serialization imports (up to 0.53)."),
    card_id: integer("cards.id; null when what the alert was about is gone."),
    creator_id: integer("users.id"),
    active: boolean("False when switched off."),
    send_condition: text("has_result, goal_above or goal_below."),
    send_once: boolean("True when it is switched off after it was sent once."),
    channel_types: list("email, slack or http.", { type: "string" }),
    ...recipientProperties,
    recipient_group_ids: list("permission_groups.id of groups it is sent to.", { type: "integer" }),
    slack_channels: list("The Slack channels it is sent to.", { type: "string" }),
    schedules: list("When it is checked: cron_schedule, or schedule_type to schedule_frame.", {
      type: "object",
    }),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: notificationList,
  rows: (object) => {
    const row = alertRow(object);
    return row === undefined ? [] : [row];
  },
};

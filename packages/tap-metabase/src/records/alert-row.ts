import { channelRecipients } from "./delivery-properties.ts";
import { isServerObject, membersOf, type ServerObject } from "./server-object.ts";

/**
 * The one form of an alert in both of its generations: a pulse with one card (up to 0.53), or a
 * notification about a card (0.54 and newer). Undefined for a notification about something else.
 */
export function alertRow(object: ServerObject): ServerObject | undefined {
  if (!("payload_type" in object)) return fromPulse(object);
  return object["payload_type"] === "notification/card" ? fromNotification(object) : undefined;
}

function fromPulse(alert: ServerObject): ServerObject {
  const { id, entity_id, creator_id, created_at, updated_at } = alert;
  const channels = membersOf(alert["channels"]);
  const recipients = channels.map(channelRecipients);
  return {
    id,
    entity_id,
    creator_id,
    created_at,
    updated_at,
    card_id: isServerObject(alert["card"]) ? alert["card"]["id"] : null,
    active: alert["archived"] !== true,
    send_condition: conditionOf(alert),
    send_once: alert["alert_first_only"],
    channel_types: channels.map((channel) => channel["channel_type"]),
    recipient_user_ids: distinct(recipients.flatMap((one) => one.recipient_user_ids)),
    recipient_group_ids: [],
    recipient_emails: distinct(recipients.flatMap((one) => one.recipient_emails)),
    slack_channels: distinct(channels.flatMap(({ details }) => memberOf(details, "channel"))),
    schedules: channels.map(({ schedule_type, schedule_hour, schedule_day, schedule_frame }) => ({
      schedule_type,
      schedule_hour,
      schedule_day,
      schedule_frame,
    })),
  };
}

function conditionOf(alert: ServerObject): string {
  if (alert["alert_condition"] === "rows") return "has_result";
  return alert["alert_above_goal"] === true ? "goal_above" : "goal_below";
}

function fromNotification(notification: ServerObject): ServerObject {
  const { id, creator_id, active, created_at, updated_at } = notification;
  const payload = isServerObject(notification["payload"]) ? notification["payload"] : {};
  const handlers = membersOf(notification["handlers"]);
  const recipients = handlers.flatMap((handler) => membersOf(handler["recipients"]));
  // An address or the name of a channel, whatever the handler sends to.
  const namedBy = (channelType: string) =>
    distinct(
      handlers
        .filter(({ channel_type }) => channel_type === channelType)
        .flatMap((handler) => membersOf(handler["recipients"]))
        .flatMap(({ details }) => memberOf(details, "value")),
    );
  return {
    id,
    creator_id,
    active,
    created_at,
    updated_at,
    card_id: payload["card_id"] ?? null,
    send_condition: payload["send_condition"] ?? null,
    send_once: payload["send_once"] ?? null,
    channel_types: handlers.map(({ channel_type }) =>
      String(channel_type).replace(/^channel\//, ""),
    ),
    recipient_user_ids: distinct(recipients.flatMap((one) => present(one["user_id"]))),
    recipient_group_ids: distinct(
      recipients.flatMap((one) => present(one["permissions_group_id"])),
    ),
    recipient_emails: namedBy("channel/email"),
    slack_channels: namedBy("channel/slack"),
    schedules: membersOf(notification["subscriptions"]).map(({ cron_schedule }) => ({
      cron_schedule,
    })),
  };
}

const memberOf = (value: unknown, name: string): readonly unknown[] =>
  isServerObject(value) ? present(value[name]) : [];

const present = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : [value];

const distinct = (values: readonly unknown[]): readonly unknown[] => [...new Set(values)];

import type { RouteRequest } from "../server/route.ts";
import type { Alert } from "../world/delivery/alerts.ts";
import { cardRow } from "./card-rows.ts";
import { creatorRow } from "./people-rows.ts";
import { recipientRows } from "./pulse-rows.ts";

/** Room for the ids of one alert's recipients. */
const IDS_PER_ALERT = 100;

/** An alert as versions before 0.54 show it: a pulse with one card. */
export function alertRow(request: RouteRequest, alert: Alert) {
  const card = request.world.cards.byId(alert.card_id ?? 0);
  const { id, entity_id, created_at, updated_at } = alert;
  return {
    id,
    entity_id,
    name: null,
    creator_id: alert.creator_id,
    creator: creatorRow(request, alert.creator_id),
    alert_condition: alert.condition,
    alert_first_only: alert.only_once,
    alert_above_goal: alert.above_goal,
    archived: !alert.active,
    skip_if_empty: true,
    collection_id: null,
    collection_position: null,
    dashboard_id: null,
    parameters: [],
    can_write: request.caller.isSuperuser || request.caller.user.id === alert.creator_id,
    card: card && {
      id: card.id,
      name: card.name,
      description: card.description,
      display: card.display,
      collection_id: card.collection_id,
      include_csv: false,
      include_xls: false,
      dashboard_card_id: null,
      dashboard_id: null,
      format_rows: true,
      parameter_mappings: null,
    },
    channels: [
      {
        id,
        pulse_id: id,
        channel_type: "email",
        schedule_type: "daily",
        schedule_hour: alert.hour,
        schedule_day: null,
        schedule_frame: null,
        enabled: alert.active,
        details: alert.outside_recipients.length > 0 ? { emails: alert.outside_recipients } : {},
        recipients: [
          ...recipientRows(request, alert.recipient_ids),
          ...alert.outside_recipients.map((email) => ({ email })),
        ],
        entity_id,
        created_at,
        updated_at,
      },
    ],
    created_at,
    updated_at,
  };
}

function sendCondition(alert: Alert): "has_result" | "goal_above" | "goal_below" {
  if (alert.condition === "rows") return "has_result";
  return alert.above_goal === true ? "goal_above" : "goal_below";
}

/** What an alert sends; null when that row is gone. */
function payloadRow(request: RouteRequest, alert: Alert) {
  const card = request.world.cards.byId(alert.card_id ?? 0);
  if (card === undefined) return null;
  const { id, created_at, updated_at } = alert;
  return {
    id,
    card_id: card.id,
    send_condition: sendCondition(alert),
    send_once: alert.only_once,
    card: cardRow(request, card, {}),
    created_at,
    updated_at,
  };
}

/** An alert as versions from 0.54 on show it: a notification about a card. */
export function notificationRow(request: RouteRequest, alert: Alert) {
  const { id, created_at, updated_at } = alert;
  const people = recipientRows(request, alert.recipient_ids).map((user, index) => ({
    id: id * IDS_PER_ALERT + index,
    notification_handler_id: id,
    type: "notification-recipient/user",
    user_id: user.id,
    permissions_group_id: null,
    details: null,
    user,
    created_at,
    updated_at,
  }));
  const outside = alert.outside_recipients.map((value, index) => ({
    id: id * IDS_PER_ALERT + people.length + index,
    notification_handler_id: id,
    type: "notification-recipient/raw-value",
    user_id: null,
    permissions_group_id: null,
    details: { value },
    created_at,
    updated_at,
  }));
  return {
    id,
    payload_type: "notification/card",
    payload_id: id,
    payload: payloadRow(request, alert),
    active: alert.active,
    creator_id: alert.creator_id,
    creator: creatorRow(request, alert.creator_id),
    internal_id: null,
    subscriptions: [
      {
        id,
        notification_id: id,
        type: "notification-subscription/cron",
        cron_schedule: `0 0 ${alert.hour} * * ? *`,
        event_name: null,
        ui_display_type: "cron/builder",
        created_at,
      },
    ],
    handlers: [
      {
        id,
        notification_id: id,
        channel_type: "channel/email",
        channel_id: null,
        channel: null,
        template_id: null,
        template: null,
        active: true,
        recipients: [...people, ...outside],
        created_at,
        updated_at,
      },
    ],
    created_at,
    updated_at,
  };
}

/** What the server itself sends to people who were invited; its id comes after those of all alerts. */
export function systemNotificationRow({ world }: RouteRequest) {
  const id = world.alerts.length + 1;
  const { created_at, updated_at } = world.databases.at(0);
  return {
    id,
    payload_type: "notification/system-event",
    payload_id: null,
    payload: null,
    active: true,
    creator_id: null,
    creator: null,
    internal_id: "system-event/user-invited",
    subscriptions: [
      {
        id,
        notification_id: id,
        type: "notification-subscription/system-event",
        cron_schedule: null,
        event_name: "event/user-invited",
        ui_display_type: null,
        created_at,
      },
    ],
    handlers: [],
    created_at,
    updated_at,
  };
}

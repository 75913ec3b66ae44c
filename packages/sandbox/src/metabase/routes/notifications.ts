import { forbidden, json, notFound } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import type { Alert } from "../world/delivery/alerts.ts";
import { alertRow, notificationRow, systemNotificationRow } from "./notification-rows.ts";

/** Last version that still answers for alerts under their old name: announced to go after 0.54; when they went is a guess. */
const ALERTS_UNTIL = 58;

/** First version of notifications (API changelog). */
const NOTIFICATIONS_SINCE = 54;

/** First version of channels other than mail and Slack. */
const CHANNELS_SINCE = 51;

/** What is sent when something happened. https://www.metabase.com/docs/latest/api/notification */
export const notificationRoutes: readonly Route[] = [
  { method: "GET", path: "/api/alert", until: ALERTS_UNTIL, access: "user", answer: listAlerts },
  { method: "GET", path: "/api/alert/:id", until: ALERTS_UNTIL, access: "user", answer: getAlert },
  {
    method: "GET",
    path: "/api/notification",
    since: NOTIFICATIONS_SINCE,
    access: "user",
    answer: listNotifications,
  },
  {
    method: "GET",
    path: "/api/notification/:id",
    since: NOTIFICATIONS_SINCE,
    access: "user",
    answer: getNotification,
  },
  {
    method: "GET",
    path: "/api/channel",
    since: CHANNELS_SINCE,
    access: "setting",
    answer: listChannels,
  },
  {
    method: "GET",
    path: "/api/channel/:id",
    since: CHANNELS_SINCE,
    access: "setting",
    answer: getChannel,
  },
];

/** Ordinary people see what they made or receive. */
function canRead({ caller }: RouteRequest, alert: Alert): boolean {
  const { id } = caller.user;
  return caller.isSuperuser || alert.creator_id === id || alert.recipient_ids.includes(id);
}

/** Alerts under their old name; with `archived=true` only those that are switched off. */
function listAlerts(request: RouteRequest): Answer {
  const archived = request.query.get("archived") === "true";
  const alerts = [...request.world.alerts].filter(
    (alert) => alert.card_id !== null && alert.active !== archived && canRead(request, alert),
  );
  return json(alerts.map((alert) => alertRow(request, alert)));
}

function getAlert(request: RouteRequest): Answer {
  const alert = request.world.alerts.byId(Number(request.parameters["id"]));
  if (alert === undefined || alert.card_id === null) return notFound;
  return canRead(request, alert) ? json(alertRow(request, alert)) : forbidden;
}

/** Whether a parameter is absent or names one of the values. */
function allows(query: URLSearchParams, name: string, ...values: readonly unknown[]): boolean {
  const wanted = query.get(name);
  return wanted === null || values.map(String).includes(wanted);
}

/** Alerts and, unless a kind is asked for, what the server itself sends. */
function listNotifications(request: RouteRequest): Answer {
  const { query, world, caller } = request;
  const inactiveToo = query.get("include_inactive") === "true";
  const alerts = [...world.alerts]
    .filter((alert) => canRead(request, alert) && (inactiveToo || alert.active))
    .filter((alert) => allows(query, "card_id", alert.card_id))
    .filter((alert) => allows(query, "creator_id", alert.creator_id))
    .filter((alert) => allows(query, "recipient_id", ...alert.recipient_ids))
    .filter((alert) =>
      allows(query, "creator_or_recipient_id", alert.creator_id, ...alert.recipient_ids),
    );
  const showsAlerts = allows(query, "payload_type", "notification/card");
  const isFiltered = query.has("card_id") || query.has("creator_id") || query.has("recipient_id");
  const showsSystem =
    caller.isSuperuser && !isFiltered && allows(query, "payload_type", "notification/system-event");
  return json([
    ...(showsAlerts ? alerts.map((alert) => notificationRow(request, alert)) : []),
    ...(showsSystem ? [systemNotificationRow(request)] : []),
  ]);
}

function getNotification(request: RouteRequest): Answer {
  const alert = request.world.alerts.byId(Number(request.parameters["id"]));
  if (alert === undefined) return notFound;
  return canRead(request, alert) ? json(notificationRow(request, alert)) : forbidden;
}

function listChannels({ world, query }: RouteRequest): Answer {
  const inactiveToo = query.get("include_inactive") === "true";
  return json([...world.channels].filter((channel) => inactiveToo || channel.active));
}

function getChannel({ world, parameters }: RouteRequest): Answer {
  const channel = world.channels.byId(Number(parameters["id"]));
  return channel === undefined ? notFound : json(channel);
}

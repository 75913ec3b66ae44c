import { forbidden, json, notFound } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import type { Subscription } from "../world/delivery/subscriptions.ts";
import { pulseRow } from "./pulse-rows.ts";

/** Subscriptions to dashboards. https://www.metabase.com/docs/latest/api/pulse */
export const pulseRoutes: readonly Route[] = [
  { method: "GET", path: "/api/pulse", access: "user", answer: listPulses },
  { method: "GET", path: "/api/pulse/:id", access: "user", answer: getPulse },
];

/** Ordinary people see what they made or receive; with `creator_or_recipient=true` administrators too. */
function canRead({ caller, query }: RouteRequest, subscription: Subscription): boolean {
  const { id } = caller.user;
  const isOwn = subscription.creator_id === id || subscription.recipient_ids.includes(id);
  return isOwn || (caller.isSuperuser && query.get("creator_or_recipient") !== "true");
}

/** With `archived=true` only archived ones; those of archived dashboards never. */
function listPulses(request: RouteRequest): Answer {
  const { world, query } = request;
  const archived = query.get("archived") === "true";
  const dashboardId = query.get("dashboard_id");
  const subscriptions = [...world.subscriptions]
    .filter((each) => each.archived === archived && canRead(request, each))
    .filter((each) => dashboardId === null || each.dashboard_id === Number(dashboardId))
    .filter((each) => world.dashboards.byId(each.dashboard_id)?.archived === false);
  return json(subscriptions.map((subscription) => pulseRow(request, subscription)));
}

function getPulse(request: RouteRequest): Answer {
  const subscription = request.world.subscriptions.byId(Number(request.parameters["id"]));
  if (subscription === undefined) return notFound;
  return canRead(request, subscription) ? json(pulseRow(request, subscription)) : forbidden;
}

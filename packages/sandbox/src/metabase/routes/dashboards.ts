import {
  badRequest,
  envelope,
  forbidden,
  json,
  jsonArray,
  notFound,
  pageOf,
  publicSharingOff,
} from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import type { Dashboard } from "../world/dashboards.ts";
import { cardItem } from "./collection-item-rows.ts";
import { dashboardDetailRow, dashboardListRow } from "./dashboard-rows.ts";
import { createVisibility } from "./visibility.ts";

/** Dashboards. https://www.metabase.com/docs/latest/api/dashboard */
export const dashboardRoutes: readonly Route[] = [
  { method: "GET", path: "/api/dashboard", access: "user", answer: listDashboards },
  { method: "GET", path: "/api/dashboard/public", access: "setting", answer: listPublic },
  { method: "GET", path: "/api/dashboard/embeddable", access: "setting", answer: listEmbeddable },
  { method: "GET", path: "/api/dashboard/:id", access: "user", answer: getDashboard },
  { method: "GET", path: "/api/dashboard/:id/items", since: 52, access: "user", answer: listItems },
];

const FILTERS: Readonly<Record<string, (dashboard: Dashboard, request: RouteRequest) => boolean>> =
  {
    all: (dashboard) => !dashboard.archived,
    archived: (dashboard) => dashboard.archived,
    mine: (dashboard, { caller }) => !dashboard.archived && dashboard.creator_id === caller.user.id,
  };

/** The whole list without contents, never paged; those in the trash only when they are asked for. */
function listDashboards(request: RouteRequest): Answer {
  const matches = FILTERS[request.query.get("f") ?? "all"];
  return matches === undefined
    ? badRequest({ f: `nullable enum of ${Object.keys(FILTERS).join(", ")}` })
    : jsonArray(dashboardRows(request, matches));
}

function* dashboardRows(
  request: RouteRequest,
  matches: (dashboard: Dashboard, request: RouteRequest) => boolean,
): Generator<object> {
  const visibility = createVisibility(request);
  for (const dashboard of request.world.dashboards) {
    if (visibility.canRead(dashboard.collection_id) && matches(dashboard, request)) {
      yield dashboardListRow(request, dashboard);
    }
  }
}

/** One dashboard with its contents. Reading it counts as a view, and no parameter changes that. */
function getDashboard(request: RouteRequest): Answer {
  const { world, parameters } = request;
  const dashboard = world.dashboards.byId(Number(parameters["id"]));
  if (dashboard === undefined) return notFound;
  const visibility = createVisibility(request);
  if (!visibility.canRead(dashboard.collection_id)) return forbidden;
  world.viewCounts.add("dashboard", dashboard.id);
  return json(dashboardDetailRow(request, dashboard, visibility));
}

/** The cards that live in a dashboard. */
function listItems(request: RouteRequest): Answer {
  const { world, parameters, page } = request;
  const dashboard = world.dashboards.byId(Number(parameters["id"]));
  if (dashboard === undefined) return notFound;
  const visibility = createVisibility(request);
  if (!visibility.canRead(dashboard.collection_id)) return forbidden;
  const cards = dashboard.dashcards
    .flatMap(({ card_id }) => world.cards.byId(card_id ?? 0) ?? [])
    .filter((card) => card.dashboard_id === dashboard.id);
  const rows = cards.map((card) => cardItem(request, card, visibility));
  return envelope([...pageOf(rows, page)], {
    total: rows.length,
    page,
    extra: { models: ["card"] },
  });
}

function listPublic({ world, instance }: RouteRequest): Answer {
  if (!instance.isPublicSharingEnabled) return publicSharingOff;
  const dashboards = [...world.dashboards].filter((each) => each.public_uuid !== null);
  return json(dashboards.map(({ id, name, public_uuid }) => ({ id, name, public_uuid })));
}

function listEmbeddable({ world }: RouteRequest): Answer {
  const dashboards = [...world.dashboards].filter((each) => each.enable_embedding);
  return json(dashboards.map(({ id, name }) => ({ id, name })));
}

import { badRequest, forbidden, json, notFound } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import type { Card } from "../world/cards.ts";
import type { Dashboard } from "../world/dashboards.ts";
import { createVisibility } from "./visibility.ts";

/** Who changed what. https://www.metabase.com/docs/latest/api/revision */
export const revisionRoutes: readonly Route[] = [
  { method: "GET", path: "/api/revision", access: "user", answer: listRevisions },
  { method: "GET", path: "/api/revision/:entity/:id", access: "user", answer: listRevisions },
];

/** Room for the ids of one thing's revisions. */
const IDS_PER_THING = 20;

/** The revisions of one card or dashboard, newest first. */
function listRevisions(request: RouteRequest): Answer {
  const { world, query, parameters } = request;
  const entity = parameters["entity"] ?? query.get("entity");
  const id = Number(parameters["id"] ?? query.get("id"));
  if (entity !== "card" && entity !== "dashboard") {
    return badRequest({ entity: "enum of card, dashboard" });
  }
  const thing = entity === "card" ? world.cards.byId(id) : world.dashboards.byId(id);
  if (thing === undefined) return notFound;
  if (!createVisibility(request).canRead(thing.collection_id)) return forbidden;
  return json(revisionsOf(request, entity, thing));
}

function revisionsOf(
  request: RouteRequest,
  entity: "card" | "dashboard",
  thing: Card | Dashboard,
): object[] {
  const first = {
    id: (entity === "card" ? 2 * thing.id : 2 * thing.id + 1) * IDS_PER_THING,
    is_creation: true,
    is_reversion: false,
    message: null,
    user: editor(request, thing.creator_id),
    diff: null,
    description: "created this.",
    has_multiple_changes: false,
    metabase_version: "v0.49.6 (2e0f84d)",
    timestamp: thing.created_at,
    most_recent: thing.last_editor_id === null,
  };
  if (thing.last_editor_id === null) return [first];
  const second = {
    ...first,
    id: first.id + 1,
    is_creation: false,
    user: editor(request, thing.last_editor_id),
    diff: { before: { name: `${thing.name} (draft)` }, after: { name: thing.name } },
    description: `renamed this from "${thing.name} (draft)" to "${thing.name}".`,
    timestamp: thing.updated_at,
    most_recent: true,
  };
  return [second, first];
}

function editor({ world }: RouteRequest, id: number) {
  const user = world.people.accountById(id);
  if (user === undefined) return null;
  const { common_name, first_name, last_name } = user;
  return { id, common_name, first_name, last_name };
}

import { forbidden, json, notFound } from "../server/answers.ts";
import { asOf, type Since } from "../server/as-of.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import type { Action } from "../world/reference/actions.ts";
import { creatorRow } from "./people-rows.ts";
import { createVisibility } from "./visibility.ts";

/** Buttons that write to a database. https://www.metabase.com/docs/latest/api/action */
export const actionRoutes: readonly Route[] = [
  { method: "GET", path: "/api/action", access: "user", answer: listActions },
  { method: "GET", path: "/api/action/:id", access: "user", answer: getAction },
];

const SINCE: Since = { collection_id: 65 };

function actionRow(request: RouteRequest, action: Action) {
  const { world, major } = request;
  const { sql, ...columns } = action;
  const database_id = world.cards.byId(action.model_id)?.database_id ?? null;
  return asOf(
    {
      ...columns,
      database_id,
      ...(sql !== undefined && {
        dataset_query: { database: database_id, type: "native", native: sql },
      }),
      database_enabled_actions:
        world.databases.byId(database_id ?? 0)?.settings?.["database-enable-actions"] === true,
      parameter_mappings: null,
      creator: creatorRow(request, action.creator_id),
    },
    major,
    SINCE,
  );
}

/** Whether the caller sees the model that an action belongs to. */
function canRead(request: RouteRequest): (action: Action) => boolean {
  const visibility = createVisibility(request);
  return (action) => {
    const model = request.world.cards.byId(action.model_id);
    return model !== undefined && visibility.canRead(model.collection_id);
  };
}

function listActions(request: RouteRequest): Answer {
  const { query, world } = request;
  const modelId = query.get("model-id");
  const rows = [...world.reference.actions]
    .filter((action) => !action.archived)
    .filter((action) => modelId === null || action.model_id === Number(modelId))
    .filter(canRead(request))
    .map((action) => actionRow(request, action));
  return json(rows);
}

function getAction(request: RouteRequest): Answer {
  const action = request.world.reference.actions.byId(Number(request.parameters["id"]));
  if (action === undefined) return notFound;
  return canRead(request)(action) ? json(actionRow(request, action)) : forbidden;
}

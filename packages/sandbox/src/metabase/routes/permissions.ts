import { hasReached } from "../releases.ts";
import { json } from "../server/answers.ts";
import { hasCollection } from "../server/has-collection.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { visibleGroups } from "../server/visible-groups.ts";
import { groupCollectionAccess } from "../world/collection-access.ts";
import { ADMINISTRATORS_GROUP_ID } from "../world/groups.ts";
import { type GraphPart, graphPart } from "./permission-graph.ts";

/** First release whose collection graph leaves `none` out (API changelog). */
const NONE_OMITTED_SINCE = [[56, 13]] as const;

/** How often somebody changed the graphs; a new one needs the number of the one that it was made from. */
const DATA_REVISION = 13;
const COLLECTION_REVISION = 7;

/** Who may do what. https://www.metabase.com/docs/latest/api/permissions */
export const permissionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/permissions/graph",
    access: "superuser",
    answer: (request) => dataGraph(request, {}),
  },
  {
    method: "GET",
    path: "/api/permissions/graph/db/:id",
    access: "superuser",
    answer: (request) => dataGraph(request, { databaseId: Number(request.parameters["id"]) }),
  },
  {
    method: "GET",
    path: "/api/permissions/graph/group/:id",
    access: "superuser",
    answer: (request) => dataGraph(request, { groupId: Number(request.parameters["id"]) }),
  },
  { method: "GET", path: "/api/collection/graph", access: "superuser", answer: collectionGraph },
  {
    method: "GET",
    path: "/api/ee/advanced-permissions/application/graph",
    edition: "enterprise",
    feature: "advanced_permissions",
    access: "superuser",
    answer: applicationGraph,
  },
  { method: "GET", path: "/api/api-key", access: "superuser", answer: listApiKeys },
  {
    method: "GET",
    path: "/api/api-key/count",
    access: "superuser",
    answer: ({ world }) => json(world.people.apiKeys.length),
  },
];

function dataGraph(
  { instance, world, major, edition }: RouteRequest,
  only: { readonly groupId?: number; readonly databaseId?: number },
): Answer {
  const groups: Record<string, Record<string, GraphPart>> = {};
  const isEnterprise = edition === "enterprise";
  for (const { id: groupId } of visibleGroups(instance)) {
    for (const { id: databaseId, is_audit } of world.databases) {
      if (
        is_audit ||
        groupId !== (only.groupId ?? groupId) ||
        databaseId !== (only.databaseId ?? databaseId)
      ) {
        continue;
      }
      const part = graphPart({ world, major, isEnterprise, groupId, databaseId });
      if (part !== undefined) {
        groups[groupId] = { ...groups[groupId], [databaseId]: part };
      }
    }
  }
  return json({ revision: DATA_REVISION, groups });
}

function collectionGraph({ instance, world, query }: RouteRequest): Answer {
  const namespace = query.get("namespace");
  const omitsNone = hasReached(instance.release, NONE_OMITTED_SINCE);
  const collectionIds = [...world.collections]
    .filter((row) => row.namespace === namespace && hasCollection(instance, row))
    .filter((row) => !row.is_personal && row.type !== "trash")
    .map(({ id }) => id);
  const groups = visibleGroups(instance).map(({ id: groupId }) => {
    const levels = [null, ...collectionIds]
      .map((id) => [id ?? "root", groupCollectionAccess(world, groupId, id, namespace)] as const)
      .filter(([, level]) => level !== "none" || !omitsNone);
    return [groupId, Object.fromEntries(levels)];
  });
  return json({ revision: COLLECTION_REVISION, groups: Object.fromEntries(groups) });
}

function applicationGraph({ instance }: RouteRequest): Answer {
  const groups = visibleGroups(instance).map(({ id }) => {
    const level = id === ADMINISTRATORS_GROUP_ID ? "yes" : "no";
    return [id, { setting: level, monitoring: level, subscription: "yes" }];
  });
  return json({ revision: 0, groups: Object.fromEntries(groups) });
}

function listApiKeys({ world }: RouteRequest): Answer {
  const { people } = world;
  return json(
    [...people.apiKeys].map(({ id, name, key, group_id, updated_by_id, ...times }) => ({
      id,
      name,
      masked_key: `${key.slice(0, 7)}${"*".repeat(40)}`,
      group: { id: group_id, name: people.groups.byId(group_id)?.name },
      created_at: times.created_at,
      updated_at: times.updated_at,
      updated_by: {
        id: updated_by_id,
        common_name: people.accountById(updated_by_id)?.common_name,
      },
    })),
  );
}

import { json } from "../server/answers.ts";
import type { Instance } from "../server/instance.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { visibleGroups } from "../server/visible-groups.ts";
import { impersonationsIn, sandboxesIn } from "../world/data-restrictions.ts";

/** Who sees less of a table than others. https://www.metabase.com/docs/latest/permissions/row-and-column-security */
export const dataRestrictionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/mt/gtap",
    edition: "enterprise",
    feature: "sandboxes",
    access: "superuser",
    answer: listSandboxes,
  },
  {
    method: "GET",
    path: "/api/mt/user/attributes",
    edition: "enterprise",
    feature: "sandboxes",
    access: "superuser",
    answer: listAttributes,
  },
  {
    method: "GET",
    path: "/api/ee/advanced-permissions/impersonation",
    edition: "enterprise",
    feature: "advanced_permissions",
    access: "superuser",
    answer: listImpersonations,
  },
];

function listSandboxes({ instance, world, query }: RouteRequest): Answer {
  return listOrOne(ofVisibleGroups(instance, sandboxesIn(world)), query, ["group_id", "table_id"]);
}

function listImpersonations({ instance, world, query }: RouteRequest): Answer {
  return listOrOne(ofVisibleGroups(instance, impersonationsIn(world)), query, [
    "group_id",
    "db_id",
  ]);
}

/** All rows; with both names of the key in the query the one row, or no content. */
function listOrOne<Name extends string>(
  rows: readonly Readonly<Record<Name, number>>[],
  query: URLSearchParams,
  key: readonly Name[],
): Answer {
  if (!key.every((name) => query.has(name))) return json(rows);
  const row = rows.find((each) => key.every((name) => each[name] === Number(query.get(name))));
  return row === undefined ? { status: 204, text: "" } : json(row);
}

function ofVisibleGroups<Row extends { readonly group_id: number }>(
  instance: Instance,
  rows: readonly Row[],
): Row[] {
  const groupIds = visibleGroups(instance).map(({ id }) => id);
  return rows.filter(({ group_id }) => groupIds.includes(group_id));
}

/** Names of the attributes that anybody has. */
function listAttributes({ world }: RouteRequest): Answer {
  const names = [...world.people.users].flatMap((user) => Object.keys(user.login_attributes ?? {}));
  return json([...new Set(names)].sort());
}

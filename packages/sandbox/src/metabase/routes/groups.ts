import { forbidden, json, notFound, pageOf } from "../server/answers.ts";
import { asOf, type Since } from "../server/as-of.ts";
import { hasTenants, type Instance } from "../server/instance.ts";
import { managedGroupIds } from "../server/managed-groups.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { visibleGroups } from "../server/visible-groups.ts";
import type { Group } from "../world/groups.ts";
import type { Membership } from "../world/memberships.ts";

/** Groups and who is in them. https://www.metabase.com/docs/latest/api/permissions */
export const groupRoutes: readonly Route[] = [
  { method: "GET", path: "/api/permissions/group", access: "user", answer: listGroups },
  { method: "GET", path: "/api/permissions/group/:id", access: "user", answer: getGroup },
  { method: "GET", path: "/api/permissions/membership", access: "user", answer: mapMemberships },
];

const SINCE: Since = { entity_id: 50, magic_group_type: 56, is_tenant_group: 57 };

function listGroups(request: RouteRequest): Answer {
  const { instance, world, major, query, page } = request;
  const groups = groupsInReach(request);
  if (groups === undefined) {
    return forbidden;
  }
  const tenancy = major >= 57 ? query.get("tenancy") : null;
  const wanted = groups.filter(
    ({ is_tenant_group }) => tenancy === null || is_tenant_group === (tenancy === "external"),
  );
  const sizes = new Map<number, number>();
  for (const { user_id, group_id } of world.people.memberships) {
    if (world.people.accountById(user_id)?.is_active === true) {
      sizes.set(group_id, (sizes.get(group_id) ?? 0) + 1);
    }
  }
  const rows = wanted.map((group) => ({
    ...asOf(named(instance, group), major, SINCE),
    member_count: sizes.get(group.id) ?? 0,
  }));
  return json([...pageOf(rows, page)]);
}

function getGroup(request: RouteRequest): Answer {
  const { instance, world, major, parameters } = request;
  const groups = groupsInReach(request);
  if (groups === undefined) {
    return forbidden;
  }
  const group = groups.find(({ id }) => id === Number(parameters["id"]));
  if (group === undefined) {
    return notFound;
  }
  const members = [...world.people.memberships]
    .filter(({ group_id }) => group_id === group.id)
    .flatMap((membership) => memberRow(request, membership));
  return json({ ...asOf(named(instance, group), major, SINCE), members });
}

function mapMemberships(request: RouteRequest): Answer {
  const groups = groupsInReach(request);
  if (groups === undefined) {
    return forbidden;
  }
  const groupIds = new Set(groups.map(({ id }) => id));
  const map: Record<string, object[]> = {};
  for (const { id, group_id, user_id, ...row } of request.world.people.memberships) {
    if (groupIds.has(group_id)) {
      const is_group_manager = isEnterprise(request) && row.is_group_manager;
      const rows = map[user_id] ?? [];
      rows.push({ membership_id: id, group_id, user_id, is_group_manager });
      map[user_id] = rows;
    }
  }
  return json(map);
}

const isEnterprise = ({ edition }: RouteRequest): boolean => edition === "enterprise";

/** Administrators see all groups, managers theirs, others none. */
function groupsInReach({ instance, caller }: RouteRequest): Group[] | undefined {
  const groups = visibleGroups(instance);
  if (caller.isSuperuser) {
    return groups;
  }
  const managed = managedGroupIds(instance, caller);
  return managed.length === 0 ? undefined : groups.filter(({ id }) => managed.includes(id));
}

/** Where there are tenants, the group of all users is shown under another name. */
function named(instance: Instance, group: Group): Group {
  return hasTenants(instance) && group.magic_group_type === "all-internal-users"
    ? { ...group, name: "All internal users" }
    : group;
}

/** Members are accounts that may log in or act, those of API keys included. */
function memberRow({ world, major, instance }: RouteRequest, membership: Membership): object[] {
  const user = world.people.accountById(membership.user_id);
  if (user?.is_active !== true) {
    return [];
  }
  const { id, first_name, last_name, email, is_superuser, common_name } = user;
  const manager = instance.features.has("advanced_permissions") && {
    is_group_manager: membership.is_group_manager,
  };
  const row = {
    user_id: id,
    membership_id: membership.id,
    first_name,
    last_name,
    email,
    ...manager,
  };
  return [
    major >= 57 ? { ...row, id, group_id: membership.group_id, is_superuser, common_name } : row,
  ];
}

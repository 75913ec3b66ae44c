import { badRequest, envelope, forbidden, json, notFound, pageOf } from "../server/answers.ts";
import { hasTenants } from "../server/instance.ts";
import { managedGroupIds } from "../server/managed-groups.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import type { User } from "../world/accounts.ts";
import { currentUser } from "./current-user.ts";
import { userForAdministrator, userForManager, userForOthers } from "./user-rows.ts";

/** People. https://www.metabase.com/docs/latest/api/user */
export const userRoutes: readonly Route[] = [
  { method: "GET", path: "/api/user", access: "user", answer: listUsers },
  { method: "GET", path: "/api/user/current", access: "user", answer: currentUser },
  { method: "GET", path: "/api/user/recipients", access: "user", answer: listRecipients },
  { method: "GET", path: "/api/user/:id", access: "user", answer: getUser },
];

/** First version whose list hears `tenancy` and `tenant_id`. */
const TENANCY_SINCE = 57;

function listUsers(request: RouteRequest): Answer {
  const { caller, instance, world, query, page } = request;
  const managed = managedGroupIds(instance, caller);
  if (!caller.isSuperuser && managed.length === 0) {
    return forbidden;
  }
  if (query.has("tenancy") && query.has("tenant_id") && hasTenants(instance)) {
    return badRequest({ tenancy: "You cannot specify both `tenancy` and `tenant_id`" });
  }
  const groupId = query.get("group_id");
  const inGroups = (user: User, groupIds: readonly number[]): boolean =>
    world.people.groupIdsOf(user.id).some((id) => groupIds.includes(id));
  const rows = everybody(request)
    .filter(statusFilter(query))
    .filter(tenancyFilter(request))
    .filter(textFilter(query.get("query")))
    .filter((user) => groupId === null || inGroups(user, [Number(groupId)]))
    .filter((user) => caller.isSuperuser || inGroups(user, managed))
    .sort(byName);
  const row = caller.isSuperuser ? userForAdministrator : userForManager;
  return envelope(
    [...pageOf(rows, page)].map((user) => row(request, user)),
    { total: rows.length, page },
  );
}

/** Meant for people who are no administrators: who may be sent a subscription. */
function listRecipients(request: RouteRequest): Answer {
  const rows = [...request.world.people.users].filter((user) => user.is_active).sort(byLastName);
  return envelope(rows.map(userForOthers), { total: rows.length, page: request.page });
}

/** First version that answers a person who is switched off (0.49: 404, 0.50 and 0.56: a row; see baton-metabase). */
const DEACTIVATED_BY_ID_SINCE = 50;

/** One account, also one that is never listed. */
function getUser(request: RouteRequest): Answer {
  const { caller, instance, world, parameters, major } = request;
  const id = Number(parameters["id"]);
  if (
    !caller.isSuperuser &&
    caller.user.id !== id &&
    managedGroupIds(instance, caller).length === 0
  ) {
    return forbidden;
  }
  const user = world.people.accountById(id);
  if (user === undefined || (user.tenant_id !== null && !hasTenants(instance))) {
    return notFound;
  }
  if (user.type === "internal") {
    return { status: 400, text: "Not able to modify the internal user" };
  }
  if (!user.is_active && major < DEACTIVATED_BY_ID_SINCE) {
    return notFound;
  }
  const { group_ids, personal_collection_id, tenant_collection_id, ...row } = userForAdministrator(
    request,
    user,
  );
  const memberships = [...world.people.memberships].filter((each) => each.user_id === id);
  return json({
    ...row,
    user_group_memberships: memberships.map(({ group_id, is_group_manager }) => ({
      id: group_id,
      ...(instance.features.has("advanced_permissions") && { is_group_manager }),
    })),
    ...(major >= 57 && { structured_attributes: structured(user.login_attributes) }),
  });
}

function structured(attributes: Readonly<Record<string, string>> | null): object {
  return Object.fromEntries(
    Object.entries(attributes ?? {}).map(([name, value]) => [
      name,
      { source: "user", frozen: false, value },
    ]),
  );
}

function everybody({ instance, world }: RouteRequest): User[] {
  const { users, externalUsers } = world.people;
  return [...users, ...(hasTenants(instance) ? externalUsers : [])];
}

function statusFilter(query: URLSearchParams): (user: User) => boolean {
  const status = query.get("status");
  if (query.get("include_deactivated") === "true" || status === "all") {
    return () => true;
  }
  return status === "deactivated" ? (user) => !user.is_active : (user) => user.is_active;
}

/** Administrators see people without a tenant unless they ask for others; an unknown word counts as not asking. */
function tenancyFilter({ caller, query, major }: RouteRequest): (user: User) => boolean {
  if (major < TENANCY_SINCE) {
    return () => true;
  }
  const tenantId = query.get("tenant_id");
  if (!caller.isSuperuser) {
    return (user) => user.tenant_id === caller.user.tenant_id;
  }
  if (tenantId !== null) {
    return (user) => user.tenant_id === Number(tenantId);
  }
  switch (query.get("tenancy")) {
    case "all":
      return () => true;
    case "external":
      return (user) => user.tenant_id !== null;
    default:
      return (user) => user.tenant_id === null;
  }
}

function textFilter(text: string | null): (user: User) => boolean {
  const wanted = text?.toLowerCase();
  return ({ first_name, last_name, email }) =>
    wanted === undefined ||
    [first_name, last_name, email].some((value) => value?.toLowerCase().includes(wanted));
}

/** As PostgreSQL sorts with an English collation: missing names last, ties by id. */
function byName(a: User, b: User): number {
  return compare(a.first_name, b.first_name) || compare(a.last_name, b.last_name) || a.id - b.id;
}

function byLastName(a: User, b: User): number {
  return compare(a.last_name, b.last_name) || compare(a.first_name, b.first_name) || a.id - b.id;
}

const collator = new Intl.Collator("en");

function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  return collator.compare(a.toLowerCase(), b.toLowerCase());
}

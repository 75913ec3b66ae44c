import { json, notFound } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { createTenants } from "../world/tenants.ts";

/** Customers with people of their own. https://www.metabase.com/docs/latest/embedding/tenants */
export const tenantRoutes: readonly Route[] = (
  [
    ["/api/ee/tenant", listTenants],
    ["/api/ee/tenant/:id", getTenant],
  ] as const
).map(([path, answer]) => ({
  method: "GET",
  path,
  since: 57,
  edition: "enterprise",
  feature: "tenants",
  access: "superuser",
  answer,
}));

/** Tenants with their number of people. */
function tenantRows({ world }: RouteRequest) {
  return [...createTenants(world.options.seed)].map((tenant) => ({
    ...tenant,
    member_count: [...world.people.externalUsers].filter(
      ({ tenant_id, is_active }) => tenant_id === tenant.id && is_active,
    ).length,
  }));
}

/** The list, in an envelope without paging; `status` chooses, and those who left come only when asked for. */
function listTenants(request: RouteRequest): Answer {
  const status = request.query.get("status");
  const data = tenantRows(request).filter(
    ({ is_active }) => status === "all" || is_active === (status !== "deactivated"),
  );
  return json({ data });
}

function getTenant(request: RouteRequest): Answer {
  const tenant = tenantRows(request).find(({ id }) => id === Number(request.parameters["id"]));
  return tenant === undefined ? notFound : json(tenant);
}

import { withCollectionIdsAsText } from "../records/collection-id.ts";
import {
  boolean,
  dateTime,
  integer,
  integerKey,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import type { Reading, ServerSource } from "../source.ts";
import type { Stream } from "../stream.ts";

const PATH = "/api/ee/tenant";

const tenantList: ServerSource = {
  name: "tenants",
  read: readTenants,
  probe: (client) => client.getObject(PATH),
};

async function* readTenants({ client, settings }: Reading): AsyncGenerator<ServerObject> {
  for await (const tenant of client.streamArray(PATH, { status: "all" })) {
    yield settings.include_login_attributes ? tenant : { ...tenant, attributes: null };
  }
}

/**
 * Customers with people of their own, deactivated ones too.
 * https://www.metabase.com/docs/latest/embedding/tenants
 */
export const tenants: Stream = {
  name: "tenants",
  group: "people",
  description: "Customers with people of their own, deactivated ones too.",
  endpoint: "GET /api/ee/tenant?status=all",
  versions: "0.57 and newer, Pro and Enterprise",
  privilege: "administrator",
  needs: { since: 57, feature: "tenants" },
  keyProperties: ["id"],
  schema: openRecord({
    id: integerKey("The tenant's id."),
    name: text(),
    slug: text("What single sign-on calls the tenant; it never changes."),
    is_active: boolean("False once the tenant is deactivated, and its people with it."),
    member_count: integer("Active people of the tenant."),
    attributes: object(
      "Attributes that its people inherit; null unless include_login_attributes is on.",
    ),
    tenant_collection_id: text("collections.id of the tenant's own collection."),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: tenantList,
  rows: (tenant) => [withCollectionIdsAsText(tenant, "tenant_collection_id")],
};

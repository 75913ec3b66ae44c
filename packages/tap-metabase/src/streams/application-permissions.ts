import { applicationPermissionRows } from "../records/application-permission-rows.ts";
import { boolean, integer, openRecord, text, textKey } from "../records/properties.ts";
import type { ServerSource } from "../source.ts";
import { administratorsId, groupList } from "../sources/group-list.ts";
import type { Stream } from "../stream.ts";

const PATH = "/api/ee/advanced-permissions/application/graph";

const applicationGraph: ServerSource = {
  name: "application permission graph",
  parent: groupList,
  async *read({ client, parentIds }) {
    const graph = await client.getObject(PATH);
    yield { ...graph, administrators_id: administratorsId(await parentIds()) };
  },
  probe: (client) => client.getObject(PATH),
};

/**
 * What each group may do with the application itself: its settings, its monitoring, subscriptions.
 * https://www.metabase.com/docs/latest/permissions/application
 */
export const applicationPermissions: Stream = {
  name: "application_permissions",
  group: "people",
  description: "What each group may do with settings, monitoring and subscriptions.",
  endpoint: `GET ${PATH}`,
  versions: "0.49 and newer, Pro and Enterprise",
  privilege: "administrator",
  needs: { feature: "advanced_permissions" },
  keyProperties: ["id"],
  schema: openRecord({
    id: textKey("[group_id,permission] as compact JSON."),
    group_id: integer("permission_groups.id"),
    permission: text("setting, monitoring or subscription."),
    value: text("yes or no; no row means no."),
    is_implicit: boolean("True for what Administrators have by themselves."),
  }),
  source: applicationGraph,
  rows: applicationPermissionRows,
};

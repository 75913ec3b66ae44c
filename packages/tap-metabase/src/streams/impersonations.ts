import { integer, integerKey, openRecord, text } from "../records/properties.ts";
import { wholeList } from "../sources/whole-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Groups whose questions run under a role of the database itself.
 * https://www.metabase.com/docs/latest/permissions/impersonation
 */
export const impersonations: Stream = {
  name: "impersonations",
  group: "people",
  description: "Groups whose questions run under a role of the database itself.",
  endpoint: "GET /api/ee/advanced-permissions/impersonation",
  versions: "0.49 and newer, Pro and Enterprise",
  privilege: "administrator",
  needs: { feature: "advanced_permissions" },
  keyProperties: ["id"],
  schema: openRecord({
    id: integerKey("The impersonation's id."),
    group_id: integer("permission_groups.id"),
    db_id: integer("databases.id"),
    attribute: text("Name of the attribute of a person that holds the role."),
  }),
  source: wholeList({
    name: "impersonations",
    path: "/api/ee/advanced-permissions/impersonation",
  }),
};

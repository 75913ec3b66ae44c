import { boolean, integer, integerKey, openRecord, text } from "../records/properties.ts";
import { groupList } from "../sources/group-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Groups of people, to which permissions are given.
 * https://www.metabase.com/docs/latest/api/permissions
 */
export const permissionGroups: Stream = {
  name: "permission_groups",
  group: "people",
  description: "Groups of people, to which permissions are given.",
  endpoint: "GET /api/permissions/group",
  versions: "0.49 and newer",
  privilege: "administrator (a group manager gets their groups)",
  keyProperties: ["id"],
  schema: openRecord({
    id: integerKey("The group's id; All Users and Administrators are usually 1 and 2."),
    name: text("Unique whatever its case."),
    member_count: integer("Active people in the group."),
    entity_id: text("Stable across serialization imports (0.50 and newer)."),
    magic_group_type: text("Set for groups that Metabase itself keeps, such as admin (0.56 on)."),
    is_tenant_group: boolean("True for a group of tenant people (0.57 and newer)."),
  }),
  source: groupList,
};

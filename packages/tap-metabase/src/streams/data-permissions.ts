import { dataPermissionRows } from "../records/data-permission-rows.ts";
import { boolean, integer, openRecord, text, textKey } from "../records/properties.ts";
import { dataGraph } from "../sources/data-graph.ts";
import type { Stream } from "../stream.ts";

/**
 * What each group may do with each database, schema and table, both generations of the graph.
 * https://www.metabase.com/docs/latest/api/permissions
 */
export const dataPermissions: Stream = {
  name: "data_permissions",
  group: "people",
  description: "What each group may do with each database, schema and table.",
  endpoint: "GET /api/permissions/graph/group/:id",
  versions: "0.49 and newer",
  privilege: "administrator",
  keyProperties: ["id"],
  schema: openRecord({
    id: textKey("[group_id,database_id,schema,table_id,permission] as compact JSON."),
    group_id: integer("permission_groups.id"),
    database_id: integer("databases.id"),
    schema: text("Null when the value holds for the whole database."),
    table_id: integer("tables.id; null when the value holds for the whole schema or database."),
    permission: text("view-data, create-queries, download.schemas, ...; data.native up to 0.49."),
    value: text("What is allowed; no row means the least."),
    is_implicit: boolean("True for what Administrators have by themselves."),
  }),
  source: dataGraph,
  rows: dataPermissionRows,
};

import { collectionPermissionRows } from "../records/collection-permission-rows.ts";
import { boolean, integer, openRecord, text, textKey } from "../records/properties.ts";
import { collectionGraphs } from "../sources/collection-graphs.ts";
import type { Stream } from "../stream.ts";

/**
 * What each group may do with each collection, in every namespace; personal collections are
 * never part of it.
 * https://www.metabase.com/docs/latest/api/collection
 */
export const collectionPermissions: Stream = {
  name: "collection_permissions",
  group: "people",
  description: "What each group may do with each collection.",
  endpoint: "GET /api/collection/graph",
  versions: "0.49 and newer",
  privilege: "administrator",
  keyProperties: ["id"],
  schema: openRecord({
    id: textKey("[namespace,group_id,collection_id] as compact JSON."),
    namespace: text("collections.namespace; null for the usual tree."),
    group_id: integer("permission_groups.id"),
    collection_id: text('collections.id; "root" is the root of the namespace.'),
    permission: text("read or write; no row means none."),
    is_implicit: boolean("True for what Administrators have by themselves."),
  }),
  source: collectionGraphs,
  rows: collectionPermissionRows,
};

import { boolean, closedRecord, integer, list, text, textKey } from "../records/properties.ts";
import { effectivePermissionsOf } from "../sources/effective-permissions.ts";
import type { Stream } from "../stream.ts";

/**
 * Who may see and query what in the end, whatever number of groups they are in. A row holds for
 * everything in its database or schema for which the same principal and permission have no finer
 * row; what nobody may do has no row. Docs: `docs/permissions.md`.
 * https://www.metabase.com/docs/latest/permissions/data
 */
export const effectivePermissions: Stream = {
  name: "effective_permissions",
  group: "people",
  description: "Who may see and query what in the end, and through which groups.",
  endpoint: "worked out from people, API keys, groups, both permission graphs and tables",
  versions: "0.49 and newer",
  privilege: "administrator",
  keyProperties: ["id"],
  schema: closedRecord({
    id: textKey(
      "[user_id,api_key_id,permission,database_id,schema,table_id,namespace,collection_id] as compact JSON.",
    ),
    user_id: integer("users.id of an active person; null for an API key."),
    api_key_id: integer("api_keys.id; null for a person."),
    permission: text("view-data, create-queries, download or collection."),
    resource: text("database, schema, table or collection: what the row is about."),
    database_id: integer("databases.id"),
    schema: text("tables.schema, empty where that is null; null when all schemas are meant."),
    table_id: integer("tables.id; null when all tables are meant."),
    namespace: text("collections.namespace; null for the usual tree."),
    collection_id: text('collections.id; "root" is the root of the namespace.'),
    level: text("What is allowed, in the words of 0.50 and newer; read or write for collections."),
    group_ids: list("permission_groups.id of the groups that give this level to the whole of it.", {
      type: "integer",
    }),
    is_implicit: boolean("True for what administrators and owners have by themselves."),
    is_sandboxed: boolean("True when rows or columns are kept back."),
  }),
  source: effectivePermissionsOf,
};

import { derivedId } from "../records/derived-id.ts";
import type { ServerObject } from "../records/server-object.ts";
import type { Principal } from "./principals.ts";

/** What somebody may do with one thing. */
export interface Effective {
  readonly principal: Principal;
  readonly permission: string;
  readonly level: string;
  /** The groups that give it. */
  readonly groupIds: readonly number[];
  /** True where no group was ever given it: administrators, owners. */
  readonly isImplicit: boolean;
  readonly databaseId?: number;
  readonly schema?: string | null;
  readonly tableId?: number | null;
  readonly namespace?: string | null;
  readonly collectionId?: string;
}

/** The row of the stream `effective_permissions`. */
export function toEffectiveRow(effective: Effective): ServerObject {
  const { principal, permission, level, groupIds, isImplicit } = effective;
  const { databaseId = null, schema = null, tableId = null } = effective;
  const { namespace = null, collectionId = null } = effective;
  const { userId, apiKeyId } = principal;
  return {
    id: derivedId([
      ...[userId, apiKeyId, permission],
      ...[databaseId, schema, tableId, namespace, collectionId],
    ]),
    user_id: userId,
    api_key_id: apiKeyId,
    permission,
    resource: collectionId
      ? "collection"
      : tableId
        ? "table"
        : schema === null
          ? "database"
          : "schema",
    database_id: databaseId,
    schema,
    table_id: tableId,
    namespace,
    collection_id: collectionId,
    level,
    group_ids: groupIds,
    is_implicit: isImplicit,
    is_sandboxed: level === "sandboxed",
  };
}

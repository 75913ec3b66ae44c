import { derivedId } from "../records/derived-id.ts";
import type { ServerObject } from "../records/server-object.ts";
import type { Principal } from "./principals.ts";

/** What some people may all do with one thing. */
export interface Effective {
  readonly principals: readonly Principal[];
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

/** The rows of the stream `effective_permissions`, one for each of the people. */
export function* toEffectiveRows(effective: Effective): Generator<ServerObject> {
  const { principals, permission, level, groupIds, isImplicit } = effective;
  const { databaseId = null, schema = null, tableId = null } = effective;
  const { namespace = null, collectionId = null } = effective;
  // The same for all of them, who may be many.
  const place = derivedId([permission, databaseId, schema, tableId, namespace, collectionId]);
  const restOfId = place.slice("[".length);
  const resource = kindOf(effective);
  for (const { userId, apiKeyId } of principals) {
    yield {
      id: `[${userId},${apiKeyId},${restOfId}`,
      user_id: userId,
      api_key_id: apiKeyId,
      permission,
      resource,
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
}

function kindOf({ collectionId, tableId, schema }: Effective): string {
  if (collectionId !== undefined) return "collection";
  if (typeof tableId === "number") return "table";
  return typeof schema === "string" ? "schema" : "database";
}

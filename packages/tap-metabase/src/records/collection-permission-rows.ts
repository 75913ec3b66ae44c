import { derivedId } from "./derived-id.ts";
import type { ServerObject } from "./server-object.ts";
import { entriesOf } from "./server-object.ts";

/**
 * The rows of one namespace's collection permission graph, one for each group and collection.
 * A pair without a row has no access: servers from 0.56.13 on leave `none` out, and so do the rows
 * of older ones, so that an upgrade changes none.
 */
export function* collectionPermissionRows(graph: ServerObject): Generator<ServerObject> {
  const namespace = graph["namespace"] ?? null;
  for (const [groupId, permissions] of entriesOf(graph["groups"])) {
    for (const [collectionId, permission] of entriesOf(permissions)) {
      if (permission === "none") continue;
      yield {
        id: derivedId([namespace, Number(groupId), collectionId]),
        namespace,
        group_id: Number(groupId),
        collection_id: collectionId,
        permission,
        is_implicit: Number(groupId) === graph["administrators_id"],
      };
    }
  }
}

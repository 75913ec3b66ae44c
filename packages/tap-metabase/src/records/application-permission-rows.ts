import { derivedId } from "./derived-id.ts";
import type { ServerObject } from "./server-object.ts";
import { entriesOf } from "./server-object.ts";

/** The rows of the graph of application permissions, one for each group and permission. */
export function* applicationPermissionRows(graph: ServerObject): Generator<ServerObject> {
  for (const [groupId, permissions] of entriesOf(graph["groups"])) {
    for (const [permission, value] of entriesOf(permissions)) {
      yield {
        id: derivedId([Number(groupId), permission]),
        group_id: Number(groupId),
        permission,
        value,
        is_implicit: Number(groupId) === graph["administrators_id"],
      };
    }
  }
}

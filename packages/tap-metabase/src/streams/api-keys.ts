import { closedRecord, dateTime, integer, integerKey, text } from "../records/properties.ts";
import { isServerObject, type ServerObject } from "../records/server-object.ts";
import { apiKeyList } from "../sources/api-key-list.ts";
import type { Stream } from "../stream.ts";

/**
 * API keys: programs that act with the rights of one group. An allow-list, so that nothing of the
 * keys themselves leaves; even the masked form shows the first characters of a secret.
 * https://www.metabase.com/docs/latest/api/api-key
 */
export const apiKeys: Stream = {
  name: "api_keys",
  group: "people",
  description: "API keys, without the keys: programs that act with the rights of one group.",
  endpoint: "GET /api/api-key",
  versions: "0.49 and newer",
  privilege: "administrator",
  keyProperties: ["id"],
  schema: closedRecord({
    id: integerKey("The key's id."),
    name: text("Unique among keys."),
    group_id: integer("permission_groups.id; the key has its rights and those of All Users."),
    updated_by_id: integer("users.id of who changed the key last."),
    created_at: dateTime(),
    updated_at: dateTime("Moves when the key is renamed, moved or made anew."),
  }),
  source: apiKeyList,
  rows: (key) => [{ ...key, group_id: idOf(key["group"]), updated_by_id: idOf(key["updated_by"]) }],
};

const idOf = (embedded: unknown): ServerObject[string] =>
  isServerObject(embedded) ? embedded["id"] : null;

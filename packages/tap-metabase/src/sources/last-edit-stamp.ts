import { isServerObject, type ServerObject } from "../records/server-object.ts";

/**
 * What proves a question or a dashboard unchanged, of its row in a list. `last-edit-info` is the
 * newest revision's, and every change of a question's query or of a dashboard's cards, tabs and
 * filters makes a revision; `updated_at` covers changes of own columns that make none. An import by
 * serialization alone may change what stands on a dashboard and make neither. Who edited is left out
 * but for the id: people's names change, and nobody's address needs to be kept on disk.
 * https://www.metabase.com/docs/latest/exploration-and-organization/history
 */
export function lastEditStamp({ updated_at, "last-edit-info": edit }: ServerObject): string {
  const { id, timestamp } = isServerObject(edit) ? edit : {};
  return JSON.stringify([updated_at, timestamp, id]);
}

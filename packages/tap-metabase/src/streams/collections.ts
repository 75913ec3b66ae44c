import { boolean, dateTime, integer, openRecord, text, textKey } from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import { collectionList } from "../sources/collection-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Collections of every namespace, archived ones and the virtual root too.
 * https://www.metabase.com/docs/latest/api/collection
 */
export const collections: Stream = {
  name: "collections",
  group: "content",
  description: "Collections of every namespace, archived ones and the root too.",
  endpoint: "GET /api/collection",
  versions: "0.49 and newer",
  privilege: "any account; the collections it may see",
  keyProperties: ["id"],
  // Ancestors are what the account that reads may see of `location`.
  withheld: { effective_ancestors: true, effective_location: true, children: true },
  schema: openRecord({
    id: textKey('The collection\'s id as text; "root" is the root of the usual tree.'),
    parent_id: text("collections.id that it lies in; null directly below the root."),
    location: text("Path of ids from the root, such as /3/17/."),
    name: text(),
    slug: text(),
    description: text(),
    namespace: text("Null for the usual tree; snippets, analytics, transforms, ..."),
    authority_level: text("official when marked so (Pro and Enterprise)."),
    type: text("trash, instance-analytics, library, ...; null for an ordinary one."),
    personal_owner_id: integer("users.id of the owner of a personal collection."),
    is_personal: boolean("True inside a personal collection too."),
    is_sample: boolean("True for the examples (0.50 and newer)."),
    is_remote_synced: boolean("True when kept in Git (0.57 and newer)."),
    is_library_root: boolean("True for the library itself (newest versions)."),
    git_sync_enabled: boolean("True when its content may be kept in Git (newest versions)."),
    archived: boolean(),
    archived_directly: boolean("False when only its parent was archived (0.51 and newer)."),
    archive_operation_id: text("Shared by what was archived at once (0.51 and newer)."),
    entity_id: text("Stable across serialization imports."),
    created_at: dateTime(),
  }),
  source: collectionList,
  rows: (collection) => [toRow(collection)],
};

function toRow(collection: ServerObject): ServerObject {
  const { id, location } = collection;
  return {
    ...collection,
    id: typeof id === "number" ? String(id) : id,
    parent_id: typeof location === "string" ? parentOf(location) : null,
  };
}

function parentOf(location: string): string | null {
  return location.split("/").filter(Boolean).at(-1) ?? null;
}

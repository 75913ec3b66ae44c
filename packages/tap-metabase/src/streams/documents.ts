import { withCollectionIdsAsText } from "../records/collection-id.ts";
import {
  boolean,
  dateTime,
  integer,
  integerKey,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import { documentList } from "../sources/document-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Texts with cards in them. The server lists none that are archived.
 * https://www.metabase.com/docs/latest/api/document
 */
export const documents: Stream = {
  name: "documents",
  group: "content",
  description: "Texts with cards in them; archived ones cannot be listed.",
  endpoint: "GET /api/document",
  versions: "0.57 and newer",
  privilege: "any account; the documents it may see",
  needs: { since: 57 },
  keyProperties: ["id"],
  withheld: { public_uuid: true, creator: true, collection: true, cards: true },
  schema: openRecord({
    id: integerKey("The document's id."),
    entity_id: text("Stable across serialization imports."),
    name: text(),
    document: object("The text, as the editor stores it (ProseMirror)."),
    content_type: text("The form of the text."),
    collection_id: text("collections.id; null is the root collection."),
    collection_position: integer("Order among pinned items; null is not pinned."),
    archived: boolean(),
    archived_directly: boolean("False when only its collection was archived."),
    made_public_by_id: integer("users.id of who made a public link; the link itself is withheld."),
    view_count: integer("How often it was looked at."),
    last_viewed_at: dateTime(),
    is_remote_synced: boolean("True when kept in Git."),
    is_placeholder: boolean("True while nobody has filled it (newest versions)."),
    creator_id: integer("users.id"),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: documentList,
  rows: (document) => [withCollectionIdsAsText(document, "collection_id")],
};

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
import { snippetList } from "../sources/snippet-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Pieces of SQL that native questions share, archived ones too.
 * https://www.metabase.com/docs/latest/api/native-query-snippet
 */
export const nativeQuerySnippets: Stream = {
  name: "native_query_snippets",
  group: "content",
  description: "Pieces of SQL that native questions share, archived ones too.",
  endpoint: "GET /api/native-query-snippet",
  versions: "0.49 and newer",
  privilege: "any account with native query permission; the snippets it may see",
  keyProperties: ["id"],
  withheld: { creator: true, collection: true },
  schema: openRecord({
    id: integerKey("The snippet's id."),
    name: text("The name that questions refer to as {{snippet: name}}."),
    description: text(),
    content: text("The SQL."),
    archived: boolean(),
    collection_id: text("collections.id in the namespace snippets; null is its root."),
    creator_id: integer("users.id"),
    template_tags: object("Variables inside the SQL (newest versions)."),
    entity_id: text("Stable across serialization imports."),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: snippetList,
  rows: (snippet) => [withCollectionIdsAsText(snippet, "collection_id")],
};

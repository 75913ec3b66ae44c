import { withCollectionIdsAsText } from "../records/collection-id.ts";
import { boolean, dateTime, integer, integerKey, openRecord, text } from "../records/properties.ts";
import { databaseMetadata } from "../sources/database-metadata.ts";
import type { Stream } from "../stream.ts";

/**
 * Tables of the connected databases, hidden and inactive ones too.
 * https://www.metabase.com/docs/latest/api/database
 */
export const tables: Stream = {
  name: "tables",
  group: "data_reference",
  description: "Tables of the connected databases, hidden ones too.",
  endpoint: "GET /api/database/:id/metadata?include_hidden=true",
  versions: "0.49 and newer",
  privilege: "any account; the tables it may see",
  keyProperties: ["id"],
  // The fields are a stream of their own; the rest are other streams' objects, embedded.
  withheld: { fields: true, db: true, segments: true, metrics: true, measures: true },
  schema: openRecord({
    id: integerKey("The table's id."),
    db_id: integer("databases.id"),
    schema: text("Null or empty in databases without schemas."),
    name: text("The name in the database."),
    display_name: text("The name shown to people."),
    description: text(),
    caveats: text(),
    points_of_interest: text(),
    entity_type: text("What the table seems to hold, such as entity/UserTable."),
    visibility_type: text("Null is visible; hidden, technical or cruft."),
    active: boolean("False once the table has gone from the database."),
    field_order: text("database, alphabetical, custom or smart."),
    initial_sync_status: text("complete, incomplete or aborted."),
    is_upload: boolean("True for a table made from an uploaded file."),
    is_writable: boolean("True when rows may be edited in Metabase (0.57 and newer)."),
    is_published: boolean("True for a table in the library (newest versions)."),
    estimated_row_count: integer("The database's own estimate."),
    view_count: integer("How often the table was looked at (0.50 and newer)."),
    database_require_filter: boolean("True when the database refuses queries without a filter."),
    show_in_getting_started: boolean(),
    data_authority: text("unconfigured, authoritative, computed or ingested (0.57 and newer)."),
    data_source: text("Where the rows come from, such as transform or upload (newest versions)."),
    data_layer: text("gold to copper in 0.58; final, internal or hidden from 0.59 on."),
    owner_email: text("Owner outside Metabase (newest versions)."),
    owner_user_id: integer("users.id (newest versions)."),
    collection_id: text("collections.id of a published table (newest versions)."),
    transform_id: integer("The transform that writes the table (newest versions)."),
    entity_id: text("Stable across serialization imports (newest versions)."),
    created_at: dateTime(),
    updated_at: dateTime(),
    archived_at: dateTime("0.57 and newer."),
    deactivated_at: dateTime("0.57 and newer."),
  }),
  source: databaseMetadata,
  rows: (table) => [withCollectionIdsAsText(table, "collection_id")],
};

import { canonicalQuery } from "../records/canonical-query.ts";
import { withCollectionIdsAsText } from "../records/collection-id.ts";
import {
  dateTime,
  integer,
  integerKey,
  list,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import { transformsList } from "../sources/transform-routes.ts";
import type { Stream } from "../stream.ts";

/**
 * Queries and programs whose results are written to tables.
 * https://www.metabase.com/docs/latest/api/transform
 */
export const transforms: Stream = {
  name: "transforms",
  group: "content",
  description: "Queries and programs whose results are written to tables.",
  endpoint: "GET /api/transform (0.57 and 0.58: GET /api/ee/transform)",
  versions: "0.59 and newer; 0.57 and 0.58 with Pro or Enterprise",
  privilege: "administrator or data analyst",
  needs: { since: 57 },
  keyProperties: ["id"],
  withheld: {
    creator: true,
    owner: true,
    collection: true,
    table: true,
    last_run: true,
    // Whether the account that reads may read what the transform reads.
    source_readable: true,
    // The newest value of a column: real rows' data.
    last_checkpoint_value: true,
  },
  schema: openRecord({
    id: integerKey("The transform's id."),
    entity_id: text("Stable across serialization imports."),
    name: text(),
    description: text(),
    source_type: text("native, mbql, python or javascript."),
    source: object("The query in MBQL 5, or the program."),
    source_database_id: integer("databases.id that it reads from."),
    target: object("The table that it writes: type, database, schema, name."),
    target_db_id: integer("databases.id that it writes to."),
    target_table_id: integer("tables.id that it writes (0.61 and newer)."),
    table_dependencies: list("Tables that a program reads.", { type: "object" }),
    run_trigger: text("global-schedule or none."),
    tag_ids: list("transform_tags.id by which jobs choose it.", { type: "integer" }),
    collection_id: text("collections.id in the namespace transforms; null is its root."),
    creator_id: integer("users.id"),
    owner_user_id: integer("users.id of who answers for it."),
    owner_email: text("Who answers for it, where that is no user."),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: transformsList("transforms", "transform"),
  rows: (transform) => [
    {
      ...withCollectionIdsAsText(transform, "collection_id"),
      source: canonicalQuery(transform["source"]),
    },
  ],
};

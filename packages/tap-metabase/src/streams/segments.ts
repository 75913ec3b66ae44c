import { canonicalQuery } from "../records/canonical-query.ts";
import {
  boolean,
  dateTime,
  integer,
  integerKey,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import { wholeList } from "../sources/whole-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Named filters of tables. The server lists none that are archived.
 * https://www.metabase.com/docs/latest/api/segment
 */
export const segments: Stream = {
  name: "segments",
  group: "content",
  description: "Named filters of tables; archived ones cannot be listed.",
  endpoint: "GET /api/segment",
  versions: "0.49 and newer",
  privilege: "any account; the segments of tables it may query",
  keyProperties: ["id"],
  withheld: { creator: true, table: true },
  schema: openRecord({
    id: integerKey("The segment's id."),
    entity_id: text("Stable across serialization imports."),
    name: text(),
    description: text(),
    table_id: integer("tables.id"),
    definition: object("The filter; a whole query in MBQL 5 from 0.57 on."),
    definition_description: text("The filter in words (0.50 and newer)."),
    caveats: text(),
    points_of_interest: text(),
    show_in_getting_started: boolean(),
    archived: boolean(),
    creator_id: integer("users.id"),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: wholeList({ name: "segments", path: "/api/segment" }),
  rows: (segment) => [{ ...segment, definition: canonicalQuery(segment["definition"]) }],
};

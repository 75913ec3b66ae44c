import { canonicalQuery } from "../records/canonical-query.ts";
import {
  boolean,
  dateTime,
  integer,
  integerKey,
  list,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import { wholeList } from "../sources/whole-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Named aggregations of tables. The server lists none that are archived.
 * https://www.metabase.com/docs/latest/api/measure
 */
export const measures: Stream = {
  name: "measures",
  group: "content",
  description: "Named aggregations of tables; archived ones cannot be listed.",
  endpoint: "GET /api/measure",
  versions: "0.59 and newer",
  privilege: "any account; the measures of tables it may query",
  needs: { since: 59 },
  keyProperties: ["id"],
  withheld: { creator: true, table: true },
  schema: openRecord({
    id: integerKey("The measure's id."),
    entity_id: text("Stable across serialization imports."),
    name: text(),
    description: text(),
    table_id: integer("tables.id"),
    definition: object("The aggregation, as a whole query in MBQL 5."),
    definition_description: text("The aggregation in words."),
    result_column_name: text("The name of the column that it makes."),
    dimensions: list("What it can be broken out by."),
    dimension_mappings: list("Which columns the dimensions are."),
    archived: boolean(),
    creator_id: integer("users.id"),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: wholeList({ name: "measures", path: "/api/measure" }),
  rows: (measure) => [
    {
      ...measure,
      definition: canonicalQuery(measure["definition"]),
      dimensions: canonicalQuery(measure["dimensions"]),
      dimension_mappings: canonicalQuery(measure["dimension_mappings"]),
    },
  ],
};

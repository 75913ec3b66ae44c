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
import { membersOf } from "../records/server-object.ts";
import { databaseMetadata } from "../sources/database-metadata.ts";
import type { Stream } from "../stream.ts";

/**
 * Columns of the tables of the connected databases, hidden ones too.
 * https://www.metabase.com/docs/latest/api/database
 */
export const fields: Stream = {
  name: "fields",
  group: "data_reference",
  description: "Columns of the tables of the connected databases, hidden ones too.",
  endpoint: "GET /api/database/:id/metadata?include_hidden=true",
  versions: "0.49 and newer",
  privilege: "any account; the tables it may see",
  keyProperties: ["id"],
  // A fingerprint's part by type holds smallest and largest values: real rows' data.
  withheld: {
    target: true,
    table: true,
    values: true,
    dimension_options: true,
    fingerprint: { type: true },
  },
  schema: openRecord({
    id: integerKey("The field's id."),
    table_id: integer("tables.id"),
    name: text("The name in the database."),
    display_name: text("The name shown to people."),
    description: text(),
    caveats: text(),
    points_of_interest: text(),
    base_type: text("Metabase's type of the column as it is, such as type/Text."),
    effective_type: text("The type after coercion."),
    semantic_type: text("What the values mean, such as type/Email, type/PK or type/FK."),
    database_type: text("The database's own name of the type."),
    coercion_strategy: text("How values are converted, such as Coercion/UNIXSeconds->DateTime."),
    active: boolean("False once the column has gone from the table."),
    visibility_type: text("normal, details-only, hidden, sensitive or retired."),
    preview_display: boolean("False when too wide for a preview."),
    position: integer("Order within the table."),
    database_position: integer("Order within the table in the database."),
    custom_position: integer("Order that people chose."),
    parent_id: integer("fields.id of the field that this one is nested in."),
    nfc_path: list("Path inside a JSON column.", { type: ["string", "number"] }),
    fk_target_field_id: integer("fields.id that a foreign key refers to."),
    has_field_values: text("list, search, none or auto-list."),
    fingerprint: object("How many distinct values and nulls were found."),
    fingerprint_version: integer(),
    last_analyzed: dateTime(),
    database_required: boolean("True when inserts must give a value."),
    database_is_auto_increment: boolean(),
    database_is_generated: boolean("0.57 and newer."),
    database_is_nullable: boolean("0.57 and newer."),
    database_is_pk: boolean("0.57 and newer."),
    database_default: text("0.57 and newer."),
    database_indexed: boolean("Null when unknown."),
    database_partitioned: boolean("True when the table is partitioned by it."),
    json_unfolding: boolean("True when a JSON column is unfolded into fields."),
    data_sensitivity: text("PII, PHI, ... (0.64 and newer)."),
    settings: object("Formatting chosen by people."),
    dimensions: list("Remappings to other names or fields.", { type: "object" }),
    entity_id: text("Stable across serialization imports (some versions)."),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: databaseMetadata,
  rows: (table) => membersOf(table["fields"]),
};

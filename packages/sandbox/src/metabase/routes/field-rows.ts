import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import type { Field } from "../world/fields.ts";

const SINCE: Since = {
  database_is_pk: 57,
  database_is_nullable: 57,
  database_is_generated: 57,
  database_default: 57,
  entity_id: 58,
  data_sensitivity: 64,
};

/** The column's own columns; foreign keys embed their target like this. */
export function fieldColumns({ major }: Pick<RouteRequest, "major">, field: Field) {
  return asOf(field, major, SINCE);
}

/** A field as a table's metadata shows it, with the field that it points to. */
export function fieldRow(request: RouteRequest, field: Field) {
  const target = request.world.fields.byId(field.fk_target_field_id ?? 0);
  return {
    ...withValuesKind(request, field),
    target: target === undefined ? null : withValuesKind(request, target),
  };
}

/** Metadata says `none` where the column itself holds null. */
function withValuesKind(request: RouteRequest, field: Field) {
  return {
    ...fieldColumns(request, field),
    has_field_values: field.has_field_values ?? "none",
  };
}

/** A remapping of a field to another one, where somebody set it up. */
export function fieldDimensions({ world }: RouteRequest, field: Field): readonly object[] {
  const target = world.fields.byId(field.fk_target_field_id ?? 0);
  const label = world.fields
    .ofTable(target?.table_id ?? 0)
    .find((each) => each.semantic_type === "type/Name");
  if (label === undefined) return [];
  return [
    {
      id: field.id,
      field_id: field.id,
      name: field.display_name,
      type: "external",
      human_readable_field_id: label.id,
      entity_id: field.entity_id,
      created_at: field.created_at,
      updated_at: field.updated_at,
    },
  ];
}

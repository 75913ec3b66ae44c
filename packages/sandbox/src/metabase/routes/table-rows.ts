import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import type { Field } from "../world/fields.ts";
import type { Table } from "../world/tables.ts";
import { fieldRow } from "./field-rows.ts";

const SINCE: Since = {
  estimated_row_count: 50,
  view_count: 50,
  archived_at: 57,
  data_authority: 57,
  deactivated_at: 57,
  is_writable: 57,
  collection_id: 58,
  data_layer: 58,
  data_source: 58,
  entity_id: 58,
  is_published: 58,
  owner_email: 58,
  owner_user_id: 58,
};

/** The table's own columns. */
export function tableColumns({ major }: Pick<RouteRequest, "major">, table: Table) {
  return asOf(table, major, SINCE);
}

/** A table's active fields; hidden kinds only when asked, as the metadata endpoints do. */
export function fieldsOf({ world }: RouteRequest, table: Table, includeHidden: boolean): Field[] {
  return [...world.fields].filter(
    (field) =>
      field.table_id === table.id &&
      field.active &&
      field.visibility_type !== "retired" &&
      (includeHidden || field.visibility_type !== "sensitive"),
  );
}

/** A table as `/api/database/:id/metadata` shows it. */
export function tableMetadataRow(
  request: RouteRequest,
  table: Table,
  options: { readonly includeHidden: boolean; readonly skipFields: boolean },
) {
  const fields = fieldsOf(request, table, options.includeHidden);
  return {
    ...tableColumns(request, table),
    ...(!options.skipFields && {
      fields: fields.map((field) => fieldRow(request, field)),
      segments: [],
      metrics: [],
    }),
  };
}

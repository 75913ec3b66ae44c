import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import type { Field } from "../world/fields.ts";
import type { Table } from "../world/tables.ts";
import { fieldRow } from "./field-rows.ts";
import { measureRow, oldMetricRows, segmentRow } from "./segment-rows.ts";

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

/** Last version in which metrics hang on tables. */
const OLD_METRICS_UNTIL = 50;

/** First version that has measures. */
const MEASURES_SINCE = 59;

/** The table's own columns. */
export function tableColumns({ major }: Pick<RouteRequest, "major">, table: Table) {
  return asOf(table, major, SINCE);
}

/** A table's active fields; hidden kinds only when asked, as the metadata endpoints do. */
export function fieldsOf({ world }: RouteRequest, table: Table, includeHidden: boolean): Field[] {
  return world.fields
    .ofTable(table.id)
    .filter(
      (field) =>
        field.active &&
        field.visibility_type !== "retired" &&
        (includeHidden || field.visibility_type !== "sensitive"),
    );
}

/** What people defined on a table. Metrics stand here only where they are no cards yet. */
export function hangingOn(request: RouteRequest, table: Table) {
  const { world, major } = request;
  const { segments, measures } = world.reference;
  const isOn = (thing: { readonly table_id: number; readonly archived: boolean }): boolean =>
    thing.table_id === table.id && !thing.archived;
  return {
    segments: [...segments].filter(isOn).map((segment) => segmentRow(request, segment)),
    metrics:
      major <= OLD_METRICS_UNTIL
        ? oldMetricRows(request).filter(({ table_id }) => table_id === table.id)
        : [],
    ...(major >= MEASURES_SINCE && {
      measures: [...measures].filter(isOn).map((measure) => measureRow(request, measure)),
    }),
  };
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
      ...hangingOn(request, table),
    }),
  };
}

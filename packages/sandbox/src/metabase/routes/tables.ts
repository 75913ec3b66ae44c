import { forbidden, json, jsonArray, notFound } from "../server/answers.ts";
import { hasTable } from "../server/has-usage-analytics.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { canQueryTable } from "../world/data-access.ts";
import type { Field } from "../world/fields.ts";
import type { Table } from "../world/tables.ts";
import { databaseColumns } from "./database-rows.ts";
import { fieldColumns, fieldDimensions, fieldRow } from "./field-rows.ts";
import { fieldsOf, hangingOn, tableColumns } from "./table-rows.ts";

/** Tables. https://www.metabase.com/docs/latest/api/table */
export const tableRoutes: readonly Route[] = [
  { method: "GET", path: "/api/table", access: "user", answer: listTables },
  { method: "GET", path: "/api/table/:id", access: "user", answer: getTable },
  { method: "GET", path: "/api/table/:id/query_metadata", access: "user", answer: getMetadata },
  { method: "GET", path: "/api/table/:id/fks", access: "user", answer: listForeignKeys },
];

/** A table with the whole of its database, whose schema is an empty text where the engine has none. */
function tableRow(request: RouteRequest, table: Table) {
  const database = request.world.databases.byId(table.db_id);
  return {
    ...tableColumns(request, table),
    schema: table.schema ?? "",
    db: database === undefined ? null : databaseColumns(request, database),
  };
}

/** All active tables, hidden ones too. */
function listTables(request: RouteRequest): Answer {
  const { world, caller, query, instance } = request;
  const term = query.get("term")?.toLowerCase() ?? "";
  const hidden = query.get("include-transform-targets") === "true" ? [] : targetIds(request);
  const tables = [...world.tables]
    .filter((table) => table.active && hasTable(instance, table))
    .filter((table) => canQueryTable(world, caller, table))
    .filter((table) => table.name.toLowerCase().includes(term) && !hidden.includes(table.id))
    .sort((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1));
  return jsonArray(tableRows(request, tables));
}

/** First version that lists the tables which transforms write only with `include-transform-targets=true`. */
const TARGETS_HIDDEN_SINCE = 60;

/** Tables that this version takes for the targets of transforms. */
function targetIds({ world, major }: RouteRequest): readonly (number | null)[] {
  return major < TARGETS_HIDDEN_SINCE
    ? []
    : Array.from(world.transforms.transforms, ({ target_table_id }) => target_table_id);
}

function* tableRows(request: RouteRequest, tables: readonly Table[]): Generator<object> {
  for (const table of tables) yield tableRow(request, table);
}

function readTable({ world, caller, parameters, instance }: RouteRequest): Table | Answer {
  const table = world.tables.byId(Number(parameters["id"]));
  if (table === undefined || !hasTable(instance, table)) return notFound;
  return canQueryTable(world, caller, table) ? table : forbidden;
}

function getTable(request: RouteRequest): Answer {
  const table = readTable(request);
  if ("status" in table) return table;
  return json({
    ...tableRow(request, table),
    schema: table.schema,
    pk_field: keyOf(request, table),
  });
}

function keyOf(request: RouteRequest, table: Table): number | null {
  const fields = fieldsOf(request, table, true);
  return fields.find((field) => field.semantic_type === "type/PK")?.id ?? null;
}

/** A table with its fields, the field each foreign key points to, and how fields are shown. */
function getMetadata(request: RouteRequest): Answer {
  const table = readTable(request);
  if ("status" in table) return table;
  const { query } = request;
  const includeSensitive = query.get("include_sensitive_fields") === "true";
  return json({
    ...tableRow(request, table),
    schema: table.schema,
    ...hangingOn(request, table),
    fields: fieldsOf(request, table, includeSensitive).map((field) => ({
      ...fieldRow(request, field),
      dimensions: fieldDimensions(request, field),
      dimension_options: [],
      default_dimension_option: null,
      values: [],
    })),
    dimension_options: {},
  });
}

/** Foreign keys of other tables that point here. */
function listForeignKeys(request: RouteRequest): Answer {
  const table = readTable(request);
  if ("status" in table) return table;
  const own = fieldsOf(request, table, true);
  if (own.length === 0) return { status: 204, text: "" };
  return jsonArray(foreignKeyRows(request, table, own));
}

function* foreignKeyRows(
  request: RouteRequest,
  table: Table,
  own: readonly Field[],
): Generator<object> {
  const { world } = request;
  for (const origin of world.fields) {
    const destination = own.find((field) => field.id === origin.fk_target_field_id);
    const from = world.tables.byId(origin.table_id);
    if (destination === undefined || from === undefined) continue;
    yield {
      relationship: "Mt1",
      origin_id: origin.id,
      origin: { ...fieldColumns(request, origin), table: tableRow(request, from) },
      destination_id: destination.id,
      destination: { ...fieldColumns(request, destination), table: tableRow(request, table) },
    };
  }
}

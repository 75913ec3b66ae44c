import { forbidden, json, notFound } from "../server/answers.ts";
import { hasTable } from "../server/has-usage-analytics.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { canQueryTable } from "../world/data-access.ts";
import type { Field } from "../world/fields.ts";
import { databaseColumns } from "./database-rows.ts";
import { fieldDimensions, fieldRow } from "./field-rows.ts";
import { tableColumns } from "./table-rows.ts";

/** Columns of tables. https://www.metabase.com/docs/latest/api/field */
export const fieldRoutes: readonly Route[] = [
  { method: "GET", path: "/api/field/:id", access: "user", answer: getField },
  { method: "GET", path: "/api/field/:id/values", access: "user", answer: getValues },
  { method: "GET", path: "/api/field/:id/summary", access: "user", answer: getSummary },
];

function readField({ world, caller, parameters, instance }: RouteRequest): Field | Answer {
  const field = world.fields.byId(Number(parameters["id"]));
  const table = world.tables.byId(field?.table_id ?? 0);
  if (field === undefined || table === undefined || !hasTable(instance, table)) return notFound;
  return canQueryTable(world, caller, table) ? field : forbidden;
}

function getField(request: RouteRequest): Answer {
  const field = readField(request);
  if ("status" in field) return field;
  const { world } = request;
  const table = world.tables.byId(field.table_id);
  const database = world.databases.byId(table?.db_id ?? 0);
  return json({
    ...fieldRow(request, field),
    name_field: null,
    dimensions: fieldDimensions(request, field),
    ...(table !== undefined &&
      database !== undefined && {
        table: { ...tableColumns(request, table), db: databaseColumns(request, database) },
      }),
  });
}

/** Values that the server keeps for filters; only fields that are shown as lists have some. */
function getValues(request: RouteRequest): Answer {
  const field = readField(request);
  if ("status" in field) return field;
  const values =
    field.has_field_values === "list" ? [["web"], ["Österreich"], ['it\'s, "fine"']] : [];
  return json({ values, field_id: field.id, has_more_values: false });
}

function getSummary(request: RouteRequest): Answer {
  const field = readField(request);
  if ("status" in field) return field;
  const distinct = field.fingerprint?.global["distinct-count"] ?? 0;
  return json([
    ["count", distinct * 2],
    ["distincts", distinct],
  ]);
}

import { stringifyExactly } from "@singer-metabase/metabase-client";
import { derivedId } from "../records/derived-id.ts";
import {
  boolean,
  integer,
  list,
  object,
  openRecord,
  text,
  textKey,
} from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import { membersOf } from "../records/server-object.ts";
import { dashboardDetails } from "../sources/dashboard-details.ts";
import type { Stream } from "../stream.ts";

/**
 * The filters of dashboards; which card each applies to stands in `dashboard_cards`.
 * https://www.metabase.com/docs/latest/api/dashboard
 */
export const dashboardParameters: Stream = {
  name: "dashboard_parameters",
  group: "content",
  description: "The filters of dashboards, one row each.",
  endpoint: "GET /api/dashboard/:id",
  versions: "0.49 and newer",
  privilege: "any account; the dashboards it may see",
  keyProperties: ["id"],
  schema: openRecord({
    id: textKey("[dashboard_id,parameter_id] as compact JSON."),
    dashboard_id: integer("dashboards.id"),
    parameter_id: text("Its id; unique in its dashboard."),
    dashboard_card_id: integer(
      "dashboard_cards.id that it stands on (0.56 and newer); null above all.",
    ),
    position: integer("Its place among the dashboard's filters, from 0."),
    name: text(),
    slug: text("Its name in the dashboard's address."),
    type: text("What it filters by: date/all-options, string/=, id, temporal-unit, ..."),
    sectionId: text("The kind of filter that people chose."),
    default: text("What it is set to at first, as JSON."),
    required: boolean("True when it may not be empty."),
    isMultiSelect: boolean("False when it takes one value."),
    filteringParameters: list("parameter_id of filters that narrow its values.", {
      type: "string",
    }),
    temporal_units: list("The units that people may choose.", { type: "string" }),
    values_query_type: text("list, search or none: how people enter a value."),
    values_source_type: text("card or static-list; null offers the values of the mapped fields."),
    values_source_config: object("The card and column, or the list, that values are offered from."),
  }),
  source: dashboardDetails,
  rows: toRows,
};

function toRows(dashboard: ServerObject): ServerObject[] {
  const places = new Map(
    membersOf(dashboard["dashcards"]).flatMap(({ id, inline_parameters }) =>
      Array.isArray(inline_parameters) ? inline_parameters.map((inline) => [inline, id]) : [],
    ),
  );
  const { id: dashboard_id } = dashboard;
  return membersOf(dashboard["parameters"]).map(({ id: parameter_id, ...parameter }, position) => ({
    ...parameter,
    id: derivedId([dashboard_id, parameter_id]),
    dashboard_id,
    parameter_id,
    dashboard_card_id: places.get(parameter_id) ?? null,
    position,
    default: parameter["default"] === undefined ? null : stringifyExactly(parameter["default"]),
  }));
}

import { derivedId } from "../records/derived-id.ts";
import { integer, openRecord, textKey } from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import { membersOf } from "../records/server-object.ts";
import { dashboardDetails } from "../sources/dashboard-details.ts";
import type { Stream } from "../stream.ts";

/**
 * Further cards that are drawn into the chart of a card on a dashboard.
 * https://www.metabase.com/docs/latest/api/dashboard
 */
export const dashboardCardSeries: Stream = {
  name: "dashboard_card_series",
  group: "content",
  description: "Further cards that are drawn into the chart of a card on a dashboard.",
  endpoint: "GET /api/dashboard/:id",
  versions: "0.49 and newer",
  privilege: "any account; the dashboards it may see",
  keyProperties: ["id"],
  schema: openRecord({
    id: textKey("[dashboard_card_id,card_id,position] as compact JSON."),
    dashboard_id: integer("dashboards.id"),
    dashboard_card_id: integer("dashboard_cards.id of the chart."),
    card_id: integer("cards.id of the further card."),
    position: integer("Its place among the further cards, from 0."),
  }),
  source: dashboardDetails,
  rows: (dashboard) => membersOf(dashboard["dashcards"]).flatMap(toRows),
};

function toRows(dashcard: ServerObject): ServerObject[] {
  const { id: dashboard_card_id, dashboard_id } = dashcard;
  return membersOf(dashcard["series"]).map(({ id: card_id }, position) => ({
    id: derivedId([dashboard_card_id, card_id, position]),
    dashboard_id,
    dashboard_card_id,
    card_id,
    position,
  }));
}

import { canonicalQuery } from "../records/canonical-query.ts";
import {
  dateTime,
  integer,
  integerKey,
  list,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import { membersOf } from "../records/server-object.ts";
import { chartWithheld, dashboardDetails } from "../sources/dashboard-details.ts";
import type { Stream } from "../stream.ts";

/**
 * What stands on dashboards, and where: cards, and texts, headings, links and frames.
 * https://www.metabase.com/docs/latest/api/dashboard
 */
export const dashboardCards: Stream = {
  name: "dashboard_cards",
  group: "content",
  description: "What stands on dashboards, and where: cards, texts, headings, links.",
  endpoint: "GET /api/dashboard/:id",
  versions: "0.49 and newer",
  privilege: "any account; the dashboards it may see",
  keyProperties: ["id"],
  // Whole cards are embedded; `card_id` and `series_card_ids` refer to them.
  withheld: {
    card: true,
    series: true,
    action: true,
    visualization_settings: chartWithheld,
  },
  schema: openRecord({
    id: integerKey("The id of the card's place on the dashboard."),
    entity_id: text("Stable across serialization imports."),
    dashboard_id: integer("dashboards.id"),
    dashboard_tab_id: integer("The tab it stands on; null without tabs."),
    card_id: integer("cards.id; null for a text, heading, link or frame."),
    action_id: integer("The action that a button runs."),
    series_card_ids: list("cards.id of cards drawn into the same chart.", { type: "integer" }),
    row: integer("Row of its upper left corner in a grid of 24 columns."),
    col: integer("Column of its upper left corner."),
    size_x: integer("Width in columns."),
    size_y: integer("Height in rows."),
    parameter_mappings: list("Which filter applies to what.", { type: "object" }),
    inline_parameters: list("Filters that stand on the card itself (0.56 and newer)."),
    visualization_settings: object(
      "Settings on this dashboard; holds the text of a text card, and under visualization a chart over several cards.",
    ),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: dashboardDetails,
  rows: (dashboard) => membersOf(dashboard["dashcards"]).map(toRow),
};

function toRow(dashcard: ServerObject): ServerObject {
  return {
    ...dashcard,
    parameter_mappings: canonicalQuery(dashcard["parameter_mappings"]),
    series_card_ids: membersOf(dashcard["series"]).map((card) => card["id"]),
  };
}

import { DashboardMappings } from "../lineage/dashboards/dashboard-mappings.ts";
import { boolean, closedRecord, integer, text, textKey } from "../records/properties.ts";
import type { Derivation, DerivedSource } from "../source.ts";
import { cardList } from "../sources/card-list.ts";
import { dashboardDetails } from "../sources/dashboard-details.ts";
import type { Stream } from "../stream.ts";

const dashboardMappings: DerivedSource = {
  inputs: [dashboardDetails, cardList],
  derive: (): Derivation => {
    const mappings = new DashboardMappings();
    return {
      take: (input, object) =>
        input === cardList ? mappings.takeCard(object) : mappings.takeDashboard(object),
      objects: () => mappings.rows(),
      close: () => mappings.close(),
    };
  },
};

/**
 * What each filter of a dashboard sets in each of its cards: a field, or a template tag with the
 * field behind it. Worked out from what the other streams read.
 * https://www.metabase.com/docs/latest/dashboards/filters
 */
export const dashboardCardMappings: Stream = {
  name: "dashboard_card_mappings",
  group: "content",
  description: "What each filter of a dashboard sets in each of its cards.",
  endpoint: "GET /api/dashboard/:id and /api/card",
  versions: "0.49 and newer",
  privilege: "any account; the dashboards and cards it may see",
  keyProperties: ["id"],
  schema: closedRecord({
    id: textKey(
      "[dashboard_card_id,parameter_id,card_id,target_kind,field_id,field_name,template_tag,stage_number] as compact JSON; with a template tag, no field.",
    ),
    dashboard_id: integer("dashboards.id"),
    dashboard_card_id: integer("dashboard_cards.id"),
    card_id: integer("cards.id of the card that is filtered; null in a text."),
    parameter_id: text("The filter's id; see dashboard_parameters."),
    is_inline: boolean("True when the filter stands on a card itself (0.56 and newer)."),
    target_kind: text("dimension (a field), variable (a template tag) or text-tag."),
    field_id: integer("fields.id, also the one that a field filter's tag goes by."),
    field_name: text("The name of a column of a question, which has no field."),
    template_tag: text("The tag in the SQL, or in the text."),
    stage_number: integer("The stage of the query that is filtered; null is the usual one."),
  }),
  source: dashboardMappings,
};

import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import type { Card } from "../world/cards.ts";
import type { DashboardParameter } from "../world/dashboard-parameters.ts";
import type { Dashboard } from "../world/dashboards.ts";
import type { Dashcard } from "../world/dashcards.ts";
import type { Clause } from "../world/questions/question.ts";
import { cardRow } from "./card-rows.ts";
import { creatorRow, editorRow, moderationReviews } from "./people-rows.ts";
import type { Visibility } from "./visibility.ts";

const SINCE: Since = {
  view_count: 50,
  width: 50,
  archived_directly: 51,
  can_delete: 51,
  can_restore: 51,
  last_viewed_at: 51,
  moderation_reviews: 51,
  inline_parameters: 56,
  dependency_analysis_version: 57,
  is_remote_synced: 57,
};

/** Last version whose details carry the values of the parameters. */
const PARAM_VALUES_UNTIL = 50;

/** The dashboard's own columns. */
function dashboardColumns({ world, major }: RouteRequest, dashboard: Dashboard) {
  const { dashcards, tabs, last_editor_id, is_verified, ...columns } = dashboard;
  return asOf(
    {
      ...columns,
      view_count: dashboard.view_count + world.viewCounts.of("dashboard", dashboard.id),
      position: null,
      caveats: null,
      points_of_interest: null,
      embedding_params: null,
      initially_published_at: null,
      made_public_by_id: dashboard.public_uuid === null ? null : dashboard.creator_id,
      archived_directly: dashboard.archived,
      dependency_analysis_version: 0,
      is_remote_synced: false,
    },
    major,
    SINCE,
  );
}

/** A dashboard as `/api/dashboard` lists it, without its contents. */
export function dashboardListRow(request: RouteRequest, dashboard: Dashboard) {
  const editor = editorRow(request, dashboard);
  return {
    ...dashboardColumns(request, dashboard),
    // The server writes null for dashboards that were saved before they could have parameters.
    parameters: dashboard.parameters.length === 0 ? null : dashboard.parameters,
    creator: creatorRow(request, dashboard.creator_id),
    ...(editor !== undefined && { "last-edit-info": editor }),
  };
}

/** A dashboard with its contents, as `/api/dashboard/:id` shows it. */
export function dashboardDetailRow(
  request: RouteRequest,
  dashboard: Dashboard,
  visibility: Visibility,
): object {
  const { major } = request;
  const canWrite = visibility.canWrite(dashboard.collection_id);
  const dashcards = dashboard.dashcards.map((dashcard) =>
    dashcardRow(request, dashboard, dashcard, visibility),
  );
  const editor = editorRow(request, dashboard);
  return {
    ...dashboardColumns(request, dashboard),
    dashcards,
    tabs: dashboard.tabs,
    can_write: canWrite,
    collection: visibility.embeddedCollection(dashboard.collection_id),
    collection_authority_level: authorityLevel(request, dashboard.collection_id),
    last_used_param_values: {},
    param_fields: paramFields(request, dashcards),
    ...(major <= PARAM_VALUES_UNTIL && { param_values: null }),
    ...(editor !== undefined && { "last-edit-info": editor }),
    ...asOf(
      {
        moderation_reviews: moderationReviews(request, "dashboard", dashboard),
        can_restore: canWrite && dashboard.archived,
        can_delete: canWrite && dashboard.archived,
      },
      major,
      SINCE,
    ),
  };
}

/** First version that groups the fields behind parameters by parameter. */
const FIELDS_BY_PARAMETER_SINCE = 55;

/** The fields that parameters filter: by their own ids, later by those of the parameters; null when there are none. */
function paramFields(
  { world, major }: RouteRequest,
  dashcards: readonly { readonly parameter_mappings?: readonly ParameterMapping[] }[],
): object | null {
  const byId: Record<string, object> = {};
  const byParameter: Record<string, object[]> = {};
  for (const { target, parameter_id } of dashcards.flatMap(
    (each) => each.parameter_mappings ?? [],
  )) {
    const [, reference] = target;
    const field = Array.isArray(reference) ? world.fields.byId(Number(reference[1])) : undefined;
    if (field === undefined || field.id in byId) continue;
    const { id, table_id, name, display_name, base_type, semantic_type, has_field_values } = field;
    const stub = { id, table_id, name, display_name, base_type, semantic_type, has_field_values };
    byId[id] = { ...stub, name_field: null, dimensions: [] };
    byParameter[parameter_id] = [...(byParameter[parameter_id] ?? []), byId[id]];
  }
  if (Object.keys(byId).length === 0) return null;
  return major >= FIELDS_BY_PARAMETER_SINCE ? byParameter : byId;
}

function authorityLevel({ world }: RouteRequest, collectionId: number | null): string | null {
  return world.collections.byId(collectionId ?? 0)?.authority_level ?? null;
}

function dashcardRow(
  request: RouteRequest,
  dashboard: Dashboard,
  dashcard: Dashcard,
  visibility: Visibility,
) {
  const { world, major } = request;
  const { series_card_ids, mapped_parameter_ids, ...columns } = dashcard;
  const card = world.cards.byId(dashcard.card_id ?? 0);
  return asOf(
    {
      ...columns,
      action_id: null,
      inline_parameters: [],
      collection_authority_level: authorityLevel(request, card?.collection_id ?? null),
      card: embeddedCard(request, card, visibility),
      series: series_card_ids.flatMap((id) => {
        const further = world.cards.byId(id);
        return further === undefined ? [] : [embeddedCard(request, further, visibility)];
      }),
      parameter_mappings: dashboard.parameters
        .filter((parameter) => mapped_parameter_ids.includes(parameter.id))
        .flatMap((parameter) => mappingOf(request, parameter, card)),
    },
    major,
    SINCE,
  );
}

/** The card in a rectangle: whole, or no more than its id for those who may not see it. */
function embeddedCard(request: RouteRequest, card: Card | undefined, visibility: Visibility) {
  if (card === undefined) return { query_average_duration: null };
  if (!visibility.canRead(card.collection_id)) return { id: card.id };
  return cardRow(request, card, {
    can_write: visibility.canWrite(card.collection_id),
    moderation_reviews: moderationReviews(request, "card", card),
    query_average_duration: card.average_query_time,
  });
}

/** What a parameter does to a card. */
interface ParameterMapping {
  readonly parameter_id: string;
  readonly card_id: number;
  readonly target: Clause;
}

/** Which column or placeholder of the card a parameter filters, if the card has a fitting one. */
function mappingOf(
  { world }: RouteRequest,
  parameter: DashboardParameter,
  card: Card | undefined,
): readonly ParameterMapping[] {
  if (card === undefined) return [];
  const wantsDate = parameter.type.startsWith("date");
  const own = card.parameters.find((each) => each.type.startsWith("date") === wantsDate);
  const field = world.fields
    .ofTable(card.table_id ?? 0)
    .find((each) =>
      wantsDate ? /^type\/Date/.test(each.base_type) : each.semantic_type === "type/Category",
    );
  const target =
    own?.target ?? (field && ["dimension", ["field", field.id, { "base-type": field.base_type }]]);
  return target === undefined ? [] : [{ parameter_id: parameter.id, card_id: card.id, target }];
}

import type { World } from "../world.ts";
import type { UsageRow } from "./usage-views.ts";

/** `v_content`: cards, then dashboards, then collections. Metrics count as questions. */
export function* contentRows(world: World): Generator<UsageRow> {
  for (const card of world.cards) {
    const type = card.type === "model" ? "model" : "question";
    yield {
      ...thing(type, card),
      collection_id: card.collection_id,
      made_public_by_user: card.public_uuid === null ? null : card.creator_id,
      is_embedding_enabled: card.enable_embedding,
      is_verified: card.is_verified,
      question_viz_type: card.display,
      question_database_id: `database_${card.database_id}`,
      question_is_native: card.dataset_query.type === "native",
    };
  }
  for (const dashboard of world.dashboards) {
    yield {
      ...thing("dashboard", dashboard),
      collection_id: dashboard.collection_id,
      made_public_by_user: dashboard.public_uuid === null ? null : dashboard.creator_id,
      is_embedding_enabled: dashboard.enable_embedding,
      is_verified: dashboard.is_verified,
    };
  }
  for (const collection of world.collections) {
    yield { ...thing("collection", collection), creator_id: collection.personal_owner_id };
  }
}

function thing(
  type: "question" | "model" | "dashboard" | "collection",
  row: {
    readonly id: number;
    readonly name: string;
    readonly description: string | null;
    readonly archived: boolean;
    readonly created_at: string;
    readonly updated_at?: string;
    readonly creator_id?: number;
  },
): UsageRow {
  const { name, description, archived, created_at, updated_at = null, creator_id } = row;
  return {
    entity_id: row.id,
    entity_qualified_id: `${type === "dashboard" || type === "collection" ? type : "card"}_${row.id}`,
    entity_type: type,
    created_at,
    updated_at,
    creator_id,
    name,
    description,
    archived,
  };
}

/** `v_dashboardcard`: rectangles of dashboards, texts included. */
export function* dashboardCardRows({ dashboards }: World): Generator<UsageRow> {
  for (const dashboard of dashboards) {
    for (const dashcard of dashboard.dashcards) {
      yield {
        entity_id: dashcard.id,
        entity_qualified_id: `dashboardcard_${dashcard.id}`,
        dashboard_qualified_id: `dashboard_${dashboard.id}`,
        dashboardtab_id: dashcard.dashboard_tab_id,
        card_qualified_id: dashcard.card_id === null ? null : `card_${dashcard.card_id}`,
        created_at: dashcard.created_at,
        updated_at: dashcard.updated_at,
        visualization_settings: JSON.stringify(dashcard.visualization_settings),
        parameter_mappings: JSON.stringify(dashcard.mapped_parameter_ids),
      };
    }
  }
}

import { type CardType, cardTypeOf, isCardArchived } from "./card-types.ts";
import type { Collections } from "./collections.ts";
import type { DashboardOwnership } from "./dashboard-ownership.ts";
import { entityId, uuid } from "./identity.ts";
import { createLifetime } from "./instants.ts";
import { createLazyList, type LazyList } from "./lazy-list.ts";
import type { People } from "./people.ts";
import { choosePlace } from "./places.ts";
import type { CardParameter, LegacyQuery } from "./questions/question.ts";
import { createQuestions, type QuestionsOptions } from "./questions/questions.ts";
import { createPadding, type ResultColumn } from "./questions/result-columns.ts";
import { createRandom } from "./random.ts";

/** A question, model or metric. */
export interface Card {
  readonly id: number;
  readonly entity_id: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: CardType;
  readonly display: string;
  readonly database_id: number;
  readonly table_id: number | null;
  readonly source_card_id: number | null;
  readonly dataset_query: LegacyQuery;
  /** Null when it never ran. */
  readonly result_metadata: readonly ResultColumn[] | null;
  readonly visualization_settings: Readonly<Record<string, unknown>>;
  readonly parameters: readonly CardParameter[];
  readonly collection_id: number | null;
  readonly collection_position: number | null;
  readonly dashboard_id: number | null;
  readonly creator_id: number;
  /** Who changed it last, at `updated_at`; null when nobody did. */
  readonly last_editor_id: number | null;
  /** An administrator's word that it can be trusted. */
  readonly is_verified: boolean;
  readonly archived: boolean;
  readonly enable_embedding: boolean;
  readonly embedding_params: Readonly<Record<string, string>> | null;
  readonly public_uuid: string | null;
  readonly cache_ttl: number | null;
  readonly view_count: number;
  readonly last_used_at: string;
  readonly last_query_start: string | null;
  readonly average_query_time: number | null;
  readonly metabase_version: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Whose a card is and where it is filed: known without making the card. */
export function placeOfCard(
  id: number,
  options: Pick<
    CardOptions,
    "seed" | "collections" | "people" | "ownership" | "collectionOfDashboard"
  >,
): { readonly creator_id: number; readonly collection_id: number | null } {
  const place = choosePlace(createRandom(options.seed, "place of card", id), options);
  const dashboardId = options.ownership.dashboardOf(id);
  return dashboardId === null
    ? place
    : { ...place, collection_id: options.collectionOfDashboard(dashboardId) };
}

/** What cards depend on. */
export interface CardOptions extends QuestionsOptions {
  readonly cards: number;
  readonly cardBytes: number;
  readonly collections: Collections;
  readonly people: People;
  readonly ownership: DashboardOwnership;
  readonly collectionOfDashboard: (dashboardId: number) => number | null;
}

const DESCRIPTIONS = [
  null,
  null,
  null,
  "Checked against the invoice list every Monday.",
  "Zählt jede Bestellung genau einmal; Stornos sind nicht dabei.",
  "注文ごとに一行。返品は含まれません。",
  'Numbers for the "monthly call" 📞\n\n- cut-off is midnight UTC\n- **not** for auditors',
  `${"Why this exists: two teams counted differently, and neither was wrong. ".repeat(40)}`,
];

const PREFIXES = ["", "", "", "", "", "", "🚀 ", "[WIP] ", "Süd: ", "売上 – ", "Director's cut: "];

/** Makes the cards. */
export function createCards(options: CardOptions): LazyList<Card> {
  const { seed, people, ownership } = options;
  const ask = createQuestions(options);
  const padding = createPadding(seed, options.cardBytes);
  const resultMetadata = (columns: readonly ResultColumn[]): readonly ResultColumn[] | null =>
    padding.length > 0 ? [...columns, ...padding] : columns.length > 0 ? columns : null;
  const make = (id: number): Card => {
    const { name, query, columns, ...question } = ask(id);
    const random = createRandom(seed, "card", id);
    const lifetime = createLifetime(seed, "card", id);
    const dashboardId = ownership.dashboardOf(id);
    const hasRun = random.chance(0.9);
    const viewCount = random.chance(0.4) ? 0 : Math.floor(random.next() ** 6 * 20_000) + 1;
    return {
      id,
      entity_id: entityId(seed, "card", id),
      name: `${random.pick(PREFIXES)}${name}`,
      description: random.pick(DESCRIPTIONS) ?? null,
      type: cardTypeOf(id),
      ...question,
      database_id: query.database,
      dataset_query: query,
      result_metadata: resultMetadata(hasRun ? columns : []),
      ...placeOfCard(id, options),
      collection_position:
        dashboardId === null && random.chance(0.05) ? random.between(1, 9) : null,
      dashboard_id: dashboardId,
      last_editor_id: random.chance(0.8)
        ? people.users.at(random.between(0, people.users.length - 1)).id
        : null,
      is_verified: dashboardId === null && random.chance(0.06),
      archived: isCardArchived(id),
      enable_embedding: random.chance(0.03),
      embedding_params: null,
      public_uuid: random.chance(0.03) ? uuid(seed, "public card", id) : null,
      cache_ttl: random.chance(0.05) ? 24 : null,
      view_count: viewCount,
      last_used_at: lifetime.updated_at,
      last_query_start: hasRun ? lifetime.updated_at : null,
      average_query_time: hasRun ? random.between(40, 90_000) / 9 : null,
      metabase_version: random.pick(["v0.47.2 (5e1bfad)", "v0.49.6 (2e0f84d)"]),
      ...lifetime,
    };
  };

  return createLazyList({ length: options.cards, make });
}

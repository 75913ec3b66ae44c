import { isCardArchived } from "./card-types.ts";
import type { DashboardOwnership } from "./dashboard-ownership.ts";
import { entityId } from "./identity.ts";
import { createRandom } from "./random.ts";

/** A rectangle of a dashboard, on a grid of 24 columns. */
export interface Dashcard {
  readonly id: number;
  readonly dashboard_id: number;
  readonly dashboard_tab_id: number | null;
  /** Null: text, a heading, a link. */
  readonly card_id: number | null;
  /** Further cards in the same picture. */
  readonly series_card_ids: readonly number[];
  readonly row: number;
  readonly col: number;
  readonly size_x: number;
  readonly size_y: number;
  /** Ids of the dashboard's parameters that filter it. */
  readonly mapped_parameter_ids: readonly string[];
  readonly visualization_settings: Readonly<Record<string, unknown>>;
  readonly entity_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What the rectangles of a dashboard depend on. */
export interface DashcardOptions {
  readonly seed: number;
  readonly cards: number;
  readonly ownership: DashboardOwnership;
}

/** Room for the ids of one dashboard's rectangles or pages. */
export const IDS_PER_DASHBOARD = 100;

/** A text, as the server stores it: a rectangle whose settings hold a card that is none. */
const TEXT_SETTINGS = {
  virtual_card: {
    name: null,
    display: "text",
    visualization_settings: {},
    dataset_query: {},
    archived: false,
  },
  text: "## How to read this\n\nAsk *controlling* before you forward it — «intern».",
  "dashcard.background": false,
};

/** Makes the rectangles of a dashboard: cards, with a text after every fifth. */
export function createDashcards(
  { seed, cards, ownership }: DashcardOptions,
  dashboard: {
    readonly id: number;
    readonly tabIds: readonly number[];
    readonly parameterIds: readonly string[];
    readonly created_at: string;
    readonly updated_at: string;
  },
): readonly Dashcard[] {
  const { id, tabIds, parameterIds, created_at, updated_at } = dashboard;
  const random = createRandom(seed, "dashcards", id);
  const own = ownership.cardOf(id);

  // A card that lives in one dashboard cannot stand in another; one in the trash cannot stand anywhere.
  const canStand = (cardId: number): boolean =>
    ownership.dashboardOf(cardId) === null && !isCardArchived(cardId);
  const pickCard = (place: number): number | null => {
    const first = createRandom(seed, "card of dashboard", id, place).between(1, cards);
    for (let step = 0; step < cards; step += 1) {
      const cardId = ((first + step - 1) % cards) + 1;
      if (canStand(cardId)) return cardId;
    }
    return null;
  };

  return Array.from({ length: random.between(2, 14) }, (_, place): Dashcard => {
    const isText = place % 6 === 5;
    const cardId = isText ? null : place === 0 && own !== null ? own : pickCard(place);
    const further = cardId !== null && random.chance(0.1) ? pickCard(50 + place) : null;
    return {
      id: id * IDS_PER_DASHBOARD + place,
      dashboard_id: id,
      dashboard_tab_id: tabIds[place % tabIds.length] ?? null,
      card_id: cardId,
      series_card_ids: further === null ? [] : [further],
      row: Math.floor(place / 2) * 6,
      col: (place % 2) * 12,
      size_x: 12,
      size_y: 6,
      mapped_parameter_ids: cardId === null ? [] : parameterIds,
      visualization_settings: cardId === null ? TEXT_SETTINGS : {},
      entity_id: entityId(seed, "dashcard", id * IDS_PER_DASHBOARD + place),
      created_at,
      updated_at,
    };
  });
}

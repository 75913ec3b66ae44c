import { type CardOptions, placeOfCard } from "./cards.ts";
import { type DashboardOptions, placeOfDashboard } from "./dashboards.ts";

/** What stands in which collection, things in the trash included. */
export interface Contents {
  /** Ids of the cards in a collection; null is the root. */
  cardsIn(collectionId: number | null): readonly number[];
  /** Ids of the dashboards in a collection. */
  dashboardsIn(collectionId: number | null): readonly number[];
}

type Index = ReadonlyMap<number | null, readonly number[]>;

function indexOf(length: number, collectionOf: (id: number) => number | null): Index {
  const index = new Map<number | null, number[]>();
  for (let id = 1; id <= length; id += 1) {
    const collectionId = collectionOf(id);
    const ids = index.get(collectionId);
    if (ids === undefined) index.set(collectionId, [id]);
    else ids.push(id);
  }
  return index;
}

/** Looks through all places once, when the first question comes; only ids are kept. */
export function createContents(
  options: Parameters<typeof placeOfCard>[1] &
    Pick<CardOptions, "cards"> &
    Pick<DashboardOptions, "dashboards">,
): Contents {
  let cards: Index | undefined;
  let dashboards: Index | undefined;
  return {
    cardsIn(collectionId) {
      cards ??= indexOf(options.cards, (id) => placeOfCard(id, options).collection_id);
      return cards.get(collectionId) ?? [];
    },
    dashboardsIn(collectionId) {
      dashboards ??= indexOf(
        options.dashboards,
        (id) => placeOfDashboard(id, options).collection_id,
      );
      return dashboards.get(collectionId) ?? [];
    },
  };
}

import { isCardArchived } from "./card-types.ts";

/**
 * Which cards live in a dashboard ("dashboard questions", server version 0.52 on), as arithmetic, so that both sides
 * can be asked without looking through all of the other.
 */
export interface DashboardOwnership {
  /** The dashboard that a card lives in, or null. */
  dashboardOf(cardId: number): number | null;
  /** The card that lives in a dashboard, or null. */
  cardOf(dashboardId: number): number | null;
}

/** Every third dashboard owns one card, unless that is in the trash. */
export function createDashboardOwnership(sizes: {
  readonly cards: number;
  readonly dashboards: number;
}): DashboardOwnership {
  const stride = Math.max(1, Math.floor(sizes.cards / Math.max(1, sizes.dashboards)));
  const owns = (dashboardId: number): boolean =>
    dashboardId >= 1 &&
    dashboardId <= sizes.dashboards &&
    dashboardId % 3 === 0 &&
    dashboardId * stride <= sizes.cards &&
    !isCardArchived(dashboardId * stride);
  return {
    dashboardOf: (cardId) =>
      cardId % stride === 0 && owns(cardId / stride) ? cardId / stride : null,
    cardOf: (dashboardId) => (owns(dashboardId) ? dashboardId * stride : null),
  };
}

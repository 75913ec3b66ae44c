import type { ServerObject } from "../records/server-object.ts";
import { membersOf } from "../records/server-object.ts";
import type { Reading } from "../source.ts";

/** What the cards of an instance say about details of dashboards that were kept. */
export interface CardsOnDashboards {
  /** Whether no card that stands on the dashboard was archived, brought back or deleted. */
  areAsBefore(dashboard: ServerObject): boolean;
  /** Keeps how the cards are for the next run, once every dashboard was read. */
  remember(): Promise<void>;
}

/** Where the cards of the last run are kept: one entry beside those of dashboards. */
const KIND = "cards on dashboards";
const ENTRY = [KIND, 0] as const;
const STAMP = "";

/**
 * Says whether a card is drawn on dashboards. A server leaves an archived card out of a dashboard's
 * detail, without a trace on the dashboard itself; only one that lives in the dashboard and was
 * archived together with it stays.
 */
export function standing(card: ServerObject): "shown" | "hidden" {
  const livesInDashboard = typeof card["dashboard_id"] === "number";
  const wentAlong = livesInDashboard && card["archived_directly"] === false;
  return card["archived"] === true && !wentAlong ? "hidden" : "shown";
}

/**
 * Compares the cards of this run with those of the last one. A card that was archived or deleted
 * concerns the dashboards that it stands on. For one that was brought back these are not known,
 * so all are read. When one of the two lists is missing, or the setting `include_archived` hides
 * who was archived, nothing proves anything.
 */
export async function cardsOnDashboards(reading: Reading): Promise<CardsOnDashboards> {
  const { details, settings } = reading;
  const before = settings.include_archived ? await details?.read(...ENTRY, STAMP) : undefined;
  const now = before && (await reading.witnessed());
  return {
    areAsBefore: before && now ? compare(before, now) : () => false,
    async remember() {
      const cards = await reading.witnessed();
      if (cards) await details?.write(...ENTRY, STAMP, Object.fromEntries(cards));
    },
  };
}

function compare(
  before: ServerObject,
  now: ReadonlyMap<number, string>,
): CardsOnDashboards["areAsBefore"] {
  const wasBroughtBack = Object.entries(before).some(
    ([id, standing]) => standing === "hidden" && now.get(Number(id)) === "shown",
  );
  if (wasBroughtBack) return () => false;
  const wasDeleted = (id: unknown) => !now.has(Number(id)) && Object.hasOwn(before, String(id));
  return (dashboard) =>
    membersOf(dashboard["dashcards"]).every(
      ({ card_id: id, series }) =>
        now.get(Number(id)) !== "hidden" &&
        !wasDeleted(id) &&
        !membersOf(series).some((card) => wasDeleted(card["id"])),
    );
}

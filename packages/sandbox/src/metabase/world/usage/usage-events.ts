import { createLifetime, FIRST_DAY_MS, LAST_DAY_MS, printInstant } from "../instants.ts";
import { createLazyList, type LazyList } from "../lazy-list.ts";
import { createRandom } from "../random.ts";
import type { World } from "../world.ts";

/** Somebody looked at something. */
export interface UsageEvent {
  /** In the order of time. */
  readonly id: number;
  readonly timestamp: string;
  readonly user_id: number;
  readonly entity_type: "card" | "dashboard" | "table";
  readonly entity_id: number;
}

const EVENTS_PER_THING = 20;
const MOST_EVENTS = 20_000;
const TRIES = 8;

/**
 * Views from the first to the last day, twenty for each card and dashboard of a world that is not too large. A card is
 * viewed only between its creation and its last use; where none of some cards was in use, somebody viewed a table.
 */
export function usageEvents({ options, people, tables }: World): LazyList<UsageEvent> {
  const { seed, cards, dashboards } = options;
  const length = Math.min(MOST_EVENTS, EVENTS_PER_THING * (cards + dashboards));
  const step = (LAST_DAY_MS - FIRST_DAY_MS) / length;
  return createLazyList({
    length,
    make: (id): UsageEvent => {
      const random = createRandom(seed, "usage", id);
      const timestamp = printInstant(Math.floor(FIRST_DAY_MS + id * step), random.between(0, 999));
      const candidates = Array.from({ length: TRIES }, () => random.between(1, cards + dashboards));
      const used = candidates.find((number) => {
        if (number > cards) return true;
        const { created_at, updated_at } = createLifetime(seed, "card", number);
        const instant = Date.parse(timestamp);
        return Date.parse(created_at) <= instant && instant <= Date.parse(updated_at);
      });
      return {
        id,
        timestamp,
        user_id: people.users.at(random.between(0, people.users.length - 1)).id,
        ...(used === undefined
          ? { entity_type: "table", entity_id: random.between(1, tables.length) }
          : used > cards
            ? { entity_type: "dashboard", entity_id: used - cards }
            : { entity_type: "card", entity_id: used }),
      };
    },
  });
}

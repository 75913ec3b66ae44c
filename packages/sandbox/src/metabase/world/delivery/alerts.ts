import { isCardArchived } from "../card-types.ts";
import { createLazyList, type LazyList } from "../lazy-list.ts";
import type { People } from "../people.ts";
import { createRandom } from "../random.ts";
import { createStamp, type Stamp } from "../stamp.ts";

/** A question that is sent to people when it has something to say. */
export interface Alert extends Stamp {
  /** Null when the row that says what to send was deleted. */
  readonly card_id: number | null;
  readonly condition: "rows" | "goal";
  readonly above_goal: boolean | null;
  readonly only_once: boolean;
  readonly active: boolean;
  readonly creator_id: number;
  readonly recipient_ids: readonly number[];
  readonly outside_recipients: readonly string[];
  /** Hour of the day, UTC. */
  readonly hour: number;
}

/** About one alert for 40 cards. */
export function createAlerts(options: {
  readonly seed: number;
  readonly cards: number;
  readonly people: People;
}): LazyList<Alert> {
  const { seed, cards, people } = options;
  return createLazyList({
    length: Math.floor(cards / 40),
    make: (id): Alert => {
      const random = createRandom(seed, "alert", id);
      const person = (): number => people.users.at(random.between(0, people.users.length - 1)).id;
      const cardId = isCardArchived(id * 40) ? id * 40 - 1 : id * 40;
      const isGoal = random.chance(0.3);
      return {
        ...createStamp(seed, "alert", id),
        card_id: id % 50 === 3 ? null : cardId,
        condition: isGoal ? "goal" : "rows",
        above_goal: isGoal ? random.chance(0.5) : null,
        only_once: random.chance(0.2),
        active: id % 5 !== 2,
        creator_id: person(),
        recipient_ids: [...new Set([person(), person()])],
        outside_recipients: random.chance(0.3) ? ["auditor@partner.example"] : [],
        hour: random.between(0, 23),
      };
    },
  });
}

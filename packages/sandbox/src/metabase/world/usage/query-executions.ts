import { createRandom } from "../random.ts";
import { failsToRun } from "../results/results.ts";
import type { World } from "../world.ts";
import { type UsageEvent, usageEvents } from "./usage-events.ts";

/** One time that a question was asked. */
export interface QueryExecution {
  readonly id: number;
  readonly started_at: string;
  /** Milliseconds. */
  readonly running_time: number;
  readonly result_rows: number;
  readonly native: boolean;
  readonly context: "question" | "dashboard" | "json-download";
  readonly error: string | null;
  readonly executor_id: number;
  readonly card_id: number;
  readonly database_id: number;
  readonly cache_hit: boolean;
}

/** The executions behind all views of cards, in the order of time; with a part of an instant (`2026-05`), those in it. */
export function* queryExecutions(world: World, period = ""): Generator<QueryExecution> {
  for (const event of usageEvents(world)) {
    if (event.entity_type === "card" && event.timestamp.startsWith(period)) {
      yield executionOf(world, event);
    }
  }
}

function executionOf({ options, cards }: World, event: UsageEvent): QueryExecution {
  const random = createRandom(options.seed, "execution", event.id);
  const card = cards.at(event.entity_id - 1);
  const error = failsToRun(card.id) ? 'ERROR: column "legacy_flag" does not exist' : null;
  return {
    id: event.id,
    started_at: event.timestamp,
    running_time: random.between(8, 90_000),
    result_rows: error === null ? random.between(0, 2000) : 0,
    native: card.dataset_query.type === "native",
    context: random.pick(["question", "dashboard", "json-download"]),
    error,
    executor_id: event.user_id,
    card_id: card.id,
    database_id: card.database_id,
    cache_hit: random.chance(0.2),
  };
}

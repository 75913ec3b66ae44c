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
  /** What was asked, as JSON text. */
  readonly query: string;
}

/** The executions behind all views of cards, in the order of time; with a part of an instant (`2026-05`), those in it. */
export function* queryExecutions(world: World, period = ""): Generator<QueryExecution> {
  const known = new Map<number, Asked>();
  for (const event of usageEvents(world)) {
    if (event.entity_type === "card" && event.timestamp.startsWith(period)) {
      const asked = known.get(event.entity_id) ?? askedBy(world, event.entity_id);
      known.set(event.entity_id, asked);
      yield executionOf(world, event, asked);
    }
  }
}

type Asked = Pick<QueryExecution, "native" | "database_id" | "query">;

function askedBy({ cards }: World, cardId: number): Asked {
  const { dataset_query, database_id } = cards.at(cardId - 1);
  const native = dataset_query.type === "native";
  return { native, database_id, query: JSON.stringify(dataset_query) };
}

function executionOf({ options }: World, event: UsageEvent, asked: Asked): QueryExecution {
  const random = createRandom(options.seed, "execution", event.id);
  const error = failsToRun(event.entity_id) ? 'ERROR: column "legacy_flag" does not exist' : null;
  return {
    id: event.id,
    started_at: event.timestamp,
    running_time: random.between(8, 90_000),
    result_rows: error === null ? random.between(0, 2000) : 0,
    context: random.pick(["question", "dashboard", "json-download"]),
    error,
    executor_id: event.user_id,
    card_id: event.entity_id,
    cache_hit: random.chance(0.2),
    ...asked,
  };
}

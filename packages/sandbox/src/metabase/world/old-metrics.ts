import { cardTypeOf, isCardArchived } from "./card-types.ts";
import type { Card } from "./cards.ts";
import type { LazyList } from "./lazy-list.ts";

/** How many metrics there were before they were cards. */
const OLD_METRICS = 10;

/** Ids of the metrics in use, of those that are cards. */
export function* metricIds(cards: LazyList<Card>): Generator<number> {
  for (let id = 1; id <= cards.length; id += 1) {
    if (cardTypeOf(id) === "metric" && !isCardArchived(id)) yield id;
  }
}

/** Metrics from before they were cards (server versions up to 0.50): the oldest ones. */
export function createOldMetrics(cards: LazyList<Card>): readonly Card[] {
  const metrics: Card[] = [];
  for (const id of metricIds(cards)) {
    if (metrics.length === OLD_METRICS) break;
    metrics.push(cards.at(id - 1));
  }
  return metrics;
}

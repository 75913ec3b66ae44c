/** How many requests may be under way at once. */
export interface Concurrency {
  /** Fractional, so that small steps add up. */
  readonly limit: number;
  /** Whether the server has ever asked for less; from then on growth is slow. */
  readonly isCareful: boolean;
}

/** Where a client starts, and what it never goes below (unless its maximum is 1). */
const LEAST = 2;
/** So much slower than usual counts as usual. */
const TOLERANCE = 1.5;

/** The beginning of a run: nothing is known about the server. */
export function firstConcurrency(maximum: number): Concurrency {
  return { limit: Math.min(LEAST, maximum), isCareful: false };
}

/**
 * After a round of requests (as many as were allowed at once) that all came back: Netflix's gradient,
 * `limit × gradient + √limit`. While answers take their usual time the limit grows, from 2 to 8 in 17
 * requests; once they wait for each other in the server it settles where that begins. After a
 * back-off it grows by 1 a round, because growing by more would soon overload the server again.
 * https://github.com/Netflix/concurrency-limits
 *
 * @param slowdown how many times the usual the round took
 */
export function afterRound(
  { limit, isCareful }: Concurrency,
  slowdown: number,
  maximum: number,
): Concurrency {
  const gradient = Math.min(1, Math.max(0.5, TOLERANCE / slowdown));
  const grown = limit * gradient + (isCareful ? 1 : Math.sqrt(limit));
  return { limit: bounded(grown, maximum), isCareful };
}

/** After the server said that it is too much (429, 503), or fell silent: half. */
export function afterOverload({ limit }: Concurrency, maximum: number): Concurrency {
  return { limit: bounded(limit / 2, maximum), isCareful: true };
}

function bounded(limit: number, maximum: number): number {
  return Math.min(maximum, Math.max(LEAST, limit));
}

import PQueue from "p-queue";

/** Lets so many tasks run at once, and so many start in a second. */
export interface RequestLimiter {
  /** Runs a task when its turn comes. Rejects with the signal's reason when that comes first. */
  run<Result>(task: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

/**
 * A task is one request until its body is read, so that a slow reader counts as well.
 * (`PQueue.concurrency` can be set while it runs: the place for limits that follow the server.)
 */
export function createRequestLimiter(limits: {
  readonly maxConcurrentRequests: number;
  readonly requestsPerSecond: number;
}): RequestLimiter {
  const queue = new PQueue({
    concurrency: limits.maxConcurrentRequests,
    ...intervalFor(limits.requestsPerSecond),
  });
  return {
    run: (task, signal) => queue.add(task, { signal }),
  };
}

/**
 * A rate as p-queue wants it: whole tasks per interval. 2.5 a second is 2 in 800 ms, 0.5 a second
 * is 1 in 2 s.
 */
export function intervalFor(
  perSecond: number,
): { readonly intervalCap: number; readonly interval: number; readonly strict: true } | undefined {
  if (perSecond === Number.POSITIVE_INFINITY) return undefined;
  const intervalCap = Math.max(1, Math.floor(perSecond));
  return { intervalCap, interval: (1000 * intervalCap) / perSecond, strict: true };
}

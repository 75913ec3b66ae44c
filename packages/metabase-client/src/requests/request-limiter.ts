import PQueue from "p-queue";
import { median } from "../median.ts";
import { afterOverload, afterRound, firstConcurrency } from "./concurrency.ts";
import { isOverload } from "./overload.ts";
import { UsualLatency } from "./usual-latency.ts";

/** Lets so many tasks run at once as the server bears, and so many start in a second. */
export interface RequestLimiter {
  /**
   * Runs a task, one request until its body is read, when its turn comes. Rejects with the signal's
   * reason when that comes first.
   *
   * @param path tells which requests can be compared
   */
  run<Result>(path: string, task: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
  readonly facts: ConcurrencyFacts;
}

/** How many requests are let out at once, and how the server took it. */
export interface ConcurrencyFacts {
  readonly current: number;
  readonly maximum: number;
  /** Requests so far that ended with 408, 429, 503, 504, silence or a broken connection. */
  readonly overloads: number;
}

/** Creates one that starts low and follows the server. @param now milliseconds */
export function createRequestLimiter(
  limits: { readonly maxConcurrentRequests: number; readonly requestsPerSecond: number },
  now: () => number,
): RequestLimiter {
  const maximum = limits.maxConcurrentRequests;
  let concurrency = firstConcurrency(maximum);
  let overloads = 0;
  let backOffs = 0;
  let wasFull = false;
  let slowdowns: number[] = [];
  const usual = new UsualLatency();
  const queue = new PQueue({ ...intervalFor(limits.requestsPerSecond) });
  follow();

  return {
    run: (path, task, signal) =>
      queue.add(
        async () => {
          const startedAt = now();
          const backOffsBefore = backOffs;
          wasFull ||= queue.pending >= queue.concurrency;
          let isTooMuch = false;
          try {
            return await task();
          } catch (error) {
            isTooMuch = isOverload(error);
            throw error;
          } finally {
            if (isTooMuch) overloads += 1;
            // What began before the last back-off says nothing about the limit of now.
            if (backOffsBefore === backOffs) {
              if (isTooMuch) backOff();
              else learn(usual.slowdown(path, now() - startedAt));
            }
          }
        },
        { signal },
      ),
    get facts() {
      return { current: queue.concurrency, maximum, overloads };
    },
  };

  function learn(slowdown: number): void {
    slowdowns.push(slowdown);
    if (slowdowns.length < queue.concurrency) return;
    // A limit that was not reached has not been tried.
    if (wasFull) concurrency = afterRound(concurrency, median(slowdowns) ?? 1, maximum);
    follow();
  }

  function backOff(): void {
    backOffs += 1;
    concurrency = afterOverload(concurrency, maximum);
    follow();
  }

  /** Begins a round with the limit of now. */
  function follow(): void {
    queue.concurrency = Math.floor(concurrency.limit);
    wasFull = false;
    slowdowns = [];
  }
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

import { HttpStatusError, MetabaseError, NetworkError } from "../errors.ts";
import type { Sleep } from "../options.ts";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A server may ask for an hour; a run that waits that long looks hung. */
const LONGEST_RETRY_AFTER_MS = 60_000;

/** How often to try again, and the edges that a test replaces. */
export interface RetryOptions {
  readonly maxRetries: number;
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Whether the server has ever answered: until then its name may be misspelt. */
  readonly hasAnswered: () => boolean;
  readonly onRetry: (error: MetabaseError, pauseMs: number) => void;
}

/**
 * Runs `attempt` until it succeeds, fails for good, or was repeated `maxRetries` times (once, while
 * the host was never found). Only for reads: a request that changes something may have arrived although its answer did not.
 *
 * @throws whatever the last attempt threw
 */
export async function withRetries<Result>(
  attempt: (number: number) => Promise<Result>,
  options: RetryOptions,
): Promise<Result> {
  for (let number = 1; ; number += 1) {
    try {
      return await attempt(number);
    } catch (error) {
      if (!(error instanceof MetabaseError && error.retryable)) throw error;
      if (number > mostRetries(error, options)) throw error;
      const pauseMs = pauseBefore(error, number, options.random());
      options.onRetry(error, pauseMs);
      await options.sleep(pauseMs, options.signal);
    }
  }
}

/** A name that never led to a host gets one more chance: who misspelt it waits for the message. */
function mostRetries(error: MetabaseError, { maxRetries, hasAnswered }: RetryOptions): number {
  const isMisspelt = error instanceof NetworkError && error.isHostUnknown && !hasAnswered();
  return isMisspelt ? Math.min(1, maxRetries) : maxRetries;
}

/**
 * Exponential backoff with full jitter, so that many clients do not come back at once; never
 * earlier than the server asked for.
 */
export function pauseBefore(error: MetabaseError, number: number, random: number): number {
  const backoff = random * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (number - 1));
  const asked = error instanceof HttpStatusError ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(backoff, Math.min(asked, LONGEST_RETRY_AFTER_MS));
}

import type { CredentialFacts } from "./authentication/credentials.ts";
import { median } from "./median.ts";
import type { ConcurrencyFacts } from "./requests/request-limiter.ts";

/** What a client can tell about its connection after some requests. Holds no secret. */
export interface ClientFacts {
  /**
   * How far the server's clock is ahead of ours (negative: behind), by the `Date` of its last
   * answer; 0 when they may agree, as that has whole seconds. Undefined when no answer had one.
   */
  readonly clockSkewSeconds: number | undefined;
  /** From a request to the beginning of its answer: the median of the last 100. */
  readonly latencySeconds: number | undefined;
  readonly concurrency: ConcurrencyFacts;
  readonly credential: CredentialFacts;
}

/** When a request was sent and its answer began, in milliseconds since the epoch. */
export interface AnswerTimes {
  readonly sentAt: number;
  readonly answeredAt: number;
  /** The header `Date` of the answer. */
  readonly date: string | null;
}

const MOST_LATENCIES = 100;

/** Watches the answers go by. */
export class AnswerTimings {
  #last: AnswerTimes | undefined;
  readonly #latencies: number[] = [];

  add(times: AnswerTimes): void {
    this.#last = times;
    this.#latencies.push((times.answeredAt - times.sentAt) / 1000);
    if (this.#latencies.length > MOST_LATENCIES) this.#latencies.shift();
  }

  /** Whether anything has ever answered at this address. */
  get hasAny(): boolean {
    return this.#last !== undefined;
  }

  get clockSkewSeconds(): number | undefined {
    return this.#last && clockSkewSeconds(this.#last);
  }

  get latencySeconds(): number | undefined {
    return median(this.#latencies);
  }
}

/**
 * The least difference of two clocks that explains a `Date` header (RFC 9110, 6.6.1): it was written,
 * cut to the second, at some time between the request and the answer.
 */
export function clockSkewSeconds({ sentAt, answeredAt, date }: AnswerTimes): number | undefined {
  const told = Date.parse(date ?? "");
  if (Number.isNaN(told)) return undefined;
  const ahead = told - answeredAt;
  const behind = told + 999 - sentAt;
  return Math.max(0, ahead) / 1000 + Math.min(0, behind) / 1000;
}

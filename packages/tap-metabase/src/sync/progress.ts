import type { Writable } from "node:stream";
import type { Logger } from "@singer-metabase/singer-protocol";

/** Where progress is shown, and what it counts. */
export interface ProgressOptions {
  readonly streamCount: number;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly logger: Logger;
  readonly requestCount: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const REDRAW_MS = 200;
const LOG_MS = 30_000;
const ERASE_LINE = "\u001B[2K";

/**
 * Tells how far a run has come: a line at a terminal that is drawn over and over, a log line now
 * and then everywhere else.
 */
export class Progress {
  readonly #options: ProgressOptions;
  readonly #startedAt: number;
  #shownAt: number;
  #stream = "";
  #finished = 0;
  #leftOut = 0;
  #records = 0;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#startedAt = options.now();
    this.#shownAt = this.#startedAt;
  }

  startStream(name: string): void {
    this.#stream = name;
    this.#show();
  }

  addRecords(count: number): void {
    this.#records += count;
    this.#show();
  }

  finishStream(): void {
    this.#finished += 1;
    this.clear();
  }

  /** Counts a stream that the server does not offer to this account. */
  leaveOutStream(): void {
    this.#leftOut += 1;
    this.clear();
  }

  /** Takes the line away, so that a log line can take its place. */
  clear(): void {
    if (this.#options.stderr.isTTY) this.#options.stderr.write(ERASE_LINE);
  }

  /** Tells how the run went, and in metrics how many requests it took for how many seconds. */
  end(requestSeconds: number): void {
    const { logger, requestCount, now } = this.#options;
    this.clear();
    const requests = { metric: "http_request_count", value: requestCount(), tags: {} };
    logger.metric({ type: "counter", ...requests });
    logger.metric({
      type: "timer",
      metric: "http_request_duration",
      value: Math.round(requestSeconds * 1000) / 1000,
      tags: {},
    });
    logger.info(`${this.describe()} in ${Math.round((now() - this.#startedAt) / 1000)} s`);
  }

  /** One line: streams done, records, requests, rate. */
  describe(): string {
    const { streamCount, requestCount, now } = this.#options;
    const seconds = (now() - this.#startedAt) / 1000;
    const rate = seconds > 0 ? Math.round(this.#records / seconds) : 0;
    const parts = [
      `${this.#finished} of ${streamCount} streams`,
      ...(this.#leftOut > 0 ? [`${this.#leftOut} left out`] : []),
      `${this.#records} records`,
      `${requestCount()} requests`,
      `${rate} records/s`,
    ];
    return parts.join(", ");
  }

  #show(): void {
    const { stderr, logger, now } = this.#options;
    const interval = stderr.isTTY ? REDRAW_MS : LOG_MS;
    if (now() - this.#shownAt < interval) return;
    this.#shownAt = now();
    const line = `${this.#stream}: ${this.describe()}`;
    if (stderr.isTTY) stderr.write(`${ERASE_LINE}${line}\r`);
    else logger.info(line);
  }
}

import type { Logger } from "@singer-metabase/singer-protocol";

interface Totals {
  records: number;
  batches: number;
  seconds: number;
}

/** Where counts go, and what tells the time. */
export interface LoadMetricsOptions {
  readonly logger: Pick<Logger, "info" | "metric">;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A long load tells so often how far it has come. */
const SHOW_MS = 30_000;

/**
 * Counts what was loaded, by stream: for people in a line now and then, for runners under the names of
 * the Singer SDK's metrics.
 * https://sdk.meltano.com/en/latest/implementation/logging.html#custom-logging-configuration
 */
export class LoadMetrics {
  readonly #options: LoadMetricsOptions;
  readonly #totals = new Map<string, Totals>();
  readonly #rejected = new Map<string, number>();
  readonly #startedAt: number;
  #shownAt: number;

  constructor(options: LoadMetricsOptions) {
    this.#options = options;
    this.#startedAt = options.now();
    this.#shownAt = this.#startedAt;
  }

  /** Counts a committed batch. */
  add(stream: string, records: number, seconds: number): void {
    const totals = this.#totals.get(stream) ?? { records: 0, batches: 0, seconds: 0 };
    totals.records += records;
    totals.batches += 1;
    totals.seconds += seconds;
    this.#totals.set(stream, totals);
    this.#show();
  }

  /** Counts a record that was put aside. */
  addRejected(stream: string): void {
    this.#rejected.set(stream, (this.#rejected.get(stream) ?? 0) + 1);
  }

  /** Writes the totals: three metrics a stream, a fourth where records were put aside, and a line for all. */
  report(): void {
    const { logger } = this.#options;
    for (const [stream, { records, batches, seconds }] of this.#totals) {
      const tags = { stream };
      logger.metric({ type: "counter", metric: "record_count", value: records, tags });
      logger.metric({ type: "counter", metric: "batch_count", value: batches, tags });
      logger.metric({ type: "timer", metric: "batch_processing_time", value: seconds, tags });
    }
    for (const [stream, value] of this.#rejected) {
      logger.metric({ type: "counter", metric: "rejected_count", value, tags: { stream } });
    }
    if (this.#totals.size > 0) logger.info(this.#describe());
  }

  #show(): void {
    const { logger, now } = this.#options;
    if (now() - this.#shownAt < SHOW_MS) return;
    this.#shownAt = now();
    logger.info(this.#describe());
  }

  #describe(): string {
    const seconds = (this.#options.now() - this.#startedAt) / 1_000;
    const totals = [...this.#totals.values()];
    const records = totals.reduce((sum, total) => sum + total.records, 0);
    const rate = seconds > 0 ? `, ${Math.round(records / seconds)} records/s` : "";
    const streams = totals.length === 1 ? "1 stream" : `${totals.length} streams`;
    return `loaded ${records} records of ${streams} in ${Math.round(seconds)} s${rate}`;
  }
}

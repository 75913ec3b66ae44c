import type { Logger } from "@singer-metabase/singer-protocol";

interface Totals {
  records: number;
  batches: number;
  seconds: number;
}

/**
 * Counts what was loaded, by stream, under the names of the Singer SDK's metrics.
 * https://sdk.meltano.com/en/latest/implementation/logging.html#custom-logging-configuration
 */
export class LoadMetrics {
  readonly #totals = new Map<string, Totals>();

  /** Counts a committed batch. */
  add(stream: string, records: number, seconds: number): void {
    const totals = this.#totals.get(stream) ?? { records: 0, batches: 0, seconds: 0 };
    totals.records += records;
    totals.batches += 1;
    totals.seconds += seconds;
    this.#totals.set(stream, totals);
  }

  /** Writes the totals, three lines a stream. */
  report(logger: Pick<Logger, "metric">): void {
    for (const [stream, { records, batches, seconds }] of this.#totals) {
      const tags = { stream };
      logger.metric({ type: "counter", metric: "record_count", value: records, tags });
      logger.metric({ type: "counter", metric: "batch_count", value: batches, tags });
      logger.metric({ type: "timer", metric: "batch_processing_time", value: seconds, tags });
    }
  }
}

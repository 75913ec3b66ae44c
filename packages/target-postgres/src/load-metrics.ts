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
  readonly #rejected = new Map<string, number>();

  /** Counts a committed batch. */
  add(stream: string, records: number, seconds: number): void {
    const totals = this.#totals.get(stream) ?? { records: 0, batches: 0, seconds: 0 };
    totals.records += records;
    totals.batches += 1;
    totals.seconds += seconds;
    this.#totals.set(stream, totals);
  }

  /** Counts a record that was put aside. */
  addRejected(stream: string): void {
    this.#rejected.set(stream, (this.#rejected.get(stream) ?? 0) + 1);
  }

  /** Writes the totals, three lines a stream, and a fourth where records were put aside. */
  report(logger: Pick<Logger, "metric">): void {
    for (const [stream, { records, batches, seconds }] of this.#totals) {
      const tags = { stream };
      logger.metric({ type: "counter", metric: "record_count", value: records, tags });
      logger.metric({ type: "counter", metric: "batch_count", value: batches, tags });
      logger.metric({ type: "timer", metric: "batch_processing_time", value: seconds, tags });
    }
    for (const [stream, value] of this.#rejected) {
      logger.metric({ type: "counter", metric: "rejected_count", value, tags: { stream } });
    }
  }
}

import type { Logger } from "@singer-metabase/singer-protocol";
import { describeFailure } from "../describe-failure.ts";
import type { RecordError } from "../errors.ts";
import { ChunkPool } from "../load/chunk-pool.ts";
import type { Connection } from "../postgres.ts";
import { quoteRelation } from "../sql/identifier.ts";
import { EpochRejects } from "./epoch-rejects.ts";
import type { Reject } from "./reject.ts";
import { prepareRejectTable, rejectRelation, writeRejects } from "./reject-table.ts";

/** What the rejects of a run are made of. */
export interface RejectsOptions {
  readonly runId: string;
  /** Most records that may be put aside. */
  readonly limit: number;
  /** The schema that a stream is loaded into. */
  readonly schemaOf: (stream: string) => string;
  /** Says which line of a file a record came in. */
  readonly locate: (error: RecordError) => RecordError;
  /** Told of each record whose reject is committed. */
  readonly onReject: (stream: string) => void;
  readonly logger: Pick<Logger, "info" | "warn">;
  readonly now: () => number;
}

/** Records that are put aside into a table, so that the run can go on without them. */
export class Rejects {
  readonly pool = new ChunkPool();
  readonly #options: RejectsOptions;
  readonly #streams = new Set<string>();
  /** Committed rejects, by table. */
  readonly #written = new Map<string, number>();
  #count = 0;

  constructor(options: RejectsOptions) {
    this.#options = options;
  }

  /** What the next epoch needs. */
  open(): EpochRejects {
    return new EpochRejects(this);
  }

  /** Whether a record of the stream was put aside. */
  includes(stream: string): boolean {
    return this.#streams.has(stream);
  }

  /**
   * Counts a record.
   *
   * @throws {RecordError} for one too many.
   */
  admit(error: RecordError, rawLine: string): Reject {
    const { limit, now } = this.#options;
    if (this.#count >= limit) {
      throw error.with({
        wayOut: `${limit} records were diverted before it, and max_bad_records allows no more: raise it, or mend the tap or its SCHEMA`,
      });
    }
    this.#count += 1;
    this.#streams.add(error.stream);
    return { error, rawLine, rejectedAt: now() };
  }

  /** Commits rejects to the tables of their streams' schemas. */
  async write(connection: Connection, rejects: readonly Reject[]): Promise<void> {
    const { runId, schemaOf, locate, onReject, logger } = this.#options;
    for (const schema of new Set(rejects.map(({ error }) => schemaOf(error.stream)))) {
      const relation = rejectRelation(schema);
      const table = quoteRelation(relation);
      const chosen = rejects.filter(({ error }) => schemaOf(error.stream) === schema);
      const written = this.#written.get(table);
      try {
        if (written === undefined) await prepareRejectTable(connection, relation, logger);
        const located = chosen.map((reject) => ({ ...reject, error: locate(reject.error) }));
        await writeRejects(connection, relation, runId, located);
      } catch (error) {
        throw describeFailure(`cannot write rejected records to ${table}`, error);
      }
      this.#written.set(table, (written ?? 0) + chosen.length);
      for (const { error } of chosen) onReject(error.stream);
    }
  }

  /** Says how many records were put aside, and where they are. */
  report(): void {
    const { runId, logger } = this.#options;
    for (const [table, count] of this.#written) {
      logger.warn(`${count} bad records were not loaded; they are in ${table}, run_id ${runId}`);
    }
  }
}

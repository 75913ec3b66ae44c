import type { Relation } from "../sql/identifier.ts";
import type { RowCounts } from "./row-counts.ts";

/** What a run has done with one stream so far. Only what is committed counts. */
export class StreamTally {
  readonly stream: string;
  readonly relation: Relation;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly #now: () => number;
  #endedAt: number;
  #counts: RowCounts = {
    rowsIn: 0,
    inserted: 0,
    updated: 0,
    unchanged: 0,
    deleted: 0,
    rejected: 0,
  };

  constructor(stream: string, relation: Relation, now: () => number) {
    this.stream = stream;
    this.relation = relation;
    this.#now = now;
    this.startedAt = now();
    this.#endedAt = this.startedAt;
  }

  /** When something was counted last, in epoch milliseconds. */
  get endedAt(): number {
    return this.#endedAt;
  }

  get counts(): RowCounts {
    return this.#counts;
  }

  /** The same tally for a table whose rows are not the stream's yet. */
  onlyRowsIn(): Pick<StreamTally, "add"> {
    return { add: ({ rowsIn = 0 }) => this.add({ rowsIn }) };
  }

  /** Counts what is committed now. */
  add(more: Partial<RowCounts>): void {
    const counts = Object.entries(this.#counts).map(
      ([name, count]) => [name, count + (more[name as keyof RowCounts] ?? 0)] as const,
    );
    this.#counts = Object.fromEntries(counts) as unknown as RowCounts;
    this.#endedAt = this.#now();
  }
}

import type { MergeStatement } from "../sql/merge.ts";

/** What became of records, by the counts of the statements that loaded them. */
export interface RowCounts {
  /** Records that were taken, or diverted as bad. */
  readonly rowsIn: number;
  readonly inserted: number;
  readonly updated: number;
  /** Rows that came as they were. */
  readonly unchanged: number;
  /** Rows that were removed, or marked as deleted by an activation. */
  readonly deleted: number;
  /** Records that could not be loaded. */
  readonly rejected: number;
}

/** Counts what the statements of a merge did with staged rows; `touched` has their counts, in order. */
export function countMerge(
  staged: number,
  statements: readonly MergeStatement[],
  touched: readonly number[],
): Pick<RowCounts, "inserted" | "updated" | "unchanged" | "deleted"> {
  const sum = (kind: MergeStatement["counts"]): number =>
    statements.reduce(
      (total, { counts }, index) => total + (counts === kind ? (touched[index] ?? 0) : 0),
      0,
    );
  const [inserted, updated] = [sum("inserted"), sum("updated")];
  return { inserted, updated, unchanged: staged - inserted - updated, deleted: sum("deleted") };
}

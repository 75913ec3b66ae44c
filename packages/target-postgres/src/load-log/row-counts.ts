import type { LoadStatement } from "../sql/merge.ts";

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

/** Counts what statements did with the rows of a batch; `touched` has their counts, in order. */
export function countRows(
  statements: readonly LoadStatement[],
  touched: readonly number[],
): Pick<RowCounts, "inserted" | "updated" | "unchanged" | "deleted"> {
  const sum = (kind: LoadStatement["counts"]): number =>
    statements.reduce(
      (total, { counts }, index) => total + (counts === kind ? (touched[index] ?? 0) : 0),
      0,
    );
  const [inserted, updated] = [sum("inserted"), sum("updated")];
  const staged = sum("staged") - sum("replaced");
  // Rows that are not staged are inserted, whatever they are.
  const unchanged = staged === 0 ? 0 : staged - inserted - updated;
  return { inserted, updated, unchanged, deleted: sum("deleted") };
}

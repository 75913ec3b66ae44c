import { frameBinary } from "../sql/copy-binary.ts";
import { quoteList } from "../sql/identifier.ts";
import type { LoadStatement } from "../sql/merge.ts";
import type { RowFormat, SelectedRows } from "./batch.ts";

/** A COPY, and the rows that it takes. */
export interface CopyStatement extends LoadStatement {
  readonly rows: SelectedRows;
}

/**
 * The COPYs that take rows of both formats into a table (quoted).
 *
 * @param ownColumns identifiers, for rows that do not say what their columns are.
 */
export function copyRows(
  table: string,
  ownColumns: readonly string[],
  selected: readonly SelectedRows[],
  counts: "staged" | "inserted",
): CopyStatement[] {
  return selected.map((rows) => {
    const { format, chunks, columns = ownColumns } = rows;
    const input = format === "binary" ? frameBinary(chunks) : chunks;
    return { sql: copyInto(table, columns, format), input, counts, rows };
  });
}

/** Takes rows into some columns of a table (quoted). */
export function copyInto(table: string, columns: readonly string[], format: RowFormat): string {
  return `copy ${table} (${quoteList(columns)}) from stdin (format ${format})`;
}

import type { Connection } from "../postgres.ts";
import { frameBinary } from "../sql/copy-binary.ts";
import { copyInto } from "../sql/read-table.ts";
import type { SelectedRows } from "./batch.ts";

/** A COPY has failed: the rows that it was taking. */
export class CopyFailure extends Error {
  readonly rows: SelectedRows;

  constructor(rows: SelectedRows, cause: unknown) {
    super("COPY has failed", { cause });
    this.rows = rows;
  }
}

/**
 * Copies rows of both formats into a table (quoted).
 *
 * @param ownColumns identifiers, for rows that do not say what their columns are.
 * @returns how many rows came in.
 * @throws {CopyFailure} with what the server said as its cause.
 */
export async function copyRows(
  connection: Connection,
  table: string,
  ownColumns: readonly string[],
  selected: readonly SelectedRows[],
): Promise<number> {
  let copied = 0;
  for (const rows of selected) {
    const { format, chunks, columns = ownColumns } = rows;
    const sql = copyInto(table, columns, format);
    copied += await connection
      .copyIn(sql, format === "binary" ? frameBinary(chunks) : chunks)
      .catch((error: unknown) => {
        throw new CopyFailure(rows, error);
      });
  }
  return copied;
}

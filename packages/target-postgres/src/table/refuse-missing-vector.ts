import { TableChangeError } from "../errors.ts";
import type { Connection } from "../postgres.ts";
import type { ColumnDefinition } from "../sql/table-definition.ts";

/**
 * Looks for pgvector where a column asks for it.
 *
 * @throws {TableChangeError} when the database lacks it.
 */
export async function refuseMissingVector(
  connection: Connection,
  columns: readonly ColumnDefinition[],
): Promise<void> {
  const column = columns.find(({ sql }) => sql === "vector");
  if (column === undefined) return;
  const sql = "select to_regtype('vector') is not null as found";
  const [row] = await connection.query<{ found: boolean }>(sql);
  if (row?.found === true) return;
  throw new TableChangeError(
    `property "${column.property}" asks for pgvector (x-sql-datatype), which this database lacks; run CREATE EXTENSION vector, with its schema in search_path, or take the keyword out of the schema`,
  );
}

import { TableChangeError } from "../errors.ts";
import type { Connection } from "../postgres.ts";
import { quoteRelation, type Relation } from "../sql/identifier.ts";
import { type ExistingColumn, READ_COLUMNS } from "../sql/read-table.ts";
import { addColumn, type ColumnDefinition } from "../sql/table-definition.ts";
import { fitColumn } from "../types/fit-column.ts";
import { tellRefusal } from "./in-savepoint.ts";
import { widenInPlace } from "./widen-in-place.ts";

/** A table, and another one that is to have the same columns. */
export interface Followed {
  readonly relation: Relation;
  readonly follower: Relation;
  /** The columns that matter. */
  readonly columns: readonly ColumnDefinition[];
}

/**
 * Gives a table that goes with another one the columns, and the types, that the other has by now.
 *
 * @throws {TableChangeError} when something hangs on a column whose type must change.
 */
export async function followColumns(
  connection: Connection,
  { relation, follower, columns }: Followed,
): Promise<void> {
  const [wanted, existing] = [
    await readTypes(connection, relation),
    await readTypes(connection, follower),
  ];
  const typed = columns.map((column) => ({
    ...column,
    sql: wanted.get(column.identifier) ?? column.sql,
  }));
  const missing = typed.filter(({ identifier }) => !existing.has(identifier));
  if (missing.length > 0) {
    await connection.query(missing.flatMap((column) => addColumn(follower, column)).join(";\n"));
  }
  const outgrown = typed.flatMap(({ identifier, sql }) => {
    const old = existing.get(identifier);
    if (old === undefined || old === sql) return [];
    const fit = fitColumn(old, sql);
    const using = fit.kind === "widens" && fit.sql === sql ? fit.using : `$::${sql}`;
    return [{ identifier, sql, using }];
  });
  const [refused] = await widenInPlace(connection, follower, outgrown);
  if (refused === undefined) return;
  throw new TableChangeError(
    `column "${refused[0]}" of ${quoteRelation(follower)} cannot get the type it has in ${quoteRelation(relation)}: ${tellRefusal(refused[1])}; drop what hangs on it, run again, and create it anew`,
  );
}

async function readTypes(
  connection: Connection,
  relation: Relation,
): Promise<ReadonlyMap<string, string>> {
  const columns = await connection.query<ExistingColumn>(READ_COLUMNS, [quoteRelation(relation)]);
  return new Map(columns.map(({ identifier, sql }) => [identifier, sql]));
}

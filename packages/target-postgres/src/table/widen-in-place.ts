import type { Connection, ServerRefusal } from "../postgres.ts";
import {
  createView,
  type DependentView,
  dropViews,
  READ_DEPENDENT_VIEWS,
  READ_REVOKES,
} from "../sql/dependent-views.ts";
import { quoteRelation, type Relation } from "../sql/identifier.ts";
import { widenColumns } from "../sql/table-definition.ts";
import { inSavepoint } from "./in-savepoint.ts";

/** A column that is to become wider. */
export interface ColumnWidening {
  readonly identifier: string;
  readonly sql: string;
  readonly using: string;
}

/**
 * Widens columns: all at once, because the server then rewrites the table once; when it refuses that,
 * one by one. Views that read them are dropped and made again, with their rights and comments.
 *
 * @returns the refusals, by the identifiers of the columns that stay as they were.
 */
export async function widenInPlace(
  connection: Connection,
  relation: Relation,
  columns: readonly ColumnWidening[],
): Promise<ReadonlyMap<string, ServerRefusal>> {
  const [first, ...others] = columns;
  if (first === undefined) return new Map();
  const refusal = await inSavepoint(connection, () => widen(connection, relation, columns));
  if (refusal === undefined) return new Map();
  if (others.length === 0) return new Map([[first.identifier, refusal]]);
  const refusals = new Map<string, ServerRefusal>();
  for (const column of columns) {
    for (const entry of await widenInPlace(connection, relation, [column])) refusals.set(...entry);
  }
  return refusals;
}

async function widen(
  connection: Connection,
  relation: Relation,
  columns: readonly ColumnWidening[],
): Promise<void> {
  const views = await connection.query<DependentView>(READ_DEPENDENT_VIEWS, [
    quoteRelation(relation),
    columns.map(({ identifier }) => identifier),
  ]);
  const alter = widenColumns(relation, columns);
  // What is more than a view is not dropped: the server says what it is.
  if (!views.every(({ isPlain }) => isPlain)) return void (await connection.query(alter));
  await connection.query([...dropViews(views), alter, ...views.flatMap(createView)].join(";\n"));
  for (const { name, grants } of views) {
    const revokes = await connection.query<{ sql: string }>(READ_REVOKES, [name]);
    const rights = [...revokes.map(({ sql }) => sql), ...grants];
    if (rights.length > 0) await connection.query(rights.join(";\n"));
  }
}

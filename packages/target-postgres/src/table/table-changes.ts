import type { ColumnDefinition } from "../sql/table-definition.ts";
import { fitColumn } from "../types/fit-column.ts";

/** A column that must become wider. */
interface WidenedColumn {
  readonly identifier: string;
  readonly from: string;
  readonly sql: string;
  /** The old value in the new type; `$` stands for the column. */
  readonly using: string;
}

/** What must happen to a table so that it holds what a stream sends. */
export interface TableChanges {
  readonly added: readonly ColumnDefinition[];
  readonly widened: readonly WidenedColumn[];
}

/** Compares the columns that exist (types by identifier) with those that are wanted. */
export function compareColumns(
  existing: ReadonlyMap<string, string>,
  wanted: readonly ColumnDefinition[],
): TableChanges {
  const added = wanted.filter(({ identifier }) => !existing.has(identifier));
  const widened = wanted.flatMap(({ identifier, sql }) => {
    const from = existing.get(identifier);
    const widening = from === undefined ? undefined : fitColumn(from, sql);
    return from === undefined || widening === undefined ? [] : [{ identifier, from, ...widening }];
  });
  return { added, widened };
}

/** The columns with the types they have once the changes are made. */
export function applyChanges(
  existing: ReadonlyMap<string, string>,
  wanted: readonly ColumnDefinition[],
  { widened }: TableChanges,
): readonly ColumnDefinition[] {
  const types = new Map([
    ...existing,
    ...widened.map(({ identifier, sql }) => [identifier, sql] as const),
  ]);
  return wanted.map((column) => ({ ...column, sql: types.get(column.identifier) ?? column.sql }));
}

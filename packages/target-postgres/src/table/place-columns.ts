import type { ExistingColumn } from "../sql/read-table.ts";
import type { ColumnDefinition } from "../sql/table-definition.ts";
import { fitColumn, type Widening } from "../types/fit-column.ts";
import type { ColumnNameStyle } from "./column-name.ts";
import { nameColumns } from "./name-columns.ts";
import type { PlannedColumn, TablePlan } from "./plan-table.ts";

/** What is done when a column cannot hold what comes. */
export type TypeChangePolicy = "widen" | "variant" | "fail";

/** How the table gets the column in which a property's values will be. */
type Placement =
  /** It has it. */
  | { readonly step: "keep"; readonly column: ColumnDefinition }
  | { readonly step: "add"; readonly column: ColumnDefinition }
  | { readonly step: "widen"; readonly column: ColumnDefinition; readonly widening: Widening }
  /** It gets another column beside the one that it has. */
  | { readonly step: "variant" }
  | { readonly step: "refuse" };

/** A property, its columns, and what happens. */
export interface PlacedColumn {
  readonly planned: PlannedColumn;
  readonly isKey: boolean;
  /** The columns that the property has or had, the newest first; empty for a new property. */
  readonly columns: readonly ExistingColumn[];
  readonly placement: Placement;
}

/** Settings that decide. */
export interface PlacementChoices {
  readonly columnNameStyle: ColumnNameStyle;
  readonly onTypeChange: TypeChangePolicy;
}

/** Decides where the values of each of a stream's properties go in a table that exists. */
export function placeColumns(
  { own, keys }: TablePlan,
  existing: readonly ExistingColumn[],
  { columnNameStyle, onTypeChange }: PlacementChoices,
): readonly PlacedColumn[] {
  const named = nameColumns(
    own.map(({ property }) => property),
    columnNameStyle,
    existing,
  );
  return own.map((wanted) => {
    const { columns, identifier } = named.get(wanted.property) ?? { ...wanted, columns: [] };
    const isKey = keys.includes(wanted.identifier);
    const planned = { ...wanted, identifier };
    return { planned, isKey, columns, placement: place(planned, columns, isKey, onTypeChange) };
  });
}

/**
 * Once a property has several columns, the newest that holds what comes is taken, so that its values
 * do not wander from run to run.
 */
function place(
  planned: PlannedColumn,
  columns: readonly ExistingColumn[],
  isKey: boolean,
  onTypeChange: TypeChangePolicy,
): Placement {
  const [newest, ...older] = columns;
  if (newest === undefined) return { step: "add", column: planned };
  const fits = columns.map(({ sql }) => fitColumn(sql, planned.sql, planned.isNeeded));
  const holder = columns[fits.findIndex(({ kind }) => kind === "holds")];
  if (holder !== undefined) return keep(planned, holder);
  if (onTypeChange === "fail") return { step: "refuse" };
  const [fit] = fits;
  // A key cannot be in two columns: what its type does not hold is refused value by value.
  if (isKey && fit?.kind !== "widens") return keep(planned, newest);
  const mayWiden = isKey || (onTypeChange === "widen" && older.length === 0);
  if (fit?.kind !== "widens" || !mayWiden) return { step: "variant" };
  const column = { ...planned, identifier: newest.identifier, sql: fit.sql };
  return { step: "widen", column, widening: fit };
}

function keep(planned: PlannedColumn, { identifier, sql }: ExistingColumn): Placement {
  return { step: "keep", column: { ...planned, identifier, sql } };
}

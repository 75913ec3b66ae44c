/** What a table holds of a row. */
export interface Row {
  readonly value: string;
  readonly extra: string | null;
  readonly isDeleted: boolean;
  /** The newest version that it was seen in. */
  readonly version: number;
}

/** Rows by key; in a table without one, by where they came in the script. */
export type Table = ReadonlyMap<string, Row>;

/** A message that changes a table. */
export type Change =
  | {
      readonly type: "RECORD";
      readonly key: string;
      readonly value: string;
      /** Undefined where the SCHEMA knows no such property. */
      readonly extra: string | null | undefined;
      readonly isDeleted: boolean;
      readonly version: number;
    }
  | { readonly type: "ACTIVATE_VERSION"; readonly version: number }
  /** Other rows take the place of all. */
  | { readonly type: "SWAP"; readonly rows: Table };

/** The version of what has none: older than any. */
export const NO_VERSION = Number.NEGATIVE_INFINITY;

/**
 * What a change makes of a table. This is the specification of all loading: a record replaces the row
 * with its key, unless that belongs to a newer version; what is marked as deleted, or was not seen in
 * a version that is activated, is marked or gone.
 */
export function changeTable(table: Table, change: Change, isHard: boolean): Table {
  if (change.type === "SWAP") return change.rows;
  const rows = new Map(table);
  if (change.type === "ACTIVATE_VERSION") {
    for (const [key, row] of table) {
      if (row.version >= change.version) continue;
      if (isHard) rows.delete(key);
      else rows.set(key, { ...row, isDeleted: true });
    }
    return rows;
  }
  const { key, value, extra, isDeleted, version } = change;
  const earlier = table.get(key);
  if (earlier !== undefined && version < earlier.version) return table;
  if (isDeleted && isHard) rows.delete(key);
  else rows.set(key, { value, extra: extra ?? heir(extra, earlier), isDeleted, version });
  return rows;
}

/** A property that the SCHEMA lacks leaves its column alone. */
function heir(extra: null | undefined, earlier: Row | undefined): string | null {
  return extra === undefined ? (earlier?.extra ?? null) : null;
}

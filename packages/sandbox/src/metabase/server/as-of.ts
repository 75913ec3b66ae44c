/** The first major version that has a field, for fields that not every version has. */
export type Since = Readonly<Record<string, number>>;

/** A row without the fields that a version does not have yet. */
export function asOf<Row extends object>(row: Row, major: number, since: Since): Partial<Row> {
  return Object.fromEntries(
    Object.entries(row).filter(([field]) => (since[field] ?? 0) <= major),
  ) as Partial<Row>;
}

/** The first major version that has a field, for fields that not every version has. */
export type Since = Readonly<Record<string, number>>;

/** A row without the fields that a version does not have yet; the row itself where it has them all. */
export function asOf<Row extends object>(row: Row, major: number, since: Since): Partial<Row> {
  const missing = Object.keys(since).filter((field) => (since[field] ?? 0) > major);
  return missing.length === 0
    ? row
    : (Object.fromEntries(
        Object.entries(row).filter(([field]) => !missing.includes(field)),
      ) as Partial<Row>);
}

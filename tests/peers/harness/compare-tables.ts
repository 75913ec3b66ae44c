import type { Table } from "./read-tables.ts";

type Tables = ReadonlyMap<string, Table>;

/** What differs between what two targets left, a line each: theirs first, then ours. */
export function compareTables(theirs: Tables, ours: Tables): string[] {
  return [...union(theirs.keys(), ours.keys())].flatMap((name) => {
    const [their, our] = [theirs.get(name), ours.get(name)];
    if (!our) return [`${name}: a table of theirs only`];
    if (!their) return [`${name}: a table of ours only`];
    return compareTable(their, our).map((difference) => `${name}${difference}`);
  });
}

function compareTable(theirs: Table, ours: Table): string[] {
  return [
    ...compareColumns(theirs, ours),
    ...compare(" key", theirs.key.join(", "), ours.key.join(", ")),
    ...compare(" indexes", theirs.indexes.join("; "), ours.indexes.join("; ")),
    ...compare(" grants", theirs.grants.join("; "), ours.grants.join("; ")),
    ...compareRows(theirs, ours),
  ];
}

function compareColumns(theirs: Table, ours: Table): string[] {
  return [...union(theirs.columns.keys(), ours.columns.keys())].flatMap((name) =>
    compare(`.${name}`, theirs.columns.get(name), ours.columns.get(name)),
  );
}

/** Of rows that differ in one column alike, the first ones will do. */
const ROWS_OF_A_COLUMN = 3;

function compareRows(theirs: Table, ours: Table): string[] {
  const [their, our] = [identifyRows(theirs, theirs.key), identifyRows(ours, theirs.key)];
  const places = [...union(their.keys(), our.keys())].sort();
  const alone = places.flatMap((row) => {
    if (!our.has(row)) return [` ${row}: a row of theirs only`];
    return their.has(row) ? [] : [` ${row}: a row of ours only`];
  });
  const columns = [...theirs.columns.keys()].filter((column) => ours.columns.has(column));
  const different = columns.flatMap((column) => {
    const lines = places.flatMap((row) => {
      const [theirRow, ourRow] = [their.get(row), our.get(row)];
      if (!theirRow || !ourRow) return [];
      const values = [theirRow.get(column) ?? "null", ourRow.get(column) ?? "null"] as const;
      return compare(` ${row}.${column}`, ...values);
    });
    const more = lines.length > ROWS_OF_A_COLUMN ? [` .${column} of more rows`] : [];
    return [...lines.slice(0, ROWS_OF_A_COLUMN), ...more];
  });
  return [...alone, ...different];
}

/** Rows by their key or, without one, by their first own column; `#2` for the second of the same. */
function identifyRows(table: Table, key: readonly string[]): Map<string, Table["rows"][number]> {
  const rows = new Map<string, Table["rows"][number]>();
  const sorted = table.rows.map((row) => ({ row, all: [...row.values()].join() }));
  sorted.sort((one, other) => (one.all < other.all ? -1 : 1));
  for (const { row } of sorted) {
    const columns =
      key.length > 0
        ? key
        : [...row.keys()].filter((column) => !column.startsWith("_sdc_")).slice(0, 1);
    const name = columns.map((column) => row.get(column) ?? "null").join(",");
    let count = 1;
    while (rows.has(nth(name, count))) count += 1;
    rows.set(nth(name, count), row);
  }
  return rows;
}

function nth(name: string, count: number): string {
  return count === 1 ? `[${name}]` : `[${name}]#${count}`;
}

function compare(place: string, theirs: string | undefined, ours: string | undefined): string[] {
  if (theirs === ours) return [];
  return [`${place}: ${shorten(theirs)} | ${shorten(ours)}`];
}

function shorten(value = ""): string {
  if (value === "") return "nothing";
  return value.length > 120 ? `${value.slice(0, 120)}...` : value;
}

function union<T>(...lists: readonly Iterable<T>[]): Set<T> {
  return new Set(lists.flatMap((list) => [...list]));
}

import type { TestDatabase } from "@singer-metabase/sandbox";
import { expect } from "vitest";
import { STREAMS } from "./scenario.ts";
import type { Row, Table } from "./table-model.ts";

/** What is compared of a row. */
type Cells = Pick<Row, "value" | "extra" | "isDeleted">;

/** A row as it was found. */
export interface FoundRow extends Cells {
  /** As in {@link Table}, where the stream has a key. */
  readonly key: string;
}

/** Reads the table of the stream at this index; one that is missing is empty. */
export async function readTable(
  database: TestDatabase,
  schema: string,
  stream: number,
): Promise<readonly FoundRow[]> {
  const { name, keys } = STREAMS[stream] as (typeof STREAMS)[number];
  const table = `${schema}.${name}`;
  const [exists] = await database.query("select to_regclass($1) is not null as is_there", [table]);
  if (exists?.["is_there"] !== true) return [];
  const rows = await database.query(`select to_jsonb(t) - 'padding' as row from ${table} as t`);
  return rows.map(({ row }) => {
    const fields = row as Record<string, unknown>;
    return {
      key: keys.map((key) => fields[key]).join(),
      value: String(fields["value"]),
      extra: fields["extra"] == null ? null : String(fields["extra"]),
      isDeleted: fields["_sdc_deleted_at"] != null,
    };
  });
}

/** Expects that every row of a table with a key is, in each of its columns, as it was at one of these times. */
export function expectKeyed(
  found: readonly FoundRow[],
  times: readonly Table[],
  place: string,
): void {
  const rows = new Map(found.map((row) => [row.key, row]));
  expect(rows.size, `${place}: rows with one key each`).toBe(found.length);
  const keys = new Set([...rows.keys(), ...times.flatMap((table) => [...table.keys()])]);
  for (const key of keys) {
    const allowed = times.map((table) => table.get(key));
    for (const column of ["value", "extra", "isDeleted"] as const) {
      const cell = rows.get(key)?.[column];
      expect(
        allowed.map((row) => row?.[column]),
        `${place}: ${column} of ${key}`,
      ).toContain(cell);
    }
  }
}

/**
 * Expects that a table without a key has each row as often as at one of these times; oftener only
 * where lines were sent again.
 */
export function expectKeyless(
  found: readonly FoundRow[],
  times: readonly Table[],
  place: string,
  isSentAgain: boolean,
): void {
  const there = countRows(found);
  const counts = times.map((table) => countRows(table.values()));
  const rows = new Set([...there.keys(), ...counts.flatMap((each) => [...each.keys()])]);
  for (const row of rows) {
    const allowed = counts.map((each) => each.get(row) ?? 0);
    const most = Math.max(...allowed);
    const count = there.get(row) ?? 0;
    expect(count, `${place}: count of ${row}`).toBeGreaterThanOrEqual(Math.min(...allowed));
    if (!isSentAgain || most === 0)
      expect(count, `${place}: count of ${row}`).toBeLessThanOrEqual(most);
  }
}

function countRows(rows: Iterable<Cells>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { value, extra, isDeleted } of rows) {
    const text = JSON.stringify({ value, extra, isDeleted });
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

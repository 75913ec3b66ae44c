import type { TestDatabase } from "@singer-metabase/sandbox";
import { expect } from "vitest";
import { recordLine, schemaLine } from "../harness/lines.ts";
import type { TestSettings } from "../harness/load.ts";

export const KEPT: TestSettings = { history: true, timestamp_type: "timestamptz" };
export const HARD: TestSettings = { ...KEPT, hard_delete: true };

export const JANUARY = "2024-01-01T00:00:00Z";
export const FEBRUARY = "2024-02-01T00:00:00Z";
export const MARCH = "2024-03-01T00:00:00Z";

/** A stream of rows with a name. */
export function schema(stream: string): string {
  const properties = { id: { type: "integer" }, name: { type: ["string", "null"] } };
  return schemaLine(stream, properties, ["id"]);
}

/** A row, as it was at a time. */
export function record(
  stream: string,
  id: number,
  name: string,
  time_extracted?: string,
  version = 1,
): string {
  return recordLine(stream, { id, name }, { version, ...(time_extracted && { time_extracted }) });
}

/** A row of a history, with days for times. */
export interface Version {
  readonly id: number;
  readonly name: string | null;
  readonly from: string;
  readonly to: string | null;
}

/** The versions of all rows. */
export function versions(database: TestDatabase, stream: string): Promise<readonly Version[]> {
  const day = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD')`;
  return database.query(
    `select id::int, name, ${day("valid_from")} as from, ${day("valid_to")} as to
     from t.${stream}_history order by id, valid_from, valid_to`,
  ) as Promise<unknown> as Promise<readonly Version[]>;
}

/** What must be true of any history, and of a history and its table. */
export async function expectSound(database: TestDatabase, stream: string): Promise<void> {
  const wrong = await database.query(
    `select * from t.${stream}_history a where valid_to < valid_from or exists (
       select from t.${stream}_history b where a.id = b.id and a.ctid <> b.ctid
       and a.valid_from < coalesce(b.valid_to, 'infinity') and b.valid_from < coalesce(a.valid_to, 'infinity'))`,
  );
  expect(wrong).toEqual([]);
  const open = await database.query(
    `select id, name from t.${stream}_history where valid_to is null order by id`,
  );
  const rows = await database.query(
    `select id, name from t.${stream} where _sdc_deleted_at is null order by id`,
  );
  expect(open).toEqual(rows);
}

/** A version between two times. */
export function version(id: number, name: string, from: string, to: string | null = null): Version {
  return { id, name, from: from.slice(0, 10), to: to?.slice(0, 10) ?? null };
}

import { createDatabase, type TestDatabase } from "@singer-metabase/sandbox";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Loaded, loadLines } from "../../harness/load-lines.ts";

/** What comes in, and what is in the database when it is loaded. */
export interface Situation {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** SQL that runs before everything else. */
  readonly before?: string;
  /** The lines of one run after the other; only the last may fail. */
  readonly runs: readonly (readonly string[])[];
  /** A query, and its rows as lists of their columns. */
  readonly query?: string;
  readonly rows?: readonly (readonly unknown[])[];
  /** What the last run says; without it, it must succeed. */
  readonly error?: RegExp;
  readonly log?: RegExp;
  /** The states that the last run wrote. */
  readonly states?: readonly string[];
}

/** Makes a test of each situation, in one database: their streams have names of their own. */
export function testSituations(situations: Readonly<Record<string, Situation>>): void {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createDatabase(inject("postgresUrl"));
    await database.query("create schema t");
  });
  afterAll(() => database?.drop());

  test.each(Object.entries(situations))("%s", async (_, situation) => {
    if (database === undefined) throw new Error("the database is there when tests run");
    const { before, query, rows, error, log = /(?:)/, states } = situation;
    if (before !== undefined) await database.query(before);

    const last = await runAll(database, situation);

    if (error === undefined) expect(last?.error).toBeUndefined();
    else expect(last?.error).toMatch(error);
    expect(last?.log).toMatch(log);
    if (states !== undefined) expect(last?.states).toEqual(states);
    if (query !== undefined) {
      const found = await database.query(query);
      expect(found.map((row) => Object.values(row))).toEqual(rows);
    }
  });
}

async function runAll(
  database: TestDatabase,
  { runs, settings }: Situation,
): Promise<Loaded | undefined> {
  let last: Loaded | undefined;
  for (const lines of runs) {
    expect(last?.error).toBeUndefined();
    last = await loadLines(database, lines, settings);
  }
  return last;
}

/** The query for names and types of the columns that a stream's properties have in schema `t`. */
export function columnsOf(table: string): string {
  return `select attname, format_type(atttypid, atttypmod) from pg_attribute
    where attrelid = 't."${table}"'::regclass and attnum > 0 and not attisdropped
    and attname !~ '^_sdc_' order by attnum`;
}

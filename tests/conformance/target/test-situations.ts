import { readdir } from "node:fs/promises";
import { createDatabase, type TestDatabase } from "@singer-metabase/sandbox";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Loaded, loadLines } from "../../harness/load-lines.ts";
import type { Situation } from "./situation.ts";

/** Makes a test of each file in a folder, all in one database, whose schema `t` each finds empty. */
export async function testSituations(folder: URL): Promise<void> {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createDatabase(inject("postgresUrl"));
  });
  afterAll(() => database?.drop());

  for (const situation of await readSituations(folder)) {
    test(situation.title, async () => {
      if (database === undefined) throw new Error("the database is there when tests run");
      const { before, query, rows, error, log = /(?:)/, states } = situation;
      await database.query("drop schema if exists t cascade; create schema t");
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
}

async function readSituations(folder: URL): Promise<readonly Situation[]> {
  const files = await readdir(folder);
  return await Promise.all(
    files.sort().map(async (file) => {
      const { situation } = (await import(new URL(file, folder).href)) as { situation: Situation };
      return situation;
    }),
  );
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

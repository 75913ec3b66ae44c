import { createDatabase, type TestDatabase } from "@singer-metabase/sandbox";
import { afterAll, beforeAll, inject } from "vitest";

/** One database for all tests of a file, which keep apart by the names of their streams or schemas. */
export function useDatabase(): () => TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createDatabase(inject("postgresUrl"));
  });
  afterAll(() => database?.drop());
  return () => {
    if (database === undefined) throw new Error("the database is there when tests run");
    return database;
  };
}

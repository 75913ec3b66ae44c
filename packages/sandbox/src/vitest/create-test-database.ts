import { inject, onTestFinished } from "vitest";
import { createDatabase, type TestDatabase } from "../postgres/create-database.ts";

/**
 * An empty database for the test that calls it, dropped when that test is finished. The project's
 * vitest config names `postgres-server.ts` as `globalSetup`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const database = await createDatabase(inject("postgresUrl"));
  onTestFinished(() => database.drop());
  return database;
}

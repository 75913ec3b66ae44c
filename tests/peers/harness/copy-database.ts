import { createDatabase, type TestDatabase } from "@singer-metabase/sandbox";

/** A new database with all that is in another. The other's sessions are ended for it. */
export async function copyDatabase(
  serverUrl: string,
  source: Pick<TestDatabase, "name">,
): Promise<TestDatabase> {
  const [copy, server] = await Promise.all([createDatabase(serverUrl), createDatabase(serverUrl)]);
  try {
    await server.query(
      "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = $1",
      [source.name],
    );
    await server.query(`drop database ${copy.name}`);
    await server.query(`create database ${copy.name} template ${source.name}`);
  } finally {
    await server.drop();
  }
  return copy;
}

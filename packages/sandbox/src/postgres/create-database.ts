import { randomBytes } from "node:crypto";
import pg from "pg";

/** An empty database of its own, for one test. */
export interface TestDatabase {
  /** `postgres://user:password@127.0.0.1:port/name` */
  readonly url: string;
  readonly name: string;
  /** Runs one statement, with `$1` parameters, or several without; gives the (last) rows as pg parses them. */
  query(sql: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Closes the sessions of everybody and drops the database. Safe to repeat. */
  drop(): Promise<void>;
}

/** Clones the server's pristine template into a new database, by file copy: about 10 ms. */
export async function createDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await administer(serverUrl, `create database ${name} template template0 strategy file_copy`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  // An idle session that the server ends is replaced by the next query; the pool reports it here.
  pool.on("error", () => undefined);
  return {
    url: url.href,
    name,
    async query(sql, parameters) {
      const result = parameters ? await pool.query(sql, [...parameters]) : await pool.query(sql);
      const last = Array.isArray(result) ? result.at(-1) : result;
      return last.rows;
    },
    async drop() {
      if (!pool.ended) await pool.end();
      await administer(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

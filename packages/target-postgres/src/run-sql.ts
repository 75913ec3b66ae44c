import { readFile } from "node:fs/promises";
import { describeFailure } from "./describe-failure.ts";
import { ConfigurationError } from "./errors.ts";
import type { Connection } from "./postgres.ts";
import type { Settings } from "./settings.ts";

/** A piece of SQL of the user's, and the setting that it came from. */
export interface RunSql {
  readonly setting: string;
  readonly sql: string;
}

/**
 * Reads the SQL that runs before or after everything else: the text of the setting, then the file's.
 *
 * @throws {ConfigurationError} for a file that cannot be read.
 */
export async function readRunSql(
  settings: Settings,
  when: "before" | "after",
): Promise<readonly RunSql[]> {
  const text = settings[`${when}_run_sql`];
  const path = settings[`${when}_run_sql_file`];
  return [
    ...(text ? [{ setting: `${when}_run_sql`, sql: text }] : []),
    ...(path ? [await readSqlFile(`${when}_run_sql_file`, path)] : []),
  ];
}

/** @throws {DatabaseError} naming the setting whose SQL the server refused. */
export async function runSql(connection: Connection, pieces: readonly RunSql[]): Promise<void> {
  for (const { setting, sql } of pieces) {
    await connection.query(sql).catch((error: unknown) => {
      throw describeFailure(`cannot run ${setting}`, error);
    });
  }
}

async function readSqlFile(setting: string, path: string): Promise<RunSql> {
  try {
    return { setting, sql: await readFile(path, "utf8") };
  } catch (cause) {
    throw new ConfigurationError(`setting "${setting}": ${(cause as Error).message}`, { cause });
  }
}

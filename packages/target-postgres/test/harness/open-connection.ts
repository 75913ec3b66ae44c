import type { TestDatabase } from "@singer-metabase/sandbox";
import { onTestFinished } from "vitest";
import { readConnectionOptions } from "../../src/connection-options.ts";
import { type Connection, connect } from "../../src/postgres.ts";
import type { Settings } from "../../src/settings.ts";

/** A connection of the target's own, closed with the test. */
export async function openConnection({ url }: Pick<TestDatabase, "url">): Promise<Connection> {
  const connection = await connect(
    await readConnectionOptions({ sqlalchemy_url: url } as Settings),
  );
  onTestFinished(() => connection.close());
  return connection;
}

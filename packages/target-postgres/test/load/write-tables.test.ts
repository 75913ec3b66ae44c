import { expect, onTestFinished, test } from "vitest";
import { Batch } from "../../src/load/batch.ts";
import { ChunkPool } from "../../src/load/chunk-pool.ts";
import type { TableLoader } from "../../src/load/table-loader.ts";
import { writeTables } from "../../src/load/write-tables.ts";
import { Session } from "../../src/session.ts";
import { createTableLoader, silent } from "../harness/create-loader.ts";
import { openConnection } from "../harness/open-connection.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

/** What becomes of a COMMIT whose answer nobody gets. */
type Outcome = "happened" | "did not happen" | "is still happening";

/** A session whose first COMMIT breaks the connection. `goOn` lets the server finish it, once all wait. */
async function openBreaking(outcome: Outcome, goOn: () => Promise<unknown>): Promise<Session> {
  let isFirst = true;
  let isRepeated = false;
  const session = await Session.open({
    retryForMs: 60_000,
    signal: new AbortController().signal,
    logger: silent,
    sleep: () => Promise.resolve(),
    async open() {
      const connection = await openConnection(database());
      return {
        ...connection,
        async query<Row>(sql: string, parameters?: readonly unknown[]) {
          if (!isFirst && !isRepeated && sql.startsWith("begin")) {
            isRepeated = true;
            const begun = connection.query<Row>(sql, parameters);
            await goOn();
            return begun;
          }
          if (sql !== "commit" || !isFirst) return connection.query<Row>(sql, parameters);
          isFirst = false;
          if (outcome === "happened") await connection.query(sql);
          // Closed at once, it leaves the server at it.
          if (outcome === "is still happening") connection.query(sql).catch(() => {});
          await connection.close();
          throw new Error("Connection terminated unexpectedly");
        },
      };
    },
  });
  onTestFinished(() => session.close());
  return session;
}

/** Has every COMMIT that writes a table wait for a lock; gives what lets go of it. */
async function holdCommits(table: string): Promise<() => Promise<unknown>> {
  const holder = await openConnection(database());
  await holder.query(
    `create function hold() returns trigger language plpgsql as
      'begin perform pg_advisory_xact_lock_shared(4711); return null; end';
    create constraint trigger hold after insert on ${table} deferrable initially deferred
      for each row execute function hold();
    select pg_advisory_lock(4711)`,
  );
  return () => holder.query("select pg_advisory_unlock(4711)");
}

async function createLoader(table: string, keys: readonly string[]): Promise<TableLoader> {
  const connection = await openConnection(database());
  const plan = {
    relation: { schema: "public", table },
    own: [{ property: "id", identifier: "id", sql: "bigint" }],
    metadata: [],
    keys,
  };
  return createTableLoader(connection, plan);
}

test.each(["happened", "did not happen", "is still happening"] as const)(
  "rows of all tables come once when the connection broke at a COMMIT that %s",
  async (outcome) => {
    const names = ["keyed", "keyless"].map((kind) => `${kind}_${outcome.replaceAll(" ", "_")}`);
    const [keyed = "", keyless = ""] = names;
    const loaders = [await createLoader(keyed, ["id"]), await createLoader(keyless, [])];
    const writes = loaders.map((loader) => {
      const batch = new Batch(new ChunkPool(), undefined, 0);
      batch.addText("1\n", 1, undefined);
      return loader.plan(batch, { start: 0, end: 1, lanes: [0, 1] });
    });
    const isHeld = outcome === "is still happening";
    const goOn = isHeld ? await holdCommits(keyless) : () => Promise.resolve();

    await writeTables(await openBreaking(outcome, goOn), writes);

    for (const name of names) {
      expect(await database().query(`select id::int from ${name}`)).toEqual([{ id: 1 }]);
    }
  },
);

import { expect, onTestFinished, test } from "vitest";
import { Batch } from "../../src/load/batch.ts";
import { ChunkPool } from "../../src/load/chunk-pool.ts";
import { TableLoader } from "../../src/load/table-loader.ts";
import { writeTables } from "../../src/load/write-tables.ts";
import { Session } from "../../src/session.ts";
import { ensureTable } from "../../src/table/ensure-table.ts";
import { openConnection } from "../harness/open-connection.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const silent = { debug: () => {}, info: () => {}, warn: () => {} };

/** A session whose first COMMIT breaks the connection, after or instead of happening. */
async function openBreaking(happens: boolean): Promise<Session> {
  let isFirst = true;
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
          if (sql !== "commit" || !isFirst) return connection.query<Row>(sql, parameters);
          isFirst = false;
          if (happens) await connection.query(sql);
          await connection.close();
          throw new Error("Connection terminated unexpectedly");
        },
      };
    },
  });
  onTestFinished(() => session.close());
  return session;
}

async function createLoader(table: string, keys: readonly string[]): Promise<TableLoader> {
  const connection = await openConnection(database());
  const plan = {
    relation: { schema: "public", table },
    own: [{ property: "id", identifier: "id", sql: "bigint" }],
    metadata: [],
    keys,
  };
  return new TableLoader({
    stream: table,
    table: await ensureTable(connection, plan, {
      columnNameStyle: "verbatim",
      onTypeChange: "widen",
      maxRewriteRows: 1000,
      logger: silent,
    }),
    knowsEqualKeys: true,
    touchUnchanged: false,
    activatesVersions: false,
    hardDelete: false,
    marksUnseen: false,
    logValues: false,
    logger: silent,
    metrics: { add: () => {} },
  });
}

test.each([
  ["happened", true],
  ["did not happen", false],
])(
  "rows of all tables come once when the connection broke at a COMMIT that %s",
  async (_, happens) => {
    const names = ["keyed", "keyless"].map((kind) => `${kind}_${happens}`);
    const loaders = [
      await createLoader(names[0] as string, ["id"]),
      await createLoader(names[1] as string, []),
    ];
    const writes = loaders.map((loader) => {
      const batch = new Batch(new ChunkPool(), undefined, 0);
      batch.addText("1\n", 1, undefined);
      return loader.plan(batch, { start: 0, end: 1, lanes: [0, 1] });
    });

    await writeTables(await openBreaking(happens), writes);

    for (const name of names) {
      expect(await database().query(`select id::int from ${name}`)).toEqual([{ id: 1 }]);
    }
  },
);

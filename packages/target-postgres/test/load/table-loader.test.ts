import { expect, onTestFinished, test } from "vitest";
import { readConnectionOptions } from "../../src/connection-options.ts";
import { Batch } from "../../src/load/batch.ts";
import { ChunkPool } from "../../src/load/chunk-pool.ts";
import { connect } from "../../src/postgres.ts";
import type { Settings } from "../../src/settings.ts";
import type { ColumnDefinition } from "../../src/sql/table-definition.ts";
import { createTableLoader } from "../harness/create-loader.ts";
import { recordLine, schemaLine } from "../harness/lines.ts";
import { loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

interface TestLoader {
  load(batch: Batch): Promise<void>;
  activate(version: number, now: number): Promise<void>;
}

/** A loader into a table (id bigint, name text), as it works on a server of the test's or of some older version. */
async function createLoader(
  table: string,
  {
    versionColumns = [],
    serverVersion,
  }: {
    readonly versionColumns?: readonly ColumnDefinition[];
    readonly serverVersion?: number | undefined;
  } = {},
): Promise<TestLoader> {
  const options = await readConnectionOptions({ sqlalchemy_url: database().url } as Settings);
  const connection = await connect(options);
  onTestFinished(() => connection.close());
  const plan = {
    relation: { schema: "t", table },
    own: ["id", "name"].map((name) => ({
      property: name,
      identifier: name,
      sql: name === "id" ? "bigint" : "text",
    })),
    metadata: versionColumns,
    keys: ["id"],
  };
  const session = { ...connection, serverVersion: serverVersion ?? connection.serverVersion };
  const loader = await createTableLoader(connection, plan);
  return {
    load: (batch) => loader.load(session, batch, { start: 0, end: batch.rows, lanes: [0, 1] }),
    activate: (version, now) => loader.activate(session, version, now),
  };
}

function createBatch(rows: Readonly<Record<number, string>>): Batch {
  const batch = new Batch(new ChunkPool(), undefined, 0);
  for (const [id, name] of Object.entries(rows)) batch.addText(`${id}\t${name}\n`, Number(id), id);
  return batch;
}

test.each([
  ["this server", undefined],
  ["PostgreSQL 12", 120_000],
])(
  "what differs is updated, what is new added, the rest left, as %s can",
  async (table, serverVersion) => {
    await database().query(
      `create schema if not exists t; create table t."${table}" (id bigint primary key, name text); insert into t."${table}" values (1, 'same'), (2, 'old')`,
    );
    const read = () =>
      database().query(`select xmin::text, id, name from t."${table}" order by id`);
    const [same] = await read();
    const loader = await createLoader(table, { serverVersion });

    await loader.load(createBatch({ 1: "same", 2: "new", 3: "added" }));

    const [first, ...others] = await read();
    expect(first).toEqual(same);
    expect(others).toMatchObject([{ name: "new" }, { name: "added" }]);
  },
);

test("batches larger than a chunk arrive whole, and their memory is used again", async () => {
  const loader = await createLoader("large");
  const pool = new ChunkPool();
  const wide = "ü".repeat(100_000);

  for (let round = 0; round < 3; round += 1) {
    const batch = new Batch(pool, undefined, 0);
    for (let row = 0; row < 2_000; row += 1)
      batch.addText(`${row}\t${round} ${"x".repeat(300)}\n`, row, `${row}`);
    batch.addText(`2000\t${wide}\n`, 2_000, "2000");
    await loader.load(batch);
    batch.release();
  }

  const rows = await database().query(
    "select count(*)::int, min(length(name)), max(length(name)), bool_and(name like '2 %') filter (where id < 2000) as newest from t.large",
  );
  expect(rows).toEqual([{ count: 2_001, min: 302, max: 100_000, newest: true }]);
});

test("two runs into one new table at once are both right", async () => {
  const lines = (from: number): string[] => [
    schemaLine("shared", { id: { type: "integer" } }, ["id"]),
    ...Array.from({ length: 500 }, (_, index) => recordLine("shared", { id: from + index })),
  ];
  const settings = { default_target_schema: "together", batch_size_rows: 50 };

  await Promise.all([0, 250, 400].map((from) => loadAll(database(), lines(from), settings)));

  expect(await database().query("select count(*)::int from together.shared")).toEqual([
    { count: 900 },
  ]);
});

test("a run that was overtaken by a newer version removes nothing of it", async () => {
  const version = {
    property: "_sdc_table_version",
    identifier: "_sdc_table_version",
    sql: "bigint",
  };
  const load = (loader: TestLoader, number: number, ids: readonly number[]) => {
    const batch = new Batch(new ChunkPool(), number, 0);
    for (const id of ids) batch.addText(`${id}\tsame\t${number}\n`, id, String(id));
    return loader.load(batch);
  };
  await database().query(
    "create schema if not exists t; create table t.race (id bigint primary key, name text, _sdc_table_version bigint); insert into t.race values (1, 'same', 1), (2, 'same', 1), (3, 'same', 1)",
  );
  const slow = await createLoader("race", { versionColumns: [version] });
  const fast = await createLoader("race", { versionColumns: [version] });
  await load(slow, 2, [1, 2, 3]);
  await load(fast, 3, [1]);

  await slow.activate(2, 0);

  expect(await database().query("select id from t.race order by id")).toEqual([
    { id: "1" },
    { id: "2" },
    { id: "3" },
  ]);
});

import { expect, test } from "vitest";
import { createStage, removeMarked, STAGE } from "../src/sql/merge.ts";
import { beginWriting, steerPlanner } from "../src/sql/transaction.ts";
import { recordLine, schemaLine } from "./harness/lines.ts";
import { loadAll } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const GONE = "2024-05-06T07:08:09Z";
const HARD = { hard_delete: true };
const OWN = { id: { type: "integer" }, name: { type: "string" } };
const MARK = { type: ["string", "null"], format: "date-time" };

/** What a log-based tap sends for some rows, of which those in `gone` were deleted. */
function lines(
  stream: string,
  ids: readonly number[],
  { gone = [], declares = true, keys = ["id"] }: Partial<Shape> = {},
): string[] {
  const mark = (id: number) => (gone.includes(id) ? GONE : null);
  return [
    schemaLine(stream, declares ? { ...OWN, _sdc_deleted_at: MARK } : OWN, keys),
    ...ids.map((id) => recordLine(stream, { id, name: `${id}`, _sdc_deleted_at: mark(id) })),
  ];
}

interface Shape {
  readonly gone: readonly number[];
  /** Whether the SCHEMA has the mark among its properties. */
  readonly declares: boolean;
  readonly keys: readonly string[];
}

async function rows(table: string): Promise<unknown[]> {
  return database().query(
    `select id::int, _sdc_deleted_at is not null as gone from t.${table} order by id`,
  );
}

const kept = (id: number) => ({ id, gone: false });
const marked = (id: number) => ({ id, gone: true });

test.each([true, false])(
  "hard_delete removes rows that a log-based tap marks (in its SCHEMA: %j), in a first load and later",
  async (declares) => {
    const table = `hard_${declares}`;

    await loadAll(database(), lines(table, [1, 2, 3, 4], { gone: [4], declares }), HARD);
    expect(await rows(table)).toEqual([kept(1), kept(2), kept(3)]);

    await loadAll(database(), lines(table, [2, 3], { gone: [2], declares }), HARD);
    expect(await rows(table)).toEqual([kept(1), kept(3)]);

    await loadAll(database(), lines(table, [2], { declares }), HARD);
    expect(await rows(table)).toEqual([kept(1), kept(2), kept(3)]);
  },
);

test("without hard_delete they stay, marked, until they come back", async () => {
  await loadAll(database(), lines("soft", [1, 2], { gone: [2] }));
  expect(await rows("soft")).toEqual([kept(1), marked(2)]);

  await loadAll(database(), lines("soft", [2]));
  expect(await rows("soft")).toEqual([kept(1), kept(2)]);
});

test("hard_delete leaves rows alone that were marked in earlier runs and do not come", async () => {
  await loadAll(database(), lines("earlier", [1, 2], { gone: [2] }));

  await loadAll(database(), lines("earlier", [1]), HARD);

  expect(await rows("earlier")).toEqual([kept(1), marked(2)]);
});

test("rows that are marked are looked up by their keys, however large the table", async () => {
  const relation = { schema: "public", table: "large" };
  const columns = ["id", "_sdc_deleted_at"];
  const plan = { relation, columns, keys: ["id"], compared: undefined, versionColumn: undefined };
  await database().query(
    "create table large (id bigint primary key, name text, _sdc_deleted_at timestamp); insert into large select id, repeat('x', 100) from generate_series(1, 100000) as id; analyze large",
  );

  const rows = await database().query(
    [
      ...beginWriting(relation),
      ...steerPlanner(true),
      createStage(plan),
      `insert into ${STAGE} select id, case when id % 100 = 0 then now() end from generate_series(1, 5000) as id`,
      `explain ${removeMarked(plan, "_sdc_deleted_at").sql}`,
    ].join(";"),
  );
  await database().query("rollback");

  const text = rows.map((row) => String(row["QUERY PLAN"])).join("\n");
  expect(text).toContain("Index Scan using large_pkey");
  expect(text).not.toContain("Seq Scan on large");
});

test.each([true, false])(
  "hard_delete works without a key, too (in its SCHEMA: %j)",
  async (declares) => {
    const table = `keyless_${declares}`;

    await loadAll(database(), lines(table, [1, 2], { gone: [2], declares, keys: [] }), HARD);

    expect(await rows(table)).toEqual([kept(1)]);
  },
);

test("pipelinewise's tables, where the mark is a text, work the same", async () => {
  await database().query(
    "create schema if not exists t; create table t.ppw (id numeric primary key, name varchar, _sdc_extracted_at timestamp, _sdc_batched_at timestamp, _sdc_deleted_at varchar)",
  );
  const settings = { compatibility: "pipelinewise", hard_delete: true };

  await loadAll(database(), lines("ppw", [1, 2]), settings);
  await loadAll(database(), lines("ppw", [2, 3], { gone: [2] }), settings);

  expect(await rows("ppw")).toEqual([kept(1), kept(3)]);
});

import { expect, test } from "vitest";
import { removeOlderVersions } from "../src/sql/remove-older-versions.ts";
import { beginMemory, rememberRanges } from "../src/sql/version-memory.ts";
import { activateLine, recordLine, schemaLine } from "./harness/lines.ts";
import { load, loadAll } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const HARD = { hard_delete: true };

/** A full-table run of rows with an id and nothing else that could change. */
function numbered(stream: string, version: number, ids: readonly (number | string)[]): string[] {
  return [
    schemaLine(stream, { id: { type: "integer" } }, ["id"]),
    ...ids.map((id) => recordLine(stream, `{"id":${id}}`, { version })),
    activateLine(stream, version),
  ];
}

function sequence(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

async function ids(stream: string, where = "true"): Promise<unknown[]> {
  const rows = await database().query(
    `select id::text from t.${stream} a where ${where} order by a.id`,
  );
  return rows.map((row) => row["id"]);
}

test.each([true, false])(
  "numbers that do not come again go, wherever they are (hard_delete %j)",
  async (hard_delete) => {
    const stream = `gaps_${hard_delete}`;
    const gone = [0, 1, 63, 64, 100, 255, 256, 257, 500, 501, 999];
    const settings = { hard_delete, batch_size_rows: 300, load_log: true };
    await loadAll(database(), numbered(stream, 1, sequence(1_000)), settings);
    const read = () =>
      database().query(
        `select xmin::text, * from t.${stream} where not id = any ('{${gone}}') order by id`,
      );
    const before = await read();

    const left = sequence(1_000).filter((id) => !gone.includes(id));
    await loadAll(database(), numbered(stream, 2, left), settings);

    expect(await ids(stream, "_sdc_deleted_at is null")).toEqual(left.map(String));
    expect(await read()).toEqual(before);
    expect(
      await database().query(
        `select inserted::int, updated::int, unchanged::int, deleted::int from t._sdc_loads
         where stream = '${stream}' order by started_at desc limit 1`,
      ),
    ).toEqual([{ inserted: 0, updated: 0, unchanged: left.length, deleted: gone.length }]);
  },
);

test("numbers are remembered as ranges over runs, whatever comes again and in whatever order", async () => {
  await loadAll(database(), numbered("ranges", 1, sequence(1_000)), HARD);
  const parts = [sequence(400), sequence(600).toReversed().slice(0, 300), [5, 5, 4, 998]];
  for (const part of parts.slice(0, 2)) {
    await loadAll(database(), numbered("ranges", 2, part).slice(0, -1), HARD);
  }
  expect(
    await database().query(
      "select bool_and(id is null), sum(cardinality(id_first)) > 0 as ranges from t._sdc_seen_ranges",
    ),
  ).toEqual([{ bool_and: true, ranges: true }]);

  await loadAll(database(), numbered("ranges", 2, parts[2] ?? []), HARD);

  expect(await ids("ranges")).toEqual([...sequence(600), 998].map(String));
});

test("numbers that are scattered are remembered one by one", async () => {
  const odd = sequence(6_000).map((id) => 2 * id + 1);
  await loadAll(database(), numbered("scattered", 1, odd), HARD);
  const left = odd.filter((id) => id % 5 > 0);
  await loadAll(database(), numbered("scattered", 2, left).slice(0, -1), HARD);
  expect(
    await database().query(
      "select count(id)::int > 0 as single, count(id_first)::int from t._sdc_seen_scattered",
    ),
  ).toEqual([{ single: true, count: 0 }]);

  await loadAll(database(), numbered("scattered", 2, []), HARD);

  expect(await ids("scattered")).toEqual(left.map(String));
});

test("the least and the greatest number are keys like any other", async () => {
  const ends = ["-9223372036854775808", "9223372036854775807"];
  await loadAll(database(), numbered("ends", 1, [...ends, 1, 2, 3]), HARD);

  await loadAll(database(), numbered("ends", 2, [...ends, 2]), HARD);
  expect(await ids("ends")).toEqual([ends[0], "2", ends[1]]);

  await loadAll(database(), numbered("ends", 3, [2]), HARD);
  expect(await ids("ends")).toEqual(["2"]);
});

test("a version of which no record was kept removes all", async () => {
  await loadAll(database(), numbered("none", 1, [1, 2]), HARD);
  await database().query("alter table t.none add constraint never check (id < 3)");
  await load(database(), numbered("none", 2, [3]), HARD);

  await loadAll(database(), numbered("none", 2, []), HARD);

  expect(await ids("none")).toEqual([]);
});

test("numbers that become text while a version goes on are still known", async () => {
  const lines = (version: number, keys: readonly unknown[], type: string): string[] => [
    schemaLine("texts", { id: { type } }, ["id"]),
    ...keys.map((id) => recordLine("texts", { id }, { version })),
  ];
  await loadAll(database(), [...lines(1, [1, 2, 3, 4], "integer"), activateLine("texts", 1)], HARD);
  await loadAll(database(), lines(2, [1, 2], "integer"), HARD);

  await loadAll(database(), [...lines(2, ["x"], "string"), activateLine("texts", 2)], HARD);

  expect(await ids("texts")).toEqual(["1", "2", "x"]);
});

test("a table without an index on its key is versioned, too", async () => {
  await database().query(
    "create schema if not exists t; create table t.bare (id bigint, _sdc_table_version bigint); insert into t.bare select id, 1 from generate_series(1, 9) as id; analyze t.bare",
  );

  await loadAll(database(), numbered("bare", 2, [1, 2, 3, 7]), { ...HARD, max_rewrite_rows: 1 });

  expect(await database().query("select * from pg_indexes where tablename = 'bare'")).toEqual([]);
  expect(await ids("bare")).toEqual(["1", "2", "3", "7"]);
});

test("an activation looks gaps up by the key, however large the table", async () => {
  const relation = { schema: "public", table: "sizeable" };
  const keys = [{ identifier: "id", sql: "bigint" }];
  await database().query(
    "create table sizeable (id bigint primary key, name text, _sdc_table_version bigint); insert into sizeable select id, repeat('x', 100), 1 from generate_series(1, 100000) as id; analyze sizeable",
  );
  const ranges = { firsts: [1, 60_000], lasts: [49_000, 100_000] };
  await database().query(
    [...beginMemory(relation, keys, 2), rememberRanges(relation, keys, ranges)].join(";"),
  );

  const rows = await database().query(
    `explain ${removeOlderVersions({
      relation,
      version: 2,
      versionColumn: "_sdc_table_version",
      deletedAtColumn: undefined,
      keys,
      spared: "ranges",
    })}`,
  );

  const text = rows.map((row) => String(row["QUERY PLAN"])).join("\n");
  expect(text).toContain("sizeable_pkey");
  expect(text).not.toContain("Seq Scan on sizeable");
});

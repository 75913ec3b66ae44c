import { expect, test } from "vitest";
import { recordLine, schemaLine } from "./harness/lines.ts";
import { loadAll, type TestSettings } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const STRICT: TestSettings = { load_method: "append-only", append_only_strict: true };

/** Three records: by the fast path all but the first. */
function lines(stream: string, keys: readonly string[] = ["id"]): string[] {
  return [
    schemaLine(stream, { id: { type: "integer" }, name: { type: "string" } }, keys),
    ...[1, 2, 3].map((id) => recordLine(stream, { id, name: "a" })),
  ];
}

async function count(stream: string): Promise<number> {
  const [row] = await database().query(`select count(*)::int as count from t.${stream}`);
  return Number(row?.["count"]);
}

const PATHS = [true, false] as const;

test("append-only says nothing where no stream has a key", async () => {
  const { log } = await loadAll(database(), lines("keyless", []), { load_method: "append-only" });

  expect(log).not.toMatch(/append_only_strict/);
});

test.each(PATHS)(
  "append_only_strict makes a row of every record (fast_path %s)",
  async (fast_path) => {
    const stream = `strict_${fast_path}`;
    await loadAll(database(), lines(stream), { ...STRICT, fast_path });

    await loadAll(database(), lines(stream), { ...STRICT, fast_path });

    expect(await count(stream)).toBe(6);
    expect(
      await database().query("select conname from pg_constraint where conrelid = to_regclass($1)", [
        `t.${stream}`,
      ]),
    ).toEqual([]);
  },
);

test("append_only_strict takes the key from a table that had one", async () => {
  await loadAll(database(), lines("freed"));

  const { log } = await loadAll(database(), lines("freed"), STRICT);

  expect(await count("freed")).toBe(6);
  expect(log).toMatch(/"t"."freed" has no key any more/);
});

test.each(PATHS)("upsert is what happens anyway (fast_path %s)", async (fast_path) => {
  const stream = `upserted_${fast_path}`;
  await loadAll(database(), lines(stream), { load_method: "upsert", fast_path });

  await loadAll(database(), lines(stream), { fast_path });

  expect(await count(stream)).toBe(3);
});

test.each(PATHS)("touch_unchanged rewrites all rows (fast_path %s)", async (fast_path) => {
  const stream = `touched_${fast_path}`;
  const read = () => database().query(`select id, xmin::text from t.${stream} order by id`);
  await loadAll(database(), lines(stream), { fast_path });
  const before = await read();

  await loadAll(database(), lines(stream), { fast_path, touch_unchanged: true });

  const after = await read();
  expect(after.map((row) => row["id"])).toEqual(before.map((row) => row["id"]));
  expect(after.filter((row, at) => row["xmin"] === before[at]?.["xmin"])).toEqual([]);
});

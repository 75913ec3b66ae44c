import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine, stateLine } from "./harness/lines.ts";
import { load, loadAll } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const id = { type: "integer" };
const text = { type: ["string", "null"] };
const at = { ...text, format: "date-time" };

/** Enough for two sessions to share the work. */
const MANY = 3_000;
const FILLER = "x".repeat(200);

function records(stream: string, name: string, more: Readonly<Record<string, unknown>> = {}) {
  return Array.from({ length: MANY }, (_, key) =>
    recordLine(stream, { id: key, name, filler: FILLER }, more),
  );
}

async function summary(stream: string): Promise<unknown> {
  const [row] = await database().query(
    `select count(*)::int, count(distinct id)::int as keys, array_agg(distinct name order by name) as names from t.${stream}`,
  );
  return row;
}

test.each([1, 2])(
  "with %i connections every row comes once, and the last one wins",
  async (parallelism) => {
    const stream = `shared_${parallelism}`;
    const schema = schemaLine(stream, { id, name: text, filler: text }, ["id"]);
    const run = (...names: readonly string[]) =>
      loadAll(
        database(),
        [schema, ...names.flatMap((name) => records(stream, name)), stateLine({ names })],
        { parallelism },
      );

    const first = await run("first");
    expect(await summary(stream)).toEqual({ count: MANY, keys: MANY, names: ["first"] });

    await run("second", "third");
    expect(await summary(stream)).toEqual({ count: MANY, keys: MANY, names: ["third"] });
    expect(first.states).toEqual(['{"names":["first"]}']);
  },
);

test("rows without a key come once each", async () => {
  await loadAll(database(), [
    schemaLine("keyless", { id, name: text, filler: text }),
    ...records("keyless", "a"),
  ]);

  expect(await summary("keyless")).toEqual({ count: MANY, keys: MANY, names: ["a"] });
});

test("unchanged rows of both lanes survive an activation, and stay as they are", async () => {
  const run = (version: number, kept: number) =>
    loadAll(
      database(),
      [
        schemaLine("kept", { id, name: text, filler: text }, ["id"]),
        ...records("kept", "a", { version }).slice(0, kept),
        activateLine("kept", version),
      ],
      { hard_delete: true },
    );
  await run(1, MANY);

  await run(2, MANY - 100);

  const rows = await database().query(
    "select count(*)::int, max(id)::int, max(_sdc_table_version)::int as version from t.kept",
  );
  expect(rows).toEqual([{ count: MANY - 100, max: MANY - 101, version: 1 }]);
});

test("a row that is refused in one lane leaves everything before it committed", async () => {
  const lines = [
    schemaLine("refused", { id, name: text, filler: text, at }, ["id"]),
    ...records("refused", "a"),
    stateLine({ at: "before" }),
  ];
  lines[2_000] = recordLine("refused", { id: 1_999, filler: FILLER, at: "300000-01-01T00:00:00Z" });

  const { error, states } = await load(database(), lines);

  expect(error?.message).toMatch(/^line 2001 \(stream "refused", column "at"\)/);
  expect(states).toEqual([]);
  const rows = await database().query("select count(*)::int from t.refused where id < 1999");
  expect(rows).toEqual([{ count: 1_999 }]);
});

test("a server that gives one connection only is enough", async () => {
  await database().query(
    "create role lonely login password 'lonely' connection limit 1; grant all on schema public to lonely",
  );
  const url = new URL(database().url);
  url.username = "lonely";
  url.password = "lonely";
  const lines = [
    schemaLine("lonely", { id, name: text, filler: text }, ["id"]),
    ...records("lonely", "a"),
  ];

  const { log } = await loadAll({ url: url.href }, lines, { default_target_schema: "public" });

  expect(log).toMatch(/loading with 1 connection.*too many connections for role/);
  expect(await database().query("select count(*)::int from public.lonely")).toEqual([
    { count: MANY },
  ]);
  await database().query(
    "drop table public.lonely; revoke all on schema public from lonely; drop role lonely",
  );
});

test("many streams at once are shared out between the sessions", async () => {
  const streams = Array.from({ length: 20 }, (_, index) => `many_${index}`);
  const lines = [
    ...streams.map((stream) => schemaLine(stream, { id, filler: text }, ["id"])),
    ...Array.from({ length: 2_000 }, (_, index) =>
      recordLine(streams[index % 20] ?? "", { id: index, filler: FILLER }),
    ),
  ];

  await loadAll(database(), lines);
  await loadAll(database(), lines);

  for (const stream of streams) {
    expect(await database().query(`select count(*)::int from t.${stream}`)).toEqual([
      { count: 100 },
    ]);
  }
});

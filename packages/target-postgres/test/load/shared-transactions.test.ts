import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine, stateLine } from "../harness/lines.ts";
import { load, loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const id = { type: "integer" };
const text = { type: ["string", "null"] };
const at = { ...text, format: "date-time" };
const KEY = ["id"];

/** A date that PostgreSQL alone refuses. */
const TOO_LATE = "300000-01-01T00:00:00Z";

/** Records that go round the streams, `rounds` of each, with the id of their round. */
function interleave(
  streams: readonly string[],
  rounds: number,
  more: (stream: string, round: number) => Readonly<Record<string, unknown>> = () => ({}),
): string[] {
  return Array.from({ length: rounds }, (_, round) =>
    streams.map((stream) => recordLine(stream, { id: round, ...more(stream, round) })),
  ).flat();
}

async function count(schema: string, streams: readonly string[]): Promise<readonly unknown[]> {
  const tables = streams.map((stream) => `select id from ${schema}.${stream}`);
  const counts = await Promise.all(
    tables.map((table) =>
      database().query(`select count(*)::int, count(distinct id)::int as ids from (${table}) as r`),
    ),
  );
  return counts.flat().map((row) => [row["count"], row["ids"]]);
}

test("small streams of one epoch come in one transaction, in a first load and in a merge", async () => {
  const streams = ["one", "two", "three"];
  const schemas = streams.map((stream) => schemaLine(stream, { id, name: text }, KEY));
  const transactions = () =>
    database().query(
      `select distinct xmin::text from (${streams.map((stream) => `select xmin from small.${stream} where name = 'new'`).join(" union all ")}) as r`,
    );
  const settings = { default_target_schema: "small" };
  const old = interleave(streams, 10, () => ({ name: "old" }));
  const mixed = interleave(streams, 10, (_, round) => ({ name: round > 4 ? "new" : "old" }));

  await loadAll(database(), [...schemas, ...old], settings);
  const kept = await database().query("select xmin::text from small.two where id < 5");
  await loadAll(database(), [...schemas, ...mixed], settings);

  expect(await transactions()).toHaveLength(1);
  expect(await database().query("select xmin::text from small.two where id < 5")).toEqual(kept);
  expect(await count("small", streams)).toEqual(streams.map(() => [10, 10]));
});

test.each([true, false])(
  "a row that the server refuses in one of them is found, and all before it is there (fast path: %j)",
  async (fast_path) => {
    const schema = `refused_${fast_path}`;
    const streams = ["a", "b", "c"];
    const records = interleave(streams, 20);
    // The stream before it has one that comes later.
    records[31] = recordLine("b", { id: 10, at: TOO_LATE });
    records[48] = recordLine("a", { id: 16, at: TOO_LATE });
    const lines = [
      ...streams.map((stream) => schemaLine(stream, { id, at }, KEY)),
      ...records.slice(0, 25),
      stateLine({ at: "before" }),
      ...records.slice(25),
      stateLine({ at: "after" }),
    ];

    const { error, states } = await load(database(), lines, {
      default_target_schema: schema,
      fast_path,
    });

    expect(error?.message).toMatch(/^line 36 \(stream "b", column "at"\)/);
    expect(states).toEqual(['{"at":"before"}']);
    const rows = await database().query(
      `select (select count(*) from ${schema}.a where id <= 10)::int as a, (select count(*) from ${schema}.b)::int as b, (select count(*) from ${schema}.c where id < 10)::int as c`,
    );
    expect(rows).toEqual([{ a: 11, b: 10, c: 10 }]);
  },
);

test("bad records of several streams go to the reject table, all others are loaded", async () => {
  const streams = ["a", "b", "c"];
  const isBad = (stream: string, round: number) => stream !== "a" && round % 7 === 3;
  const lines = [
    ...streams.map((stream) => schemaLine(stream, { id, at }, KEY)),
    ...interleave(streams, 20, (stream, round) => (isBad(stream, round) ? { at: TOO_LATE } : {})),
    stateLine({ at: "end" }),
  ];

  const { states } = await loadAll(database(), lines, {
    default_target_schema: "diverted",
    on_bad_record: "divert",
  });

  expect(states).toEqual(['{"at":"end"}']);
  expect(await count("diverted", streams)).toEqual([
    [20, 20],
    [17, 17],
    [17, 17],
  ]);
  const rejects = await database().query(
    "select stream, line::int from diverted._sdc_rejects order by line",
  );
  expect(rejects).toEqual(
    [3, 10, 17].flatMap((round) => [
      { stream: "b", line: 5 + 3 * round },
      { stream: "c", line: 6 + 3 * round },
    ]),
  );
});

test("streams of every kind share a transaction: each is counted, followed and cleared by its own rules", async () => {
  const schemas = [
    schemaLine("plain", { id, name: text }, KEY),
    schemaLine("keyless", { id, name: text }),
    schemaLine("marked", { id, name: text, _sdc_deleted_at: at }, KEY),
    schemaLine("followed", { id, name: text }, KEY),
    schemaLine("last", { id, name: text }, KEY),
  ];
  const streams = ["plain", "keyless", "marked", "followed", "last"];
  const settings = {
    default_target_schema: "kinds",
    hard_delete: true,
    history: ["followed"],
    load_log: true,
  };
  const run = (version: number, rounds: number, name: string) =>
    loadAll(
      database(),
      [
        ...schemas,
        ...interleave(streams, rounds, (stream, round) => ({
          name: round === 0 ? name : "same",
          ...(stream === "marked" && round === 1 && { _sdc_deleted_at: "2024-01-01T00:00:00Z" }),
        })).map((line) => line.replace(/}$/, `,"version":${version}}`)),
        ...["plain", "marked", "followed", "last"].map((stream) => activateLine(stream, version)),
      ],
      settings,
    );

  await run(1, 6, "first");
  await run(2, 5, "second");

  expect(await count("kinds", streams)).toEqual([
    [5, 5],
    [11, 6],
    [4, 4],
    [5, 5],
    [5, 5],
  ]);
  const versions = await database().query(
    "select id::int, count(*)::int, count(valid_to)::int as ended from kinds.followed_history group by id order by id",
  );
  expect(versions).toEqual([
    { id: 0, count: 2, ended: 1 },
    ...[1, 2, 3, 4].map((key) => ({ id: key, count: 1, ended: 0 })),
    { id: 5, count: 1, ended: 1 },
  ]);
  const log = await database().query(
    "select stream, rows_in::int, inserted::int, updated::int, unchanged::int, deleted::int from kinds._sdc_loads order by started_at, stream",
  );
  const counts = (stream: string) =>
    log
      .filter((row) => row["stream"] === stream)
      .map(({ stream: _, ...row }) => Object.values(row));
  expect(counts("plain")).toEqual([
    [6, 6, 0, 0, 0],
    [5, 0, 1, 4, 1],
  ]);
  expect(counts("keyless")).toEqual([
    [6, 6, 0, 0, 0],
    [5, 5, 0, 0, 0],
  ]);
  expect(counts("last")).toEqual(counts("plain"));
});

test("a key that the server alone sees twice spoils nothing for the other streams", async () => {
  const amount = { type: "number" };
  const streams = ["same", "other"];
  const lines = [
    schemaLine("same", { id: amount, name: text }, KEY),
    schemaLine("other", { id, name: text }, KEY),
    recordLine("same", '{"id":1.0,"name":"first"}'),
    recordLine("other", { id: 1, name: "first" }),
    recordLine("same", '{"id":1.00,"name":"second"}'),
    recordLine("other", { id: 2, name: "second" }),
  ];

  for (let run = 0; run < 2; run += 1) {
    await loadAll(database(), lines, { default_target_schema: "twice" });
  }

  expect(await count("twice", streams)).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(await database().query("select name from twice.same")).toEqual([{ name: "second" }]);
});

test("two runs into the same tables at once, in opposite orders, are both right", async () => {
  const streams = Array.from({ length: 12 }, (_, index) => `stream_${index}`);
  const lines = (order: readonly string[], name: string) => [
    ...order.map((stream) => schemaLine(stream, { id, name: text }, KEY)),
    ...interleave(order, 12, () => ({ name })),
  ];
  const settings = { default_target_schema: "opposite", batch_size_rows: 3 };

  const runs = await Promise.all([
    loadAll(database(), lines(streams, "one"), settings),
    loadAll(database(), lines(streams.toReversed(), "other"), settings),
  ]);

  expect(runs.map(({ log }) => /deadlock|trying again/.exec(log))).toEqual([null, null]);
  expect(await count("opposite", streams)).toEqual(streams.map(() => [12, 12]));
});

test("a connection that is lost in the middle costs no row, and brings none twice", async () => {
  const streams = ["keyed", "keyless", "breaking"];
  const lines = [
    schemaLine("keyed", { id }, KEY),
    schemaLine("keyless", { id }),
    schemaLine("breaking", { id }, KEY),
    ...interleave(streams, 20),
    stateLine({ at: "end" }),
  ];
  // A sequence does not roll back: the second time it gives another number.
  await database().query(
    `create schema lost; create sequence lost.attempts; create table lost.breaking (id bigint primary key);
    create function lost.break() returns trigger language plpgsql as $$
    begin
      if new.id = 10 and nextval('lost.attempts') = 1 then
        perform pg_terminate_backend(pg_backend_pid());
      end if;
      return new;
    end $$;
    create trigger break before insert on lost.breaking for each row execute function lost.break()`,
  );

  const { states, log } = await loadAll(database(), lines, { default_target_schema: "lost" });

  expect(log).toMatch(/trying again/);
  expect(states).toEqual(['{"at":"end"}']);
  expect(await count("lost", streams)).toEqual(streams.map(() => [20, 20]));
});

test("a failure that is no record's fault names the stream that it is about", async () => {
  const streams = ["a", "b", "c"];
  const lines = [
    ...streams.map((stream) => schemaLine(stream, { id }, KEY)),
    ...interleave(streams, 3),
  ];
  await loadAll(database(), lines, { default_target_schema: "full" });
  await database().query(
    `create function full.refuse() returns trigger language plpgsql as $$
    begin raise exception using errcode = '53100', message = 'no room'; end $$;
    create trigger refuse before insert on full.b for each row execute function full.refuse()`.replaceAll(
      "full.",
      '"full".',
    ),
  );

  const { error } = await load(
    database(),
    [...lines, ...streams.map((stream) => recordLine(stream, { id: 9 }))],
    {
      default_target_schema: "full",
    },
  );

  expect(error?.message).toMatch(/^cannot load stream "b": no room \(SQLSTATE 53100\)/);
});

import { expect, test } from "vitest";
import type { Connection } from "../src/postgres.ts";
import { StatementError } from "../src/script.ts";
import { openConnection } from "./harness/open-connection.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

function open(): Promise<Connection> {
  return openConnection(database());
}

function copy(table: string, ...rows: readonly string[]) {
  return { sql: `copy ${table} from stdin`, input: rows.map((row) => Buffer.from(`${row}\n`)) };
}

test("several COPYs among other statements get their own rows, and all are counted", async () => {
  const connection = await open();

  const counts = await connection.run([
    { sql: "create table one (id int)" },
    { sql: "create table two (id int)" },
    copy("one", "1", "2", "3"),
    { sql: "select id from one where id > 1" },
    copy("two"),
    copy("two", "4"),
    { sql: "insert into two select id from one" },
    { sql: "delete from two where id = 4" },
  ]);

  expect(counts).toEqual([0, 0, 3, 2, 0, 1, 3, 1]);
  expect(await connection.query("select id from two order by id")).toEqual([
    { id: 1 },
    { id: 2 },
    { id: 3 },
  ]);
});

test("a failure says which statement it was, undoes all, and leaves the session usable", async () => {
  const connection = await open();
  await connection.query("create table undone (id int)");

  const running = connection.run([
    copy("undone", "1"),
    copy("undone", "2", "no number", "3"),
    copy("undone", "4"),
  ]);

  await expect(running).rejects.toThrow(StatementError);
  await expect(running).rejects.toMatchObject({ index: 1, cause: { code: "22P02" } });
  expect(await connection.query("select * from undone")).toEqual([]);
});

test("rows that a server has refused are not sent to their end", async () => {
  const connection = await open();
  await connection.query("create table large (id int, filler text)");
  let pieces = 0;
  function* input(): Iterable<Buffer> {
    yield Buffer.from("no number\tx\n");
    for (; pieces < 10_000; pieces += 1) yield Buffer.from(`1\t${"x".repeat(100_000)}\n`);
  }

  const running = connection.run([{ sql: "copy large from stdin", input: input() }]);

  await expect(running).rejects.toMatchObject({ index: 0 });
  expect(await connection.query("select count(*)::int from large")).toEqual([{ count: 0 }]);
  expect(pieces).toBeLessThan(10_000);
});

test("more rows than the network takes at once arrive whole", async () => {
  const connection = await open();
  await connection.query("create table wide (id int, filler text)");
  const rows = Array.from({ length: 200 }, (_, id) => `${id}\t${"x".repeat(100_000)}`);

  expect(await connection.run([copy("wide", ...rows)])).toEqual([200]);

  expect(await connection.query("select sum(length(filler))::int from wide")).toEqual([
    { sum: 20_000_000 },
  ]);
});

test("a connection that is gone fails the script", async () => {
  const connection = await open();
  await connection.query("select pg_terminate_backend(pg_backend_pid())").catch(() => {});

  await expect(connection.run([{ sql: "select 1" }])).rejects.toThrow(StatementError);
});

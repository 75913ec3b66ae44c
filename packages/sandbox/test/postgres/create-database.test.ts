import { expect, inject, test } from "vitest";
import { createDatabase } from "../../src/postgres/create-database.ts";
import { createTestDatabase } from "../../src/vitest/index.ts";

test("every database starts empty and knows nothing of the others", async () => {
  const [left, right] = await Promise.all([createTestDatabase(), createTestDatabase()]);

  await left.query("create table people (id int primary key)");

  const tables = await right.query("select * from pg_tables where tablename = 'people'");
  expect(tables).toEqual([]);
  expect(left.name).not.toBe(right.name);
});

test("query takes parameters and gives the rows of the last statement", async () => {
  const database = await createTestDatabase();

  expect(await database.query("select $1::int + 1 as next", [41])).toEqual([{ next: 42 }]);
  expect(
    await database.query("create table t (a text); insert into t values ('é'); table t"),
  ).toEqual([{ a: "é" }]);
});

test("drop removes the database under open sessions, and may be repeated", async () => {
  const watcher = await createTestDatabase();
  const database = await createDatabase(inject("postgresUrl"));
  await database.query("select 1");

  await database.drop();
  await database.drop();

  const left = await watcher.query("select 1 from pg_database where datname = $1", [database.name]);
  expect(left).toEqual([]);
});

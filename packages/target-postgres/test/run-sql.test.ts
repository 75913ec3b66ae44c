import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase } from "@singer-metabase/sandbox/vitest";
import { expect, onTestFinished, test } from "vitest";
import { recordLine, schemaLine } from "./harness/lines.ts";
import { load } from "./harness/load.ts";

const LINES = [schemaLine("x", { id: { type: "integer" } }, ["id"]), recordLine("x", { id: 1 })];

async function writeSql(sql: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "target-postgres-sql-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "run.sql");
  await writeFile(path, sql);
  return path;
}

test("SQL runs before and after, the setting's before the file's", async () => {
  const database = await createTestDatabase();

  const { error } = await load(database, LINES, {
    before_run_sql: "create table said (what text, n bigint); insert into said values ('first')",
    before_run_sql_file: await writeSql("insert into said values ('second');"),
    after_run_sql: "insert into said select 'third', count(*) from t.x",
    after_run_sql_file: await writeSql("insert into said values ('fourth')"),
  });

  expect(error).toBeUndefined();
  expect(await database.query("select what, n from said")).toEqual([
    { what: "first", n: null },
    { what: "second", n: null },
    { what: "third", n: "1" },
    { what: "fourth", n: null },
  ]);
});

test("the role that was set owns what is created, in however many sessions it could be loaded", async () => {
  const database = await createTestDatabase();
  await database.query(
    `create role "owner of ${database.name}"; create schema t authorization "owner of ${database.name}"`,
  );
  const many = Array.from({ length: 5000 }, (_, id) =>
    recordLine("x", { id, text: "x".repeat(99) }),
  );
  const schema = schemaLine("x", { id: { type: "integer" }, text: { type: "string" } }, ["id"]);

  const { error } = await load(database, [schema, ...many], {
    before_run_sql: `set role "owner of ${database.name}"`,
  });

  expect(error).toBeUndefined();
  const rows = await database.query(
    "select tableowner as owner from pg_tables where tablename = 'x'",
  );
  expect(rows).toEqual([{ owner: `owner of ${database.name}` }]);
  expect(await database.query("select count(*)::int as n from t.x")).toEqual([{ n: 5000 }]);
  await database.query(
    `drop owned by "owner of ${database.name}"; drop role "owner of ${database.name}"`,
  );
});

test("nothing runs after a failure", async () => {
  const database = await createTestDatabase();

  const { error } = await load(database, [...LINES, "no message"], {
    after_run_sql: "create table done ()",
  });

  expect(error).toBeDefined();
  expect(await database.query("select to_regclass('done') as done")).toEqual([{ done: null }]);
});

test.each(["before_run_sql", "after_run_sql"])("%s that is refused is named", async (setting) => {
  const database = await createTestDatabase();

  const { error } = await load(database, LINES, { [setting]: "selec 1" });

  expect(error?.message).toMatch(new RegExp(`cannot run ${setting}: syntax error`));
});

test("a file that cannot be read is named before anything is loaded", async () => {
  const database = await createTestDatabase();

  const { error } = await load(database, LINES, { after_run_sql_file: "/no/such.sql" });

  expect(error?.message).toMatch(/"after_run_sql_file": ENOENT.*\/no\/such\.sql/);
  expect(await database.query("select to_regclass('t.x') as x")).toEqual([{ x: null }]);
});

test("a session in which SQL has run is not replaced when it is lost", async () => {
  const database = await createTestDatabase();
  await database.query("create table runs ()");

  const { error } = await load(database, LINES, {
    before_run_sql: `insert into runs default values;
      create function cut() returns event_trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); end $$;
      create event trigger cut on ddl_command_start when tag in ('CREATE TABLE') execute function cut()`,
  });

  expect(error?.message).toMatch(/terminat/);
  expect(await database.query("select count(*)::int as n from runs")).toEqual([{ n: 1 }]);
});

test("a time limit that is reached says which setting raises it", async () => {
  const database = await createTestDatabase();

  const { error } = await load(database, [], {
    before_run_sql: "select pg_sleep(60)",
    statement_timeout: 10,
  });

  expect(error?.message).toMatch(/SQLSTATE 57014.*raise statement_timeout/);
});

import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine, stateLine } from "../harness/lines.ts";
import { load, loadAll, type TestSettings } from "../harness/load.ts";
import { runProgram } from "../harness/run-program.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const OVERWRITE: TestSettings = { load_method: "overwrite" };

function schema(stream: string): string {
  return schemaLine(stream, { id: { type: "integer" }, name: { type: "string" } }, ["id"]);
}

function record(stream: string, id: number, name: string, version = 1): string {
  return recordLine(stream, { id, name }, { version });
}

function replace(stream: string, version: number, ...names: readonly string[]): string[] {
  return [
    schema(stream),
    ...names.map((name, id) => record(stream, id, name, version)),
    activateLine(stream, version),
  ];
}

async function names(stream: string): Promise<string> {
  const rows = await database().query(`select name from t.${stream} order by id`);
  return rows.map((row) => row["name"]).join("");
}

async function leftovers(stream: string): Promise<number> {
  const rows = await database().query(
    `select relname from pg_class where relname ~ '^_sdc_new_.*_${stream}$' and relkind = 'r'`,
  );
  return rows.length;
}

test("a table keeps its grants, comments, indexes, triggers, policies and views", async () => {
  await loadAll(database(), replace("dressed", 1, "a"));
  await database().query("drop role if exists dressed_reader; create role dressed_reader");
  await database().query(`
    grant select (name) on t.dressed to dressed_reader with grant option;
    comment on table t.dressed is 'mine';
    comment on column t.dressed.name is 'also mine';
    create index dressed_names on t.dressed (lower(name)) where id > 0;
    create view t.dressed_view as select name from t.dressed;
    create materialized view t.dressed_copy as select name from t.dressed_view;
    alter table t.dressed add column touched text default 'by default';
    alter table t.dressed add constraint dressed_names_are_short check (length(name) < 10);
    create policy dressed_policy on t.dressed using (true);
    create function t.shout() returns trigger language plpgsql as
      'begin new.name = upper(new.name); return new; end';
    create trigger dressed_trigger before insert on t.dressed for each row execute function t.shout();
  `);
  const describe = () =>
    database().query(`
      select c.oid::int, c.relacl::text, obj_description(c.oid), col_description(c.oid, 2),
        (select attacl::text from pg_attribute where attrelid = c.oid and attname = 'name') as column_acl,
        array(select indexrelid::regclass::text from pg_index where indrelid = c.oid order by 1) as indexes,
        array(select conname::text from pg_constraint where conrelid = c.oid order by 1) as constraints,
        array(select polname::text from pg_policy where polrelid = c.oid) as policies,
        array(select tgname::text from pg_trigger where tgrelid = c.oid) as triggers
      from pg_class c where c.oid = 't.dressed'::regclass`);
  const before = await describe();

  await loadAll(database(), replace("dressed", 2, "x", "y"), OVERWRITE);

  expect(await describe()).toEqual(before);
  expect(await database().query("select name from t.dressed_view order by name")).toEqual([
    { name: "X" },
    { name: "Y" },
  ]);
  expect(await database().query("select distinct touched from t.dressed")).toEqual([
    { touched: "by default" },
  ]);
  await database().query("drop owned by dressed_reader; drop role dressed_reader");
});

test("until the swap everybody sees the old rows, and afterwards the new ones", async () => {
  await loadAll(database(), replace("atomic", 1, "old"));
  const target = runProgram({
    sqlalchemy_url: database().url,
    ...OVERWRITE,
    batch_wait_limit_seconds: 0.05,
  });
  target.send(stateLine({ at: 0 }), schema("atomic"), record("atomic", 1, "new", 2));
  target.send(
    stateLine({ at: 1 }),
    schema("other"),
    record("other", 1, "x"),
    activateLine("other", 1),
  );
  target.send(stateLine({ at: 2 }), schema("witness"));
  await target.logged(/witness/);
  expect(await target.line(0)).toBe('{"at":0}');
  expect(await names("atomic")).toBe("old");
  expect(await names("other")).toBe("x");

  target.send(activateLine("atomic", 2));

  expect(await target.line(1)).toBe('{"at":2}');
  expect(await names("atomic")).toBe("new");
  target.close();
  expect((await target.finished).status).toBe(0);
});

test("a state waits for the streams before it, not for those after it", async () => {
  const { states, error } = await load(
    database(),
    [
      schema("first"),
      schema("second"),
      record("first", 1, "a"),
      stateLine({ first: 1 }),
      record("second", 1, "b"),
      stateLine({ second: 1 }),
      activateLine("first", 1),
    ],
    OVERWRITE,
  );

  expect(states).toEqual(['{"first":1}']);
  expect(error?.message).toMatch(/tables of "second"/);
});

test("a run that was killed leaves the old rows, and its table goes with the next run", async () => {
  await loadAll(database(), replace("killed", 1, "old"));
  const target = runProgram({
    sqlalchemy_url: database().url,
    ...OVERWRITE,
    batch_wait_limit_seconds: 0.05,
  });
  target.send(schema("killed"), record("killed", 1, "new", 2), schema("witness_of_kill"));
  await target.logged(/witness_of_kill/);
  expect(await leftovers("killed")).toBe(1);

  target.kill("SIGKILL");
  await target.finished;

  expect(await names("killed")).toBe("old");
  await loadAll(database(), replace("killed", 3, "newest"), OVERWRITE);
  expect(await names("killed")).toBe("newest");
  expect(await leftovers("killed")).toBe(0);
});

test("a run that is stopped leaves the old rows and nothing else", async () => {
  await loadAll(database(), replace("stopped", 1, "old"));
  const target = runProgram({
    sqlalchemy_url: database().url,
    ...OVERWRITE,
    overwrite_at_end: true,
  });
  target.send(schema("stopped"), record("stopped", 1, "new", 2), schema("witness_of_stop"));
  await target.logged(/witness_of_stop/);

  target.kill("SIGTERM");

  expect((await target.finished).status).toBe(143);
  expect(await names("stopped")).toBe("old");
  expect(await leftovers("stopped")).toBe(0);
});

test("of two runs at once the later one wins, and their rows never mix", async () => {
  const earlier = runProgram({ sqlalchemy_url: database().url, ...OVERWRITE });
  earlier.send(schema("contested"), record("contested", 1, "early", 1), schema("witness_of_race"));
  await earlier.logged(/witness_of_race/);

  await loadAll(database(), replace("contested", 2, "late"), OVERWRITE);
  earlier.send(activateLine("contested", 1));
  earlier.close();

  const { status, log } = await earlier.finished;
  expect(status).toBe(1);
  expect(log).toMatch(/somebody dropped it, perhaps another run that overwrites the same table/);
  expect(await names("contested")).toBe("late");
});

test("a table of that name which is somebody else's stays", async () => {
  await loadAll(database(), replace("foreign_one", 1, "a"));
  await database().query("create table t._sdc_new_mine_foreign_one (id int)");

  await loadAll(database(), replace("foreign_one", 2, "b"), OVERWRITE);

  expect(await leftovers("foreign_one")).toBe(1);
});

test("a history sees what an overwrite changed, and only that", async () => {
  const settings = { ...OVERWRITE, history: true };
  await loadAll(database(), replace("followed", 1, "a", "b", "c"), settings);

  await loadAll(database(), replace("followed", 2, "a", "x"), settings);

  expect(
    await database().query(
      "select id::int, name, valid_to is null as open from t.followed_history order by id, valid_from",
    ),
  ).toEqual([
    { id: 0, name: "a", open: true },
    { id: 1, name: "b", open: false },
    { id: 1, name: "x", open: true },
    { id: 2, name: "c", open: false },
  ]);
});

test("the load log counts what is swapped, and nothing of what is not", async () => {
  const settings = { ...OVERWRITE, load_log: true };
  await loadAll(database(), replace("counted", 1, "a", "b", "c"), settings);
  await loadAll(database(), replace("counted", 2, "a", "x"), settings);
  await load(database(), replace("counted", 3, "z").slice(0, -1), settings);

  expect(
    await database().query(
      `select rows_in::int, inserted::int, updated::int, unchanged::int, deleted::int, status
       from t._sdc_loads where stream = 'counted' order by started_at`,
    ),
  ).toEqual([
    { rows_in: 3, inserted: 3, updated: 0, unchanged: 0, deleted: 0, status: "success" },
    { rows_in: 2, inserted: 2, updated: 0, unchanged: 0, deleted: 3, status: "success" },
    { rows_in: 1, inserted: 0, updated: 0, unchanged: 0, deleted: 0, status: "failed" },
  ]);
});

test("rows that were put aside as bad keep a table from being overwritten", async () => {
  await loadAll(database(), replace("spoiled", 1, "old"));
  const [first = "", ...rest] = replace("spoiled", 2, "new");

  const { error } = await load(
    database(),
    [first, recordLine("spoiled", { id: "no number" }, { version: 2 }), ...rest],
    { ...OVERWRITE, on_bad_record: "divert" },
  );

  expect(error?.message).toMatch(/or for bad records/);
  expect(await names("spoiled")).toBe("old");
});

test("a table that a foreign key points to is not overwritten, and the run says why", async () => {
  await loadAll(database(), replace("referenced", 1, "old"));
  await database().query("create table t.referring (id bigint references t.referenced)");

  const { error } = await load(database(), replace("referenced", 2, "new"), OVERWRITE);

  expect(error?.message).toMatch(/cannot overwrite.*"referenced".*foreign key/);
  expect(await names("referenced")).toBe("old");
  expect(await leftovers("referenced")).toBe(0);
});

test("a session that the server ends in the middle loses no row that waits", async () => {
  const target = runProgram({
    sqlalchemy_url: database().url,
    ...OVERWRITE,
    batch_wait_limit_seconds: 0.05,
  });
  target.send(schema("cut"), record("cut", 1, "a", 2), schema("witness_of_cut"));
  await target.logged(/witness_of_cut/);
  await database().query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'target-postgres'",
  );

  target.send(record("cut", 2, "b", 2), activateLine("cut", 2), stateLine({ at: 1 }));
  target.close();

  const { status, lines } = await target.finished;
  expect(status).toBe(0);
  expect(lines).toEqual(['{"at":1}']);
  expect(await names("cut")).toBe("ab");
});

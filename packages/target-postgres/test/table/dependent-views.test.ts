import { expect, test } from "vitest";
import { recordLine, schemaLine } from "../harness/lines.ts";
import { load, loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const id = { type: "integer" };
const small = { type: "integer", minimum: 0, maximum: 10 };

async function loadRow(stream: string, key: unknown, schema: unknown, record: unknown) {
  return loadAll(database(), [
    schemaLine(stream, { id: key, v: schema }, ["id"]),
    recordLine(stream, JSON.stringify(record)),
  ]);
}

/** All that a view consists of. */
async function describeViews(pattern: string): Promise<Record<string, unknown>[]> {
  return database().query(
    `select relname, pg_get_viewdef(c.oid) as definition, reloptions, relacl::text[] as acl, relowner::regrole::text as owner,
       obj_description(c.oid) as comment, col_description(c.oid, 1) as column_comment
     from pg_class c where relkind = 'v' and relname like $1 order by relname`,
    [pattern],
  );
}

test("views on a column that is widened survive with rights, owners, options and comments", async () => {
  await loadRow("seen", small, small, { id: 1, v: 1 });
  await database().query(`
    create role view_owner; create role view_reader; grant usage, create on schema t to view_owner;
    grant select on t.seen to view_owner; grant view_owner to current_user;
    alter default privileges in schema t grant select on tables to view_reader;
    create view t."Seen a" with (security_barrier = true) as select v as "V", count(*) from t.seen group by v;
    create view t.seen_b as select s.*, a."V" * 2 as twice from t.seen s join t."Seen a" a on a."V" = s.v;
    create view t.seen_c as select id as only_id from t.seen;
    alter view t."Seen a" owner to view_owner;
    revoke all on t."Seen a" from view_reader;
    grant select on t.seen_b to public;
    grant select, update on t.seen_b to view_owner with grant option;
    comment on view t.seen_b is 'twice the "value"';
    comment on column t.seen_b.id is 'it''s the key';
  `);
  const before = [...(await describeViews("Seen%")), ...(await describeViews("seen%"))];

  const { log } = await loadRow("seen", id, id, { id: 2, v: 100_000 });

  expect(before).toHaveLength(3);
  expect([...(await describeViews("Seen%")), ...(await describeViews("seen%"))]).toEqual(before);
  expect(await database().query("select id, v, twice from t.seen_b order by v")).toEqual([
    { id: "1", v: "1", twice: "2" },
    { id: "2", v: "100000", twice: "200000" },
  ]);
  expect(log).toMatch(/widened column "v" of "t"."seen": smallint to bigint/);
});

/** What hangs on the column, and how the server names it. */
const OBSTACLES: readonly [string, string, RegExp][] = [
  ["mat", "create materialized view t.on_mat as select v from t.mat", /on_mat/],
  [
    "trig",
    `create view t.on_trig as select v from t.trig;
     create function t.nothing() returns trigger language plpgsql as 'begin return null; end';
     create trigger instead instead of insert on t.on_trig for each row execute function t.nothing()`,
    /on_trig/,
  ],
  [
    "strictly",
    "create function t.f(smallint) returns int language sql as 'select 1'; create view t.on_strictly as select t.f(v) from t.strictly",
    /function t\.f\(bigint\) does not exist/,
  ],
];

test.each(OBSTACLES)(
  "what cannot be made again is left, and the values of %s go into another column",
  async (stream, sql, reason) => {
    await loadRow(stream, id, small, { id: 1, v: 1 });
    await database().query(sql);
    const views = await describeViews(`on_${stream}`);

    const { log } = await loadRow(stream, id, id, { id: 2, v: 100_000 });

    expect(log).toMatch(/column "v" of .* stays smallint: /);
    expect(log).toMatch(reason);
    const rows = await database().query(`select v, v__bigint from t.${stream} order by id`);
    expect(rows).toEqual([
      { v: 1, v__bigint: null },
      { v: null, v__bigint: "100000" },
    ]);
    expect(await describeViews(`on_${stream}`)).toEqual(views);
  },
);

test("one column that cannot be widened does not keep others from it", async () => {
  const lines = (schema: unknown): string[] => [
    schemaLine("mixed", { id, a: schema, b: schema, c: schema }, ["id"]),
    recordLine("mixed", { id: 1, a: 1, b: 1, c: 1 }),
  ];
  await loadAll(database(), lines(small));
  await database().query("create materialized view t.on_mixed as select b from t.mixed");

  await loadAll(database(), lines(id));

  const found = await database().query(
    `select attname, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = 't.mixed'::regclass and attnum > 0 and attname ~ '^[abc]' order by attnum`,
  );
  expect(found.map(({ attname, type }) => `${attname} ${type}`)).toEqual([
    "a bigint",
    "b smallint",
    "c bigint",
    "b__bigint bigint",
  ]);
});

test("a key that cannot be widened is an error that names what hangs on it, and the way out", async () => {
  await loadRow("keyed", small, id, { id: 1, v: 1 });
  await database().query("create materialized view t.on_keyed as select id from t.keyed");

  const { error } = await load(database(), [schemaLine("keyed", { id, v: id }, ["id"])]);

  expect(error?.message).toMatch(
    /^line 1 \(stream "keyed"\): key column "id" of "t"."keyed" is smallint and must become bigint: .*on_keyed.*; drop what hangs on it, run again, and create it anew$/,
  );
});

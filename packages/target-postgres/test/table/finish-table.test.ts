import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordLine, schemaLine } from "../harness/lines.ts";
import { load, loadAll, type TestSettings } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const READER = "reader_of_finished_tables";
beforeAll(() => database().query(`create role ${READER}; create role "${READER} 2"`));
afterAll(() =>
  database().query(
    `drop owned by ${READER}, "${READER} 2"; drop role ${READER}; drop role "${READER} 2"`,
  ),
);

const integer = { type: "integer" };

/** Loads one row with an id and a part. */
function loadInto(stream: string, settings: TestSettings, keys: readonly string[] = ["id"]) {
  const lines = [
    schemaLine(stream, { id: integer, part: integer }, keys),
    recordLine(stream, { id: 1, part: 7 }),
  ];
  return load(database(), lines, settings);
}

async function indexes(table: string): Promise<unknown[]> {
  const rows = await database().query(
    "select replace(indexdef, 'INDEX ', '') as definition from pg_indexes where tablename = $1 and indexdef not like '%UNIQUE%' order by 1",
    [table],
  );
  return rows.map(({ definition }) => definition);
}

async function mayRead(table: string, role = READER): Promise<unknown> {
  const [row] = await database().query(
    "select has_table_privilege($2, $1, 'select') and has_schema_privilege($2, split_part($1, '.', 1), 'usage') as may",
    [table, role],
  );
  return row?.["may"];
}

test("schema_mapping places a stream, lets roles read it and indexes it", async () => {
  const settings = {
    schema_mapping: {
      shop: {
        target_schema: "mapped",
        target_schema_select_permissions: [READER, `${READER} 2`],
        indices: { orders: ["part", "part,id"], others: ["nothing"] },
      },
    },
  };

  for (const _ of ["first", "second"]) {
    expect((await loadInto("shop-orders", settings)).error).toBeUndefined();
  }

  expect(await database().query("select id from mapped.orders")).toEqual([{ id: "1" }]);
  expect(await mayRead("mapped.orders")).toBe(true);
  expect(await mayRead("mapped.orders", `${READER} 2`)).toBe(true);
  expect(await indexes("orders")).toEqual([
    "CREATE i_orders_part ON mapped.orders USING btree (part)",
    "CREATE i_orders_part_id ON mapped.orders USING btree (part, id)",
  ]);
});

test.each([
  ["one", READER],
  ["listed", [READER]],
  ["grouped", { groups: [READER], users: `${READER} 2` }],
])("default_target_schema_select_permissions may be %s", async (name, grantees) => {
  const settings = { default_target_schema_select_permissions: grantees };

  expect((await loadInto(`for_${name}`, settings)).error).toBeUndefined();

  expect(await mayRead(`t.for_${name}`)).toBe(true);
});

test("a table that is there already gets its readers, too", async () => {
  await loadInto("late", {});
  expect(await mayRead("t.late")).toBe(false);

  await loadInto("late", { default_target_schema_select_permissions: READER });

  expect(await mayRead("t.late")).toBe(true);
});

test("a role or a column that does not exist is an error that names it", async () => {
  const nobody = await loadInto("x", { default_target_schema_select_permissions: "nobody at all" });
  const nothing = await loadInto("x", { table_options: { x: { indexes: ["nothing"] } } });

  expect(nobody.error?.message).toMatch(/role "nobody at all".*"t"\."x".*there is no such role/);
  expect(nothing.error?.message).toMatch(/"t"\."x" has no index on nothing.*table_options/);
});

test("a right that the loader may not give away is an error with the server's reason", async () => {
  const url = new URL(database().url);
  const role = `loader of ${url.pathname.slice(1)}`;
  await loadInto("foreign", {});
  await database().query(
    `create role "${role}" login password 'x'; grant usage, create on schema t to "${role}"; grant all on t.foreign to "${role}"; create index elsewhere on t.foreign (part)`,
  );
  [url.username, url.password] = [encodeURIComponent(role), "x"];
  const lines = [schemaLine("foreign", { id: integer, part: integer }, ["id"])];

  const { error } = await load({ url: url.href }, lines, {
    table_options: { foreign: { indexes: [["part", "id"]] } },
  });
  await database().query(`drop owned by "${role}"; drop role "${role}"`);

  expect(error?.message).toMatch(
    /cannot add indexes or readers to table "t"\."foreign": must be owner of table foreign/,
  );
});

test("options of all streams hold where a stream has the columns", async () => {
  const settings = { table_options: { "*": { indexes: ["_sdc_extracted_at", "nothing"] } } };

  expect((await loadInto("wild", settings)).error).toBeUndefined();

  expect(await indexes("wild")).toEqual([
    "CREATE i_wild__sdc_extracted_at ON t.wild USING btree (_sdc_extracted_at)",
  ]);
});

test("pipelinewise's indices go by the source's names", async () => {
  const { error } = await loadInto("shop-Lines", {
    compatibility: "pipelinewise",
    schema_mapping: { shop: { target_schema: "ppw_indices", indices: { Lines: ["Part"] } } },
    add_metadata_columns: true,
  });

  expect(error?.message).toMatch(/"ppw_indices"\."lines" has no index on Part/);
});

test("an index that another one makes needless is not created", async () => {
  await loadInto("pairs", { table_options: { pairs: { indexes: ["id", ["id", "part"]] } } });

  expect(await indexes("pairs")).toEqual([
    "CREATE i_pairs_id_part ON t.pairs USING btree (id, part)",
  ]);
});

test("a new table may be unlogged", async () => {
  await loadInto("quick", { table_options: { quick: { unlogged: true } } });

  expect(
    await database().query("select relpersistence as p from pg_class where relname = 'quick'"),
  ).toEqual([{ p: "u" }]);
});

test.each([
  ["range", ["parted_range_default"]],
  ["list", ["parted_list_default"]],
  ["hash", ["parted_hash_p0", "parted_hash_p1", "parted_hash_p2"]],
])("a new table may be partitioned by %s, and loads and merges", async (method, partitions) => {
  const stream = `parted_${method}`;
  const settings = {
    table_options: {
      [stream]: { unlogged: true, partition_by: { method, columns: ["part"], partitions: 3 } },
    },
  };
  const schema = schemaLine(stream, { id: integer, part: integer, n: integer }, ["id", "part"]);

  await loadAll(database(), [schema, recordLine(stream, { id: 1, part: 7, n: 1 })], settings);
  const again = [1, 2].map((id) => recordLine(stream, { id, part: 7, n: 2 }));
  await loadAll(database(), [schema, ...again], settings);

  expect(await database().query(`select id, n from t.${stream} order by id`)).toEqual([
    { id: "1", n: "2" },
    { id: "2", n: "2" },
  ]);
  const found = await database().query(
    "select inhrelid::regclass::text as name from pg_inherits where inhparent = to_regclass($1) order by 1",
    [`t.${stream}`],
  );
  expect(found.map(({ name }) => name)).toEqual(partitions.map((name) => `t.${name}`));
});

test.each([
  ["part", ["id"], /cannot be partitioned by "part": the key \(id\) must have it/],
  ["nothing", ["id"], /cannot be partitioned by "nothing": the stream has no such property/],
])("partitions by %s of a table with the key %j are refused", async (column, keys, problem) => {
  const partition_by = { method: "range", columns: [column] };

  const { error } = await loadInto(
    "unparted",
    { table_options: { unparted: { partition_by } } },
    keys,
  );

  expect(error?.message).toMatch(problem);
});

test("primary_key_required makes a stream without a key an error", async () => {
  const { error } = await loadInto("keyless", { primary_key_required: true }, []);

  expect(error?.message).toMatch(/"keyless".*no key_properties; set primary_key_required to false/);
});

test("with pipelinewise's settings, tables have the shape of its tables", async () => {
  const { error } = await loadInto("base-shop-Orders", {
    compatibility: "pipelinewise",
    add_metadata_columns: true,
    default_target_schema: "ppw",
  });

  expect(error).toBeUndefined();
  const columns = await database().query(
    "select column_name as name from information_schema.columns where table_schema = 'ppw' and table_name = 'orders' order by ordinal_position",
  );
  expect(columns.map(({ name }) => name)).toEqual([
    "id",
    "part",
    "_sdc_extracted_at",
    "_sdc_batched_at",
    "_sdc_deleted_at",
  ]);
});

test("the example in the README works", async () => {
  const readme = await readFile(join(import.meta.dirname, "../../README.md"), "utf8");
  const settings = JSON.parse(/```json\n(.*?)```/s.exec(readme)?.[1] ?? "");
  await database().query("create role analysts");
  const keyed = { id: integer, customer_id: integer, day: { type: "string", format: "date" } };
  const streams = ["shop-orders", "shop-events", "scratch"];
  const lines = streams.flatMap((stream) => [
    schemaLine(stream, keyed, ["id", "day"]),
    recordLine(stream, { id: 1, customer_id: 2, day: "2024-02-29" }),
  ]);

  await loadAll(database(), lines, settings);

  expect(await mayRead("shop_raw.orders", "analysts")).toBe(true);
  expect(await mayRead("raw.scratch", "analysts")).toBe(true);
  expect(await indexes("orders")).toContain(
    "CREATE i_orders_customer_id ON shop_raw.orders USING btree (customer_id)",
  );
  expect(await database().query("select id::int from shop_raw.events_default")).toEqual([
    { id: 1 },
  ]);
  await database().query("drop owned by analysts; drop role analysts");
});

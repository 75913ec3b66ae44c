import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine } from "./harness/lines.ts";
import { loadAll, type TestSettings } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

async function describeTable(table: string): Promise<Record<string, string>> {
  const columns = await database().query(
    "select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = to_regclass($1) and attnum > 0 order by attnum",
    [table],
  );
  return Object.fromEntries(columns.map(({ name, type }) => [String(name), String(type)]));
}

const PROPERTIES = {
  Id: { type: "integer" },
  amount: { type: ["number", "null"] },
  name: { type: ["string", "null"] },
  day: { type: ["string", "null"], format: "date" },
  changedAt: { type: ["string", "null"], format: "date-time" },
  tags: { type: ["array", "null"], items: { type: "string" } },
  extra: { type: ["object", "null"] },
  flag: { type: ["boolean", "null"] },
};

const RECORD = {
  Id: 1,
  amount: 1.5,
  name: "one",
  day: "2024-02-29",
  changedAt: "2024-02-29T01:02:03Z",
  tags: ["a"],
  extra: { b: 1 },
  flag: true,
};

/** The settings of a pipelinewise target, but for what the harness gives. */
const PIPELINEWISE: TestSettings = {
  compatibility: "pipelinewise",
  default_target_schema: "ppw",
  add_metadata_columns: true,
  hard_delete: true,
  flush_all_streams: true,
  parallelism: 0,
  max_parallelism: 16,
  primary_key_required: true,
  temp_dir: "/tmp",
};

test("a table that pipelinewise's target made keeps its columns and their types", async () => {
  const made = {
    id: "numeric",
    amount: "double precision",
    name: "character varying",
    day: "character varying",
    changedat: "timestamp without time zone",
    tags: "jsonb",
    extra: "jsonb",
    flag: "boolean",
    _sdc_extracted_at: "timestamp without time zone",
    _sdc_batched_at: "timestamp without time zone",
    _sdc_deleted_at: "character varying",
  };
  const columns = Object.entries(made).map(([name, type]) => `${name} ${type}`);
  await database().query(
    `create schema ppw; create table ppw.orders (${columns.join(", ")}, primary key (id));
     insert into ppw.orders (id, name) values (1, 'old'), (2, 'other')`,
  );
  const lines = [
    schemaLine("shop-Orders", PROPERTIES, ["Id"]),
    recordLine("shop-Orders", RECORD),
    recordLine("shop-Orders", { Id: 2, _sdc_deleted_at: "2024-03-01T00:00:00Z" }),
    activateLine("shop-Orders", 7),
  ];

  await loadAll(database(), lines, PIPELINEWISE);
  await loadAll(database(), lines, PIPELINEWISE);

  expect(await describeTable("ppw.orders")).toEqual(made);
  expect(
    await database().query("select id, amount, name, day, tags, extra from ppw.orders"),
  ).toEqual([
    { id: "1", amount: 1.5, name: "one", day: "2024-02-29", tags: ["a"], extra: { b: 1 } },
  ]);
});

test("without metadata columns a row's mark of deletion is one of its values, and goes when the row returns", async () => {
  const settings = { ...PIPELINEWISE, add_metadata_columns: false, hard_delete: false };
  const properties = {
    ...PROPERTIES,
    _sdc_deleted_at: { type: ["string", "null"], format: "date-time" },
  };
  const lines = (mark: object) => [
    schemaLine("marked", properties, ["Id"]),
    recordLine("marked", { Id: 1, ...mark }),
  ];
  const marks = () => database().query("select _sdc_deleted_at::text as mark from ppw.marked");

  await loadAll(database(), lines({ _sdc_deleted_at: "2024-03-01T00:00:00Z" }), settings);

  expect(await marks()).toEqual([{ mark: "2024-03-01 00:00:00" }]);
  await loadAll(database(), lines({}), settings);
  expect(await marks()).toEqual([{ mark: null }]);
  expect(
    Object.keys(await describeTable("ppw.marked")).filter((name) => name.startsWith("_")),
  ).toEqual(["_sdc_deleted_at"]);
});

test("pipelinewise's configuration loads, with its choices", async () => {
  const url = new URL(database().url);
  const settings = {
    sqlalchemy_url: undefined,
    default_target_schema: undefined,
    host: url.hostname,
    port: url.port,
    user: url.username,
    password: decodeURIComponent(url.password),
    dbname: url.pathname.slice(1),
    ssl: "false",
    schema_mapping: { shop: { target_schema: "ppw_shop", indices: { orders: ["name"] } } },
    batch_size_rows: 20_000,
    validate_records: false,
    data_flattening_max_level: 0,
  };
  const lines = [
    schemaLine("db-shop-orders", PROPERTIES, ["Id"]),
    recordLine("db-shop-orders", RECORD),
  ];

  await loadAll(database(), lines, settings);

  expect(Object.keys(await describeTable("ppw_shop.orders"))).toEqual(
    Object.keys(PROPERTIES).map((name) => name.toLowerCase()),
  );
  expect(await database().query("select id::int from ppw_shop.orders")).toEqual([{ id: 1 }]);
});

test("a table that MeltanoLabs' target made keeps its columns and their types", async () => {
  const made = {
    Id: "bigint",
    amount: "numeric",
    name: "text",
    day: "date",
    changedAt: "timestamp without time zone",
    tags: "text[]",
    extra: "jsonb",
    flag: "boolean",
    _sdc_extracted_at: "timestamp without time zone",
    _sdc_received_at: "timestamp without time zone",
    _sdc_batched_at: "timestamp without time zone",
    _sdc_deleted_at: "timestamp without time zone",
    _sdc_sequence: "bigint",
    _sdc_table_version: "bigint",
    _sdc_sync_started_at: "bigint",
  };
  const columns = Object.entries(made).map(([name, type]) => `"${name}" ${type}`);
  await database().query(
    `create schema melty; create table melty."Orders" (${columns.join(", ")}, primary key ("Id"));
     insert into melty."Orders" ("Id", name) values (1, 'old')`,
  );
  const lines = [schemaLine("shop-Orders", PROPERTIES, ["Id"]), recordLine("shop-Orders", RECORD)];

  await loadAll(database(), lines, { default_target_schema: undefined });

  expect(await describeTable('melty."Orders"')).toEqual(made);
  expect(await database().query('select "Id", name, tags from melty."Orders"')).toEqual([
    { Id: "1", name: "one", tags: ["a"] },
  ]);
});

test("datamill-co's configuration loads, with its choices", async () => {
  const url = new URL(database().url);
  const settings = {
    sqlalchemy_url: undefined,
    default_target_schema: undefined,
    postgres_host: url.hostname,
    postgres_port: Number(url.port),
    postgres_username: url.username,
    postgres_password: url.password,
    postgres_database: url.pathname.slice(1),
    postgres_schema: "dm",
    disable_collection: true,
    logging_level: "INFO",
    max_batch_rows: 1000,
    invalid_records_detect: true,
    add_upsert_indexes: true,
  };

  await loadAll(
    database(),
    [
      schemaLine("Shop Orders", PROPERTIES, ["Id"]),
      recordLine("Shop Orders", RECORD),
      schemaLine("nothing", PROPERTIES, ["Id"]),
    ],
    settings,
  );

  expect(await describeTable("dm.shop_orders")).toMatchObject({
    id: "bigint",
    changedat: "timestamp with time zone",
    _sdc_sequence: "bigint",
  });
  expect(await describeTable("dm.nothing")).toEqual({});
});

import { expect, test } from "vitest";
import { METABASE_VERSIONS } from "../../../src/metabase/options.ts";
import { CONNECTION_CANARY } from "../../../src/metabase/world/databases.ts";
import { get, serve } from "../serve.ts";

type Row = Readonly<Record<string, unknown>>;

test.each(METABASE_VERSIONS)(
  "version %s lists databases in an envelope, with connections for administrators only",
  async (version) => {
    const server = await serve({ version });
    const analyst = { "x-api-key": server.keys.analyst };

    const all = (await get(server, "/api/database")).json;
    const own = (await get(server, "/api/database", analyst)).json;

    expect(all.total).toBe(all.data.length);
    expect(JSON.stringify(all)).toContain(CONNECTION_CANARY);
    expect(own.data.length).toBeGreaterThan(0);
    expect(JSON.stringify(own)).not.toContain(CONNECTION_CANARY);
  },
);

test.each([
  ["", []],
  ["?saved=true", [-1337]],
  ["?include_analytics=true", [13371337]],
] as const)("an enterprise list%s shows the special databases %j", async (query, special) => {
  const server = await serve({ edition: "enterprise" });

  const { data } = (await get(server, `/api/database${query}`)).json;

  expect(data.map(({ id }: Row) => id)).toEqual([1, 2, 3, 4, 5, 6, ...special]);
});

test("metadata shows hidden tables and sensitive fields only when asked", async () => {
  const server = await serve();
  const read = async (query: string) => {
    const { tables } = (await get(server, `/api/database/2/metadata${query}`)).json;
    const fields = tables.flatMap((table: Row) => table["fields"]);
    return {
      tables: tables.map(({ name }: Row) => name),
      fields: fields.map(({ name }: Row) => name),
    };
  };

  const plain = await read("");
  const whole = await read("?include_hidden=true");

  expect(plain.tables).not.toContain("schema_migrations");
  expect(plain.fields).not.toContain("password_hash");
  expect(whole.tables).toEqual(expect.arrayContaining(["schema_migrations", "events"]));
  expect(whole.fields).toContain("password_hash");
  expect(whole.tables).not.toContain("events_2019");
  expect(whole.fields).not.toContain("legacy_flag");
});

test("a foreign key brings the field that it points to", async () => {
  const server = await serve();
  const { tables } = (await get(server, "/api/database/2/metadata")).json;
  const fields: Row[] = tables.flatMap((table: Row) => table["fields"]);

  const key = fields.find(({ name }) => name === "customer_id");

  expect(key?.["target"]).toMatchObject({ id: key?.["fk_target_field_id"], name: "id" });
  expect(fields.filter(({ target }) => target === null).length).toBeGreaterThan(0);
});

test.each([
  ["/api/database/2/schemas", ["Buchhaltung (AT)", "finance", "public", "uploads"]],
  [
    "/api/database/2/schemas?include_hidden=true",
    ["Buchhaltung (AT)", "finance", "public", "raw/eu", "uploads"],
  ],
  ["/api/database/3/schemas", [""]],
])("%s are %j", async (path, schemas) => {
  const server = await serve();

  expect((await get(server, path)).json).toEqual(schemas);
});

test.each([
  ["/api/database/3/schema/", ["agents", "ticket_messages", "tickets"]],
  ["/api/database/2/schema/raw%2Feu?include_hidden=true", ["events"]],
])("%s lists that schema's tables", async (path, names) => {
  const server = await serve();

  expect((await get(server, path)).json.map(({ name }: Row) => name)).toEqual(names);
});

test("a schema that is not there is not found", async () => {
  const server = await serve();

  expect((await get(server, "/api/database/2/schema/nowhere")).status).toBe(404);
});

test.each([
  ["0.50", ["database_is_pk", "data_sensitivity"]],
  ["0.57", ["data_sensitivity"]],
  ["newest", []],
] as const)("fields of version %s lack %j", async (version, absent) => {
  const server = await serve({ version });
  const { tables } = (await get(server, "/api/database/1/metadata")).json;

  const [field] = tables[0].fields;

  const newer = ["database_is_pk", "data_sensitivity"];
  expect(newer.filter((name) => !(name in field))).toEqual(absent);
});

test("a database of many tables answers them all, as a whole and schema by schema", async () => {
  const server = await serve({ tables: 1500 });
  const expected = [...server.world.tables].filter(
    (table) => table.db_id === 2 && table.active,
  ).length;

  const { json: whole } = await get(server, "/api/database/2/metadata?include_hidden=true");
  const { json: schemas } = await get(server, "/api/database/2/schemas?include_hidden=true");
  const schema = (await get(server, "/api/database/2/schema/mart_0007")).json;
  const analyst = { "x-api-key": server.keys.analyst };
  const some = (await get(server, "/api/table", analyst)).json;

  expect(whole).toMatchObject({ id: 2, tables: expect.any(Array) });
  expect(whole.tables).toHaveLength(expected);
  expect(whole.tables.at(-1).fields.length).toBeGreaterThan(0);
  expect(schemas).toContain("mart_0015");
  expect(schema).toHaveLength(100);
  expect(some.length).toBeGreaterThan(500);
  expect(some.length).toBeLessThan(expected);
});

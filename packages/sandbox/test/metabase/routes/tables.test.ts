import { expect, test } from "vitest";
import { get, serve } from "../serve.ts";

type Row = Readonly<Record<string, unknown>>;

test("the list has hidden tables but none that are gone, each with its whole database", async () => {
  const server = await serve();

  const tables: Row[] = (await get(server, "/api/table")).json;

  const names = tables.map(({ name }) => name);
  expect(names).toContain("schema_migrations");
  expect(names).not.toContain("events_2019");
  for (const table of tables) expect(table["db"]).toMatchObject({ id: table["db_id"] });
});

test("a missing schema is an empty text in the list and null in the detail", async () => {
  const server = await serve();
  const tables: Row[] = (await get(server, "/api/table")).json;
  const listed = tables.find(({ name }) => name === "agents");

  const detail = (await get(server, `/api/table/${listed?.["id"]}`)).json;

  expect(listed?.["schema"]).toBe("");
  expect(detail.schema).toBeNull();
});

test("foreign keys that point to a table name both ends; a table without fields has no answer", async () => {
  const server = await serve();
  const idOf = (name: string): number | undefined =>
    [...server.world.tables].find((table) => table.name === name)?.id;

  const keys = await get(server, `/api/table/${idOf("orders")}/fks`);
  const none = await get(server, `/api/table/${idOf("empty_collection")}/fks`);

  expect(keys.json.length).toBeGreaterThan(0);
  for (const key of keys.json) expect(key.origin.fk_target_field_id).toBe(key.destination_id);
  expect([none.status, none.text]).toEqual([204, ""]);
});

test("query metadata hides sensitive fields unless asked", async () => {
  const server = await serve();
  const customers = [...server.world.tables].find(({ name }) => name === "customers")?.id;
  const names = async (query: string): Promise<unknown[]> =>
    (await get(server, `/api/table/${customers}/query_metadata${query}`)).json.fields.map(
      ({ name }: Row) => name,
    );

  expect(await names("")).not.toContain("password_hash");
  expect(await names("?include_sensitive_fields=true")).toContain("password_hash");
});

test("a field tells its table and database, its values and its counts", async () => {
  const server = await serve();
  const status = [...server.world.fields].find(({ name }) => name === "status")?.id;

  const field = (await get(server, `/api/field/${status}`)).json;
  const values = (await get(server, `/api/field/${status}/values`)).json;
  const summary = (await get(server, `/api/field/${status}/summary`)).json;

  expect(field.table).toMatchObject({ id: field.table_id, db: { name: "Warehouse" } });
  expect(values).toMatchObject({ field_id: status, has_more_values: false });
  expect(summary.map(([name]: [string]) => name)).toEqual(["count", "distincts"]);
});

test("tables that the caller may not query are closed to it", async () => {
  const server = await serve();
  const analyst = { "x-api-key": server.keys.analyst };
  const all: Row[] = (await get(server, "/api/table")).json;
  const own: Row[] = (await get(server, "/api/table", analyst)).json;
  const closed = all.find(({ id }) => !own.some((table) => table["id"] === id));

  expect(own.length).toBeGreaterThan(0);
  expect((await get(server, `/api/table/${closed?.["id"]}`, analyst)).status).toBe(403);
});

import { type AddressInfo, createServer } from "node:net";
import { createTestDatabase } from "@singer-metabase/sandbox/vitest";
import { expect, onTestFinished, test } from "vitest";
import { recordLine, schemaLine } from "../harness/lines.ts";
import { load } from "../harness/load.ts";

const nowhere = { url: "postgres://nobody:hidden@127.0.0.1:1/none" };

test("what Meltano passes along without meaning is only warned of", async () => {
  const database = await createTestDatabase();

  const { error, log } = await load(database, [schemaLine("x", { id: {} })], {
    use_copy: false,
    "dialect+driver": "postgresql+psycopg",
  });

  expect(error).toBeUndefined();
  expect(log).not.toMatch(/unknown setting/);
});

test("a server that is not there is one line without the password", async () => {
  const { error } = await load(nowhere, []);

  expect(error?.message).toMatch(
    /^cannot connect to 127\.0\.0\.1:1\/none as nobody: .*ECONNREFUSED.*nothing listens there/,
  );
  expect(error?.message).not.toMatch(/hidden|\n/);
});

test("a port where something else listens is told from a PostgreSQL that has no TLS", async () => {
  const server = createServer((socket) => socket.once("data", () => socket.end("HTTP/1.1 400")));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;

  const { error } = await load({ url: `postgres://x:y@127.0.0.1:${port}/z` }, []);

  expect(error?.message).toMatch(/does not answer as PostgreSQL does: check host and port/);
});

test("TLS that the server does not have says which settings to check", async () => {
  const database = await createTestDatabase();

  const { error } = await load({ url: `${database.url}?sslmode=require` }, []);

  expect(error?.message).toMatch(/does not support SSL connections; check ssl_mode/);
});

test("a wrong password, and a database that is not there, say what to check", async () => {
  const database = await createTestDatabase();
  const wrong = new URL(database.url);
  wrong.password = "wrong";
  const elsewhere = new URL(database.url);
  elsewhere.pathname = "/nowhere";

  const none = new URL(database.url);
  none.password = "";

  expect((await load({ url: none.href }, [])).error?.message).toMatch(
    /the server asks for a password: set password or PGPASSWORD/,
  );
  expect((await load({ url: wrong.href }, [])).error?.message).toMatch(
    /SQLSTATE 28P01\); check user and password/,
  );
  expect((await load({ url: elsewhere.href }, [])).error?.message).toMatch(
    /SQLSTATE 3D000\); create the database/,
  );
});

test("a role with one schema of its own needs no further right; without it the GRANT is named", async () => {
  const database = await createTestDatabase();
  await database.query(
    "create role loader login password 'x'; create schema mine authorization loader; revoke create on schema public from public",
  );
  const url = new URL(database.url);
  [url.username, url.password] = ["loader", "x"];
  const lines = [
    schemaLine("things", { id: { type: "integer" } }, ["id"]),
    recordLine("things", { id: 1 }),
  ];

  const allowed = await load({ url: url.href }, lines, { default_target_schema: "mine" });
  const refused = await load({ url: url.href }, lines, { default_target_schema: "other" });
  await database.query(
    "create schema theirs; create table theirs.things (id bigint primary key, name text)",
  );
  const theirs = {
    default_target_schema: "theirs",
    add_record_metadata: false,
    activate_version: false,
  };
  const outside = await load({ url: url.href }, lines, theirs);
  await database.query("grant usage, create on schema theirs to loader");
  const reading = await load({ url: url.href }, lines, theirs);
  await database.query("grant select, insert, update, delete on theirs.things to loader");
  const writing = await load({ url: url.href }, lines, theirs);
  const changing = await load({ url: url.href }, lines, { default_target_schema: "theirs" });
  await database.query("drop owned by loader; drop role loader");

  expect(allowed.error).toBeUndefined();
  expect(refused.error?.message).toMatch(
    /SQLSTATE 42501\); let its owner run GRANT CREATE ON DATABASE "\w+" TO this role/,
  );
  expect(outside.error?.message).toMatch(/GRANT USAGE, CREATE ON SCHEMA "theirs" TO this role/);
  expect(reading.error?.message).toMatch(/GRANT SELECT, INSERT, .* ON TABLE "things" TO this role/);
  expect(writing.error).toBeUndefined();
  expect(changing.error?.message).toMatch(/must be owner of table things .*ALTER TABLE/);
});

test("who may write a table but not empty it is told how to overwrite it", async () => {
  const database = await createTestDatabase();
  await database.query(`
    create role writer login password 'x'; create schema orders;
    create table orders."Orders" (id bigint primary key);
    grant usage, create on schema orders to writer;
    grant select, insert, update, delete on orders."Orders" to writer`);
  const url = new URL(database.url);
  [url.username, url.password] = ["writer", "x"];
  const overwrite = () =>
    load(
      { url: url.href },
      [schemaLine("Orders", { id: { type: "integer" } }, ["id"]), recordLine("Orders", { id: 1 })],
      {
        default_target_schema: "orders",
        load_method: "overwrite",
        overwrite_at_end: true,
        add_record_metadata: false,
        activate_version: false,
      },
    );

  const refused = await overwrite();
  const [, grant] = /run (GRANT .*) TO this role/.exec(refused.error?.message ?? "") ?? [];
  await database.query(`set search_path = orders; ${grant} to writer`);
  const allowed = await overwrite();
  await database.query("drop owned by writer; drop role writer");

  expect(grant).toMatch(/TRUNCATE ON TABLE "Orders"$/);
  expect(allowed.error).toBeUndefined();
});

test("a server that takes no more sessions says what to do, when the time for trying is over", async () => {
  const database = await createTestDatabase();
  await database.query("create role crowded login password 'x' connection limit 0");
  const url = new URL(database.url);
  [url.username, url.password] = ["crowded", "x"];

  const { error } = await load({ url: url.href }, [], { retry_for_seconds: 0 });
  await database.query("drop role crowded");

  expect(error?.message).toMatch(
    /SQLSTATE 53300\); close other sessions, or raise max_connections/,
  );
});

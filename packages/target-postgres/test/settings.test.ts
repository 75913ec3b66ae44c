import { createTestDatabase } from "@singer-metabase/sandbox/vitest";
import { expect, test } from "vitest";
import { checkSettings } from "../src/check-settings.ts";
import { readConnectionOptions } from "../src/connection-options.ts";
import type { Settings } from "../src/settings.ts";
import { recordLine, schemaLine } from "./harness/lines.ts";
import { load, type TestSettings } from "./harness/load.ts";

const nowhere = { url: "postgres://nobody:hidden@127.0.0.1:1/none" };

const BASE = {
  port: 5432,
  ssl_enable: false,
  ssl_mode: "verify-full",
  ssl_client_certificate_enable: false,
  add_record_metadata: true,
  activate_version: true,
  process_activate_version_messages: true,
} as Settings;

function refusal(settings: TestSettings): string {
  try {
    checkSettings({ ...BASE, ...settings });
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

test.each([
  [{ stream_maps: { users: { email: null } } }, /"stream_maps" is not supported.*mapper/],
  [{ ssh_tunnel: { enable: true } }, /"ssh_tunnel" is not supported.*ssh -L/],
  [{ flattening_enabled: true }, /"flattening_enabled"/],
  [{ interpret_content_encoding: true }, /"interpret_content_encoding"/],
  [{ load_method: "overwrite" }, /"load_method" cannot be "overwrite"/],
  [{ dbname: "x" }, /"dbname".*use database/],
  [{ schema_mapping: { a: { target_schema: "b" } } }, /"schema_mapping"/],
  [{ postgres_database: "x" }, /"postgres_database".*use database/],
  [{ add_record_metadata: false }, /"activate_version" needs "add_record_metadata"/],
])("%j cannot be honoured, and says so", (settings, problem) => {
  expect(refusal(settings)).toMatch(problem);
});

test.each([
  {},
  { stream_maps: {}, stream_map_config: {}, faker_config: {} },
  { ssh_tunnel: { enable: false, port: 22 } },
  { flattening_enabled: false, flattening_max_depth: 3 },
  { interpret_content_encoding: false },
  { add_record_metadata: false, activate_version: false },
])("%j asks for nothing that is missing", (settings) => {
  expect(refusal(settings)).toBe("");
});

test("what Meltano passes along without meaning is only warned of", async () => {
  const database = await createTestDatabase();

  const { error, log } = await load(database, [schemaLine("x", { id: {} })], {
    use_copy: false,
    "dialect+driver": "postgresql+psycopg",
  });

  expect(error).toBeUndefined();
  expect(log).not.toMatch(/unknown setting/);
});

test.each([
  [
    "postgresql+psycopg2://u%40x:p%2Fw@db.example:6543/my%20base",
    { host: "db.example", port: 6543, user: "u@x", password: "p/w", database: "my base" },
  ],
  ["postgresql://u@h/d", { host: "h", port: 5432, user: "u", password: undefined, database: "d" }],
  [
    "postgres://u:p@/d?host=/var/run/postgresql&port=5433",
    { host: "/var/run/postgresql", port: 5433 },
  ],
  ["postgresql+psycopg://u:p@[::1]/d", { host: "::1" }],
])("sqlalchemy_url %s is understood", async (sqlalchemy_url, expected) => {
  expect(await readConnectionOptions({ ...BASE, host: "other", sqlalchemy_url })).toMatchObject(
    expected,
  );
});

test.each([
  ["disable", [false]],
  ["allow", [false, { rejectUnauthorized: false }]],
  ["prefer", [{ rejectUnauthorized: false }, false]],
  ["require", [{ rejectUnauthorized: false }]],
  ["verify-ca", [{ rejectUnauthorized: true, checkServerIdentity: expect.any(Function) }]],
  ["verify-full", [{ rejectUnauthorized: true }]],
] as const)("ssl_mode %s is what libpq makes of it", async (ssl_mode, tls) => {
  const settings = { ...BASE, host: "h", user: "u", database: "d", ssl_enable: true, ssl_mode };
  const url = `postgresql://u@h/d?sslmode=${ssl_mode}`;

  expect((await readConnectionOptions(settings)).tls).toEqual(tls);
  expect((await readConnectionOptions({ ...BASE, sqlalchemy_url: url })).tls).toEqual(tls);
});

test("an authority is used for verifying where one is named", async () => {
  const pem = "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----";
  const settings = {
    ...BASE,
    host: "h",
    user: "u",
    database: "d",
    ssl_enable: true,
    ssl_mode: "require",
    ssl_certificate_authority: pem,
  } as Settings;

  expect((await readConnectionOptions(settings)).tls).toMatchObject([
    { ca: pem, rejectUnauthorized: true },
  ]);
});

test("settings that are missing are named with their variables", async () => {
  await expect(readConnectionOptions({ ...BASE, host: "h" })).rejects.toThrow(
    /missing "user" \(TARGET_POSTGRES_USER\), "database" \(TARGET_POSTGRES_DATABASE\)/,
  );
});

test("a certificate that cannot be read is named by its setting", async () => {
  const settings = {
    ...BASE,
    host: "h",
    user: "u",
    database: "d",
    ssl_enable: true,
    ssl_certificate_authority: "/no/such",
  } as Settings;

  await expect(readConnectionOptions(settings)).rejects.toThrow(
    /"ssl_certificate_authority" is neither PEM text nor a file/,
  );
});

test("a server that is not there is one line without the password", async () => {
  const { error } = await load(nowhere, []);

  expect(error?.message).toMatch(
    /^cannot connect to 127\.0\.0\.1:1\/none as nobody: .*ECONNREFUSED.*nothing listens there/,
  );
  expect(error?.message).not.toMatch(/hidden|\n/);
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
  await database.query("drop owned by loader; drop role loader");

  expect(allowed.error).toBeUndefined();
  expect(refused.error?.message).toMatch(/SQLSTATE 42501\).*GRANT CREATE ON DATABASE/);
});

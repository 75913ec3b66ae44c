import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readConnectionOptions } from "../src/connection-options.ts";
import { completeSettings } from "../src/settings/complete-settings.ts";
import type { TestSettings } from "./harness/load.ts";

const PLACE = { host: "h", user: "u", database: "d" };
const PEM = "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----";

function read(
  settings: TestSettings,
  { env = {}, home = "/nowhere" }: { env?: Record<string, string>; home?: string } = {},
) {
  return readConnectionOptions(completeSettings(settings), { env, home });
}

/** A home folder with these files in it. */
async function makeHome(files: Readonly<Record<string, string>>): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "target-postgres-home-"));
  onTestFinished(() => rm(home, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(home, name, ".."), { recursive: true });
    await writeFile(join(home, name), text);
  }
  return home;
}

test.each([
  [
    "postgresql+psycopg2://u%40x:p%2Fw@db.example:6543/my%20base",
    { host: "db.example", port: 6543, user: "u@x", password: "p/w", database: "my base" },
  ],
  ["postgresql://u@h/d", { host: "h", port: 5432, user: "u", password: undefined, database: "d" }],
  [
    "postgres://u:p@/d?host=/var/run/postgresql&port=5433",
    { host: "/var/run/postgresql", port: 5433, tls: [false] },
  ],
  ["postgresql://u@%2Fvar%2Frun%2Fpostgresql/d", { host: "/var/run/postgresql", tls: [false] }],
  ["postgresql+psycopg://u:p@[::1]/d", { host: "::1" }],
  ["postgresql://u@", { host: "localhost", database: "u" }],
  [
    "postgresql://u@h/d?application_name=a&options=-c%20geqo%3Doff&connect_timeout=3",
    { applicationName: "a", startupOptions: "-c geqo=off", connectTimeoutSeconds: 3 },
  ],
])("sqlalchemy_url %s is understood", async (sqlalchemy_url, expected) => {
  expect(await read({ host: "other", sqlalchemy_url })).toMatchObject(expected);
});

test.each([
  ["mysql://u:hidden@h/d", /sqlalchemy_url is no URL/],
  ["postgresql://u:hid/den@h:x/d", /sqlalchemy_url is no URL/],
  ["postgresql://u:hidden%@h/d", /percent-encode special characters/],
  ["postgresql://u:hidden@h/d?sslmode=safe", /ssl_mode "safe" is none of PostgreSQL's/],
  ["postgresql://u:hidden@h/d?channel_binding=require", /channel_binding.*cannot honour/],
  ["postgresql://u:hidden@h:5432/d?connect_timeout=soon", /connect_timeout is no number/],
])("sqlalchemy_url %s is refused, and its password not shown", async (sqlalchemy_url, problem) => {
  const error: Error = await read({ sqlalchemy_url }).catch((reason) => reason);

  expect(error.message).toMatch(problem);
  expect(error.message).not.toMatch(/hid/);
});

test("a setting beats the URL's name, a service the environment, and what is missing is filled in", async () => {
  const home = await makeHome({
    ".pg_service.conf":
      "# mine\n[other]\nhost=no\n\n[warehouse]\n host = from.service\nport=6000\nuser=ann\n",
  });
  const env = {
    PGSERVICE: "warehouse",
    PGHOST: "from.environment",
    PGDATABASE: "base",
    PGPASSWORD: "secret",
    PGSSLMODE: "require",
    PGAPPNAME: "nightly",
    PGOPTIONS: "-c geqo=off",
  };

  expect(await read({ user: "bob", search_path: "a, b" }, { env, home })).toEqual({
    host: "from.service",
    port: 6000,
    user: "bob",
    password: "secret",
    database: "base",
    tls: [{ rejectUnauthorized: false }],
    applicationName: "nightly",
    startupOptions: "-c geqo=off -c search_path=a,\\ b",
    connectTimeoutSeconds: 0,
  });
  expect(
    await read({ sqlalchemy_url: "postgresql://bob@h/d?sslmode=disable" }, { env, home }),
  ).toMatchObject({ host: "h", port: 6000, user: "bob", database: "d", tls: [false] });
});

test("a service can be named by a setting and stand in the system's file; an unknown one is an error", async () => {
  const home = await makeHome({ "etc/pg_service.conf": "[w]\nhost=h\nuser=u\ndbname=d\n" });
  const env = { PGSYSCONFDIR: join(home, "etc") };

  expect(await read({ service: "w" }, { env, home })).toMatchObject({ host: "h", database: "d" });
  await expect(read({ service: "x" }, { env, home })).rejects.toThrow(
    /there is no service "x" in .*\.pg_service\.conf or .*etc\/pg_service\.conf/,
  );
});

test("what the environment asks for in vain is an error: it may be for protection", async () => {
  await expect(read(PLACE, { env: { PGREQUIREAUTH: "scram-sha-256" } })).rejects.toThrow(
    /the environment has the connection parameter require_auth.*cannot honour/,
  );
  await expect(read(PLACE, { env: { PGGSSENCMODE: "prefer" } })).resolves.toBeDefined();
});

test("time limits travel with the start of a session", async () => {
  const options = await read({ ...PLACE, statement_timeout: 5000, lock_timeout: "30 s" });

  expect(options.startupOptions).toBe("-c statement_timeout=5000 -c lock_timeout=30\\ s");
});

test.each([
  ["disable", [false]],
  ["allow", [false, { rejectUnauthorized: false }]],
  ["prefer", [{ rejectUnauthorized: false }, false]],
  ["require", [{ rejectUnauthorized: false }]],
  ["verify-ca", [{ rejectUnauthorized: true, checkServerIdentity: expect.any(Function) }]],
  ["verify-full", [{ rejectUnauthorized: true }]],
] as const)("ssl_mode %s is what libpq makes of it", async (ssl_mode, tls) => {
  const url = `postgresql://u@h/d?sslmode=${ssl_mode}`;

  expect((await read({ ...PLACE, ssl_enable: true, ssl_mode })).tls).toEqual(tls);
  expect((await read({ sqlalchemy_url: url })).tls).toEqual(tls);
});

test("an authority is used for verifying where one is named, or lies where libpq looks", async () => {
  const verified = [{ ca: PEM, rejectUnauthorized: true }];
  const require = { ...PLACE, ssl_enable: true, ssl_mode: "require" };
  const home = await makeHome({ ".postgresql/root.crt": PEM, "ca.pem": PEM });

  expect((await read({ ...require, ssl_certificate_authority: PEM })).tls).toMatchObject(verified);
  expect((await read(require, { home })).tls).toMatchObject(verified);
  expect(
    (await read({ ...require, ssl_certificate_authority: "~/ca.pem" }, { home })).tls,
  ).toMatchObject(verified);
});

test("the authority that Meltano's definition of another target names is nobody's choice", async () => {
  const ssl_certificate_authority = "~/.postgresql/root.crl";

  const { tls } = await read({ ...PLACE, ssl_enable: true, ssl_certificate_authority });

  expect(tls).toEqual([{ rejectUnauthorized: true }]);
});

test("the lines of a text may end as in an environment variable", async () => {
  const ssl_certificate_authority = PEM.replaceAll("\n", "\\n");

  const { tls } = await read({ ...PLACE, ssl_enable: true, ssl_certificate_authority });

  expect(tls).toMatchObject([{ ca: PEM }]);
});

test("settings that are missing are named with their variables", async () => {
  await expect(read({ host: "h" })).rejects.toThrow(
    /missing "user" \(TARGET_POSTGRES_USER\), "database" \(TARGET_POSTGRES_DATABASE\)/,
  );
});

test.each([
  [
    { ssl_enable: true, ssl_certificate_authority: "/no/such" },
    /"ssl_certificate_authority" is neither PEM text nor a file/,
  ],
  [
    { ssl_client_certificate_enable: true, ssl_client_certificate: PEM },
    /"ssl_client_certificate_enable" needs .*"ssl_client_private_key"/,
  ],
])("%j is named by its setting", async (settings, problem) => {
  await expect(read({ ...PLACE, ...settings })).rejects.toThrow(problem);
});

import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect as connectTo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { readConnectionOptions } from "../../src/connection-options.ts";
import { connect } from "../../src/postgres.ts";
import { completeSettings } from "../../src/settings/complete-settings.ts";
import type { TestSettings } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "target-postgres-local-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Opens a session and asks it. */
async function ask(settings: TestSettings, sql: string) {
  const complete = completeSettings(settings);
  const options = await readConnectionOptions(complete, { env: {}, home: "/nowhere" });
  const connection = await connect(options);
  onTestFinished(() => connection.close());
  return connection.query(sql);
}

test("a password that is said nowhere comes from .pgpass", async () => {
  const url = new URL(database().url);
  const file = join(await makeFolder(), "pgpass");
  await writeFile(file, `${url.hostname}:${url.port}:*:${url.username}:${url.password}\n`, {
    mode: 0o600,
  });
  vi.stubEnv("PGPASSFILE", file);
  onTestFinished(() => void vi.unstubAllEnvs());
  url.password = "";

  expect(await ask({ sqlalchemy_url: url.href }, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a host that begins with a slash is the folder of a Unix socket, where TLS is of no use", async () => {
  const url = new URL(database().url);
  const folder = await makeFolder();
  const server = createServer((socket) => {
    const upstream = connectTo(Number(url.port), url.hostname);
    socket.pipe(upstream).pipe(socket);
    socket.on("error", () => {});
    upstream.on("error", () => {});
  });
  server.listen(join(folder, ".s.PGSQL.5432"));
  await once(server, "listening");
  onTestFinished(() => void server.close());

  const rows = await ask(
    {
      host: folder,
      user: url.username,
      password: url.password,
      database: url.pathname.slice(1),
      ssl_enable: true,
      ssl_mode: "verify-full",
    },
    "select 1 as one",
  );

  expect(rows).toEqual([{ one: 1 }]);
});

test("a session has the name, the search path and the time limits that were set", async () => {
  const settings = {
    sqlalchemy_url: database().url,
    application_name: "nightly load",
    search_path: '"My Schema", public',
    statement_timeout: "5min",
    lock_timeout: 1500,
  };

  const rows = await ask(
    settings,
    "select current_setting('application_name') as name, current_setting('search_path') as path, current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock",
  );

  expect(rows).toEqual([
    { name: "nightly load", path: '"My Schema", public', statement: "5min", lock: "1500ms" },
  ]);
});

import { existsSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { startPostgres } from "../../src/index.ts";

test("a started server is PostgreSQL 18 and takes the password that it names", async () => {
  const postgres = await startPostgres();
  const { host, port, user, password } = postgres;
  const client = new pg.Client({ host, port, user, password, database: "postgres" });
  await client.connect();

  const { rows } = await client.query("show server_version_num");

  expect(Math.floor(rows[0].server_version_num / 10_000)).toBe(18);
  await client.end();
  await postgres.stop();
});

test("a wrong password is refused", async () => {
  const postgres = await startPostgres();
  const client = new pg.Client({ ...postgres, password: "wrong", database: "postgres" });

  await expect(client.connect()).rejects.toThrow(/password authentication failed/);

  await postgres.stop();
});

test("stop cuts open sessions, closes the port and removes the folder", async () => {
  const postgres = await startPostgres();
  const client = new pg.Client({ connectionString: postgres.url });
  const cut = new Promise<Error>((resolve) => client.on("error", resolve));
  await client.connect();
  const { rows } = await client.query("select current_setting('data_directory') as folder");
  expect(existsSync(rows[0].folder)).toBe(true);

  await postgres.stop();
  await postgres.stop();

  expect((await cut).message).toMatch(/terminat/);
  const refused = new Promise<Error>((resolve) =>
    connect(postgres.port, "127.0.0.1").on("error", resolve),
  );
  expect(await refused).toMatchObject({ code: "ECONNREFUSED" });
  expect(existsSync(dirname(rows[0].folder))).toBe(false);
});

test("a folder of binaries that holds no server is named", async () => {
  await expect(startPostgres({ binaries: "/nowhere" })).rejects.toThrow("/nowhere/bin/initdb");
});

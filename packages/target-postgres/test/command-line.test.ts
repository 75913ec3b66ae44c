import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase } from "@singer-metabase/sandbox/vitest";
import { expect, onTestFinished, test } from "vitest";
import { readVersion } from "../src/version.ts";
import { recordLine, schemaLine, stateLine } from "./harness/lines.ts";
import { runProgram } from "./harness/run-program.ts";

test.each([
  [["--version"], new RegExp(`^target-postgres ${readVersion()}$`)],
  [["--help"], /--input FILE/],
  [["--about"], /Name: target-postgres/],
  [["--config", "/no/such/file", "--about", "--format", "json"], /"default_target_schema"/],
])("%j needs no settings", async (args, expected) => {
  const target = runProgram({}, args);

  const { status, lines, log } = await target.finished;
  expect(status).toBe(0);
  expect(lines.join("\n")).toMatch(expected);
  expect(log).toBe("");
});

test("--about lists the settings that work, and no others", async () => {
  const { lines } = await runProgram({}, ["--about", "--format=json"]).finished;

  const { settings, capabilities } = JSON.parse(lines.join("\n"));
  expect(Object.keys(settings.properties)).toEqual(
    expect.arrayContaining(["host", "hard_delete", "touch_unchanged"]),
  );
  expect(Object.keys(settings.properties)).not.toContain("use_copy");
  expect(capabilities).toEqual(
    expect.arrayContaining(["activate-version", "schema-flattening", "stream-maps"]),
  );
});

test("--input reads a file, and the environment its settings", async () => {
  const database = await createTestDatabase();
  const file = join(tmpdir(), `target-postgres-${database.name}.jsonl`);
  onTestFinished(() => rm(file));
  await writeFile(
    file,
    `${[schemaLine("x", { id: { type: "integer" } }), recordLine("x", { id: 1 }), stateLine({ at: 1 })].join("\r\n")}\n`,
  );

  const target = runProgram({ sqlalchemy_url: database.url }, ["--input", file, "--config=ENV"]);

  expect(await target.finished).toMatchObject({ status: 0, lines: ['{"at":1}'] });
  expect(await database.query("select id from t.x")).toEqual([{ id: "1" }]);
});

test("an input that is not there is a failure of one line", async () => {
  const database = await createTestDatabase();

  const target = runProgram({ sqlalchemy_url: database.url }, [
    "--input",
    "/no/such",
    "--config=ENV",
  ]);

  const { status, log } = await target.finished;
  expect(status).toBe(1);
  expect(log).toMatch(/--input.*\/no\/such/);
});

test("--test says whom the target is and what it may do", async () => {
  const database = await createTestDatabase();

  const { status, lines } = await runProgram({ sqlalchemy_url: database.url }, [
    "--config=ENV",
    "--test",
  ]).finished;

  expect(status).toBe(0);
  const [{ server_version: version } = {}] = await database.query("show server_version");
  expect(lines[0]).toBe(
    `PostgreSQL ${version}, database "${database.name}", as "postgres", without TLS`,
  );
  expect(lines[1]).toMatch(/schema "t" does not exist; it can be created/);
});

test("--test looks at every schema that streams are mapped to", async () => {
  const database = await createTestDatabase();
  await database.query(
    `create schema there; create schema barred; create role "user of ${database.name}" login password 'x'; grant usage, create on schema there to "user of ${database.name}"`,
  );
  const url = new URL(database.url);
  [url.username, url.password] = [encodeURIComponent(`user of ${database.name}`), "x"];
  const test = (target_schema: string) =>
    runProgram(
      {
        sqlalchemy_url: url.href,
        default_target_schema: "there",
        schema_mapping: { shop: { target_schema } },
      },
      ["--config=ENV", "--test"],
    ).finished;

  const [one, other] = await Promise.all([test("there"), test("barred")]);
  await database.query(
    `drop owned by "user of ${database.name}"; drop role "user of ${database.name}"`,
  );

  expect(one.lines[1]).toBe('schema "there" exists; tables can be created in it');
  expect(one.lines[2]).toBe("the connection works");
  expect(other.status).toBe(1);
  expect(other.log).toMatch(/GRANT USAGE, CREATE ON SCHEMA .*barred.* TO .*user of/);
});

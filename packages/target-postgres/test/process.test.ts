import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine, stateLine } from "./harness/lines.ts";
import { loadAll } from "./harness/load.ts";
import { runProgram } from "./harness/run-program.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const SOON = { batch_wait_limit_seconds: 0.05 };
const NEVER = { batch_wait_limit_seconds: 600 };

function schema(stream: string): string {
  return schemaLine(stream, { id: { type: "integer" } }, ["id"]);
}

function record(stream: string, id: number): string {
  return recordLine(stream, { id });
}

async function count(stream: string): Promise<number> {
  const [row] = await database().query(`select count(*)::int as count from t.${stream}`);
  return Number(row?.["count"]);
}

function start(settings: Readonly<Record<string, unknown>>) {
  return runProgram({ sqlalchemy_url: database().url, ...settings });
}

test("a state with nothing before it is written at once, while the pipe stays open", async () => {
  const target = start(NEVER);

  target.send(stateLine({ at: 1 }));

  expect(await target.line(0)).toBe('{"at":1}');
});

test("a state is written when the records before it are committed, and not before", async () => {
  const target = start(SOON);

  target.send(schema("timed"), record("timed", 1), stateLine({ at: 1 }), record("timed", 2));

  expect(await target.line(0)).toBe('{"at":1}');
  expect(await count("timed")).toBeGreaterThan(0);
});

test("SIGTERM commits what came, writes its state and ends with 143", async () => {
  const target = start(NEVER);
  target.send(stateLine({ at: 0 }));
  await target.line(0);
  target.send(schema("stopped"), record("stopped", 1), stateLine({ at: 1 }));
  await target.logged(/created table/);
  target.send(record("stopped", 2), stateLine({ at: 2 }), schema("witness"));
  await target.logged(/witness/);

  target.kill("SIGTERM");

  const { status, lines } = await target.finished;
  expect(status).toBe(143);
  expect(lines.at(-1)).toBe('{"at":2}');
  expect(await count("stopped")).toBe(2);
});

test("a run that was killed in the middle is repeated without harm", async () => {
  const lines = [schema("killed"), ...Array.from({ length: 50 }, (_, id) => record("killed", id))];
  const target = start({ ...NEVER, batch_size_rows: 10 });
  target.send(...lines, stateLine({ at: 50 }));
  await target.line(0);
  target.send(record("killed", 50));

  target.kill("SIGKILL");
  await target.finished;
  await loadAll(database(), [...lines, record("killed", 50)]);

  expect(await count("killed")).toBe(51);
});

test("a reader of states that goes away is a failure", async () => {
  const target = start(SOON);
  target.send(stateLine({ at: 1 }));
  await target.line(0);

  target.closeOutput();
  target.send(schema("unread"), record("unread", 1), stateLine({ at: 2 }));
  target.close();

  const { status, log } = await target.finished;
  expect(status).toBe(1);
  expect(log).not.toMatch(/^\s+at /m);
});

test.each([
  ["a record", true, []],
  ["a SCHEMA", true, [schema("after_cut")]],
  ["a SCHEMA whose table waits for a record", false, [schema("after_cut")]],
])("a session that the server ends is opened again for %s", async (_, persist, sent) => {
  await database().query("drop table if exists t.cut");
  const target = start({ ...SOON, persist_empty_tables: persist });
  target.send(schema("cut"), record("cut", 1), stateLine({ at: 1 }));
  expect(await target.line(0)).toBe('{"at":1}');
  await database().query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'target-postgres'",
  );

  target.send(...sent, record("cut", 2), stateLine({ at: 2 }));
  target.close();

  const { status, lines, log } = await target.finished;
  expect(status).toBe(0);
  expect(lines).toEqual(['{"at":1}', '{"at":2}']);
  expect(log).toMatch(/trying again in/);
  expect(await count("cut")).toBe(2);
});

test("a session that stays away is a failure that says so; what was written stays valid", async () => {
  const target = start({ ...SOON, retry_for_seconds: 0 });
  target.send(schema("away"), record("away", 1), stateLine({ at: 1 }));
  expect(await target.line(0)).toBe('{"at":1}');
  await database().query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'target-postgres'",
  );

  target.send(record("away", 2), stateLine({ at: 2 }));
  target.close();

  const { status, lines, log } = await target.finished;
  expect(status).toBe(1);
  expect(lines).toEqual(['{"at":1}']);
  expect(log).toMatch(/cannot load stream ."away."/);
});

test("the end of the input is no reason to remove anything", async () => {
  const run = (version: number, ids: readonly number[]): string[] => [
    schema("unfinished"),
    ...ids.map((id) => recordLine("unfinished", { id }, { version })),
  ];
  await loadAll(database(), [...run(1, [1, 2]), activateLine("unfinished", 1)]);
  const target = start({ hard_delete: true });

  target.send(...run(2, [1]));
  target.close();

  expect((await target.finished).status).toBe(0);
  expect(await count("unfinished")).toBe(2);
});

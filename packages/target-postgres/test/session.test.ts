import { expect, onTestFinished, test } from "vitest";
import { readConnectionOptions } from "../src/connection-options.ts";
import { inTransaction } from "../src/load/in-transaction.ts";
import { type Connection, connect } from "../src/postgres.ts";
import { Session } from "../src/session.ts";
import type { Settings } from "../src/settings.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

async function openConnection(): Promise<Connection> {
  return connect(await readConnectionOptions({ sqlalchemy_url: database().url } as Settings));
}

async function openSession(
  open: () => Promise<Connection> = openConnection,
  { retryForMs = 60_000, signal = new AbortController().signal } = {},
): Promise<{ session: Session; warnings: string[] }> {
  const warnings: string[] = [];
  const logger = { warn: (message: string) => void warnings.push(message) };
  const sleep = () => Promise.resolve();
  const session = await Session.open({ open, retryForMs, signal, logger, sleep });
  onTestFinished(() => session.close());
  return { session, warnings };
}

const END_ITSELF = "select pg_terminate_backend(pg_backend_pid())";

test.each([
  ["ended by the server", END_ITSELF],
  ["refused by a deadlock", "do $$ begin raise exception using errcode = '40P01'; end $$"],
  ["refused by another transaction", "do $$ begin raise exception using errcode = '40001'; end $$"],
])("a transaction that is %s is done again as a whole", async (what, failure) => {
  const table = `again_${what.length}`;
  await database().query(`create table ${table} (attempt int)`);
  const { session, warnings } = await openSession();
  let attempts = 0;

  const result = await inTransaction(session, ["begin"], async () => {
    attempts += 1;
    await session.query(`insert into ${table} values (${attempts})`);
    if (attempts < 3) await session.query(failure);
    return attempts;
  });

  expect(result).toBe(3);
  expect(await database().query(`select attempt from ${table}`)).toEqual([{ attempt: 3 }]);
  expect(warnings).toHaveLength(2);
});

test("a failure that will not pass is not tried again", async () => {
  const { session } = await openSession();
  let attempts = 0;

  const running = inTransaction(session, ["begin"], async () => {
    attempts += 1;
    await session.query("select 1 / 0");
  });

  await expect(running).rejects.toThrow("division by zero");
  expect(attempts).toBe(1);
});

test("a value that speaks of a lost connection is no lost connection, and is not logged", async () => {
  await database().query("create type mood as enum ('ok')");
  const { session, warnings } = await openSession();

  const running = inTransaction(session, ["begin"], () =>
    session.run([{ sql: "select 'connection error'::mood" }]),
  );

  await expect(running).rejects.toThrow('invalid input value for enum mood: "connection error"');
  expect(warnings).toEqual([]);
});

test("nothing is tried again when the time for it is over, or the program is told to stop", async () => {
  const late = await openSession(openConnection, { retryForMs: 0 });
  const stopped = await openSession(openConnection, { signal: AbortSignal.abort() });

  for (const { session } of [late, stopped]) {
    const running = inTransaction(session, ["begin"], () => session.query(END_ITSELF));
    await expect(running).rejects.toThrow();
  }
});

test.each([
  ["happened", true],
  ["did not happen", false],
])(
  "rows without a key come once when the connection broke at a COMMIT that %s",
  async (_, happens) => {
    const table = happens ? "once_committed" : "once_lost";
    await database().query(`create table ${table} (id int)`);
    let isFirst = true;
    const { session } = await openSession(async () => {
      const connection = await openConnection();
      return {
        ...connection,
        async query<Row>(sql: string, parameters?: readonly unknown[]) {
          if (sql !== "commit" || !isFirst) return connection.query<Row>(sql, parameters);
          isFirst = false;
          if (happens) await connection.query(sql);
          await connection.close();
          throw new Error("Connection terminated unexpectedly");
        },
      };
    });

    await inTransaction(
      session,
      ["begin"],
      () => session.query(`insert into ${table} values (1)`),
      { isRepeatable: false },
    );

    expect(await database().query(`select id from ${table}`)).toEqual([{ id: 1 }]);
  },
);

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import { SqlReader, type SqlReaderOptions } from "../../../src/lineage/reader/sql-reader.ts";
import type { SqlQuestion } from "../../../src/lineage/sql/sql-reading.ts";

function createReader(options?: SqlReaderOptions): SqlReader {
  const reader = new SqlReader(options);
  onTestFinished(() => reader.close());
  return reader;
}

const question = (sql: string): SqlQuestion => ({ sql, dialect: "postgresql", tagTypes: {} });

/** A process that answers each request by running `body` on it as `question`. */
const answering = (body: string) => (): ChildProcess =>
  spawn(process.execPath, ["-e", `process.on("message", ({ question }) => { ${body} })`], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });

const READING = `{ relations: [], columns: [], openNames: [], confidence: "high" }`;

describe("the parser in its process", () => {
  test("reads queries in the order in which they come", async () => {
    const reader = createReader();

    const results = await Promise.all(
      ["a", "b", "c"].map((table) => reader.read(question(`SELECT x FROM ${table}`))),
    );

    expect(results).toMatchObject(
      ["a", "b", "c"].map((table) => ({ reading: { relations: [{ parts: [table] }] } })),
    );
  });

  test("is replaced when it holds too much memory, and no query is lost", async () => {
    const reader = createReader({ maxMemoryBytes: 1 });

    const results = await Promise.all(
      ["a", "b"].map((table) => reader.read(question(`SELECT x FROM ${table}`))),
    );

    expect(results).toMatchObject([
      { reading: { relations: [{ parts: ["a"] }] } },
      { reading: { relations: [{ parts: ["b"] }] } },
    ]);
  });
});

describe("a parser that breaks", () => {
  const start = answering(`
    if (question.sql === "exit") process.exit(7);
    // Like a parser that goes on and on, it takes nothing that comes after.
    if (question.sql === "hang") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    if (question.sql === "throw") process.send({ failure: "unreachable" });
    else process.send({ reading: ${READING}, memoryBytes: 1 });
  `);

  test.each([
    ["exit", "the SQL parser ended with 7"],
    ["throw", "the SQL parser failed: unreachable"],
  ])("at %s costs that query alone", async (sql, reason) => {
    const reader = createReader({ start });

    const results = await Promise.all(
      ["before", sql, "after"].map((text) => reader.read(question(text))),
    );

    expect(results).toMatchObject([{ reading: {} }, { reason }, { reading: {} }]);
  });

  test("that hangs costs the query at which it does", async () => {
    const timers: (() => void)[] = [];
    const reader = createReader({
      start,
      startTimer: (callBack) => {
        timers.push(callBack);
        return () => undefined;
      },
    });
    const [before, hanging, after] = ["before", "hang", "after"].map((text) =>
      reader.read(question(text)),
    );
    await before;

    timers.at(-1)?.();

    expect(await hanging).toEqual({ reason: "the SQL parser took longer than 30 s" });
    expect(await after).toHaveProperty("reading");
  });

  test("again and again is not started any more", async () => {
    let starts = 0;
    const reader = createReader({
      maxFailures: 3,
      start: () => {
        starts += 1;
        return answering("process.exit(1)")();
      },
    });

    const results = await Promise.all(
      [1, 2, 3, 4, 5].map((number) => reader.read(question(`SELECT ${number}`))),
    );
    const later = await reader.read(question("SELECT 6"));

    expect([...results, later].every((result) => "reason" in result)).toBe(true);
    expect(starts).toBe(3);
  });

  test("that cannot be started at all is a reason", async () => {
    const reader = createReader({
      maxFailures: 1,
      start: () => spawn("/no/such/program", { stdio: ["ignore", "ignore", "ignore", "ipc"] }),
    });

    expect(await reader.read(question("SELECT 1"))).toMatchObject({
      reason: expect.stringContaining("/no/such/program"),
    });
  });
});

test("the same query is parsed once", async () => {
  const requests: unknown[] = [];
  const start = () => {
    const started = answering(`process.send({ reading: ${READING}, memoryBytes: 1 })`)();
    const send = started.send.bind(started);
    return Object.assign(started, {
      send: (request: object) => {
        requests.push(request);
        return send(request);
      },
    });
  };
  const reader = createReader({ start });

  await Promise.all([reader.read(question("SELECT 1")), reader.read(question("SELECT 1"))]);
  await reader.read(question("SELECT 1"));

  expect(requests).toHaveLength(1);
});

test("a query of endless length is not parsed", async () => {
  const reader = createReader({ maxCharacters: 10 });

  expect(await reader.read(question("SELECT 1 FROM t"))).toEqual({
    reason: "the query is longer than 10 characters",
  });
});

test("closing ends the process and answers what waits", async () => {
  const started = answering("")();
  const reader = createReader({ start: () => started });
  const waiting = reader.read(question("SELECT 1"));

  reader.close();
  await once(started, "exit");

  expect(await waiting).toEqual({ reason: "the run was ended" });
});

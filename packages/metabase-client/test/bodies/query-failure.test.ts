import { expect, test } from "vitest";
import { QueryFailedError, UnexpectedBodyError } from "../../src/index.ts";
import { collect, connect, failureOf, watch } from "../connect.ts";
import { answerJson, serveOddly } from "../serve.ts";

const BODY = { json: { database: 1 } };
const failed = (extra: object = {}): string =>
  JSON.stringify({
    ...{ status: "failed", error: "no such\n table", error_type: "invalid-query" },
    ...extra,
    data: { rows: [], cols: [] },
  });

test.each([
  ["as other failures", failed()],
  ["with a stack trace of 300 kB", failed({ stacktrace: Array(6000).fill("x".repeat(50)) })],
  ["with its error alone", '{"error":"no such\\n table"}'],
])("a query that fails %s is an error with the server's reason", async (_how, text) => {
  const server = await serveOddly(answerJson(text, 202));
  const client = connect({ baseUrl: server.url });

  for (const read of [
    client.postObject("/api/dataset", BODY),
    client.getObject("/api/dataset"),
    client.getArray("/api/dataset"),
    collect(client.streamArray("/api/dataset", {}, { body: BODY })),
  ]) {
    const error = await failureOf(read);
    expect(error).toBeInstanceOf(QueryFailedError);
    expect(error).toMatchObject({ path: "/api/dataset", status: 202, retryable: false });
    expect(error.message).toContain("server said: no such table");
    expect(error.message.length).toBeLessThan(400);
  }
  expect(server.requests).toHaveLength(4);
});

test("the kind of failure is kept, and a credential in it is not shown", async () => {
  const server = await serveOddly(answerJson(failed({ error: "denied to mb_canary" }), 202));
  const client = connect({ baseUrl: server.url, authentication: { apiKey: "mb_canary" } });

  const error = await failureOf(client.postObject("/api/dataset", BODY));

  expect(error).toMatchObject({ errorType: "invalid-query" });
  expect(error.message).toContain("denied to [redacted]");
});

test("an object that an export answers with 200 in the place of its rows is a failure", async () => {
  const server = await serveOddly(answerJson(failed(), 200));
  const rows = collect(
    connect({ baseUrl: server.url }).streamArray("/api/card/1/query/json", {}, { body: BODY }),
  );

  expect(await failureOf(rows)).toBeInstanceOf(QueryFailedError);
});

test("an object whose own status is failed is no failed query", async () => {
  const server = await serveOddly(answerJson('{"id":1,"status":"failed"}'));

  expect(await connect({ baseUrl: server.url }).getObject("/api/task/1")).toHaveProperty("id", 1);
});

test.each([
  ["an error behind the rows", '[{"a":1},\n{"a":2}{"status":"failed","error":"gone"}'],
  ["an error as the last row", '[{"a":1},{"status":"failed","error":"gone"}'],
  ["a cut in the middle of a row", '[{"a":1},{"a":'],
])("an export with %s is tried again, and is no data", async (_what, text) => {
  const server = await serveOddly(answerJson(text));
  const { client, pauses } = watch({ baseUrl: server.url, maxRetries: 1 });
  const rows: unknown[] = [];

  const error = await failureOf(
    (async () => {
      const list = client.streamArray("/api/card/1/query/json", {}, { body: BODY });
      for await (const row of list) rows.push(row);
    })(),
  );

  expect(error).toBeInstanceOf(UnexpectedBodyError);
  expect(error.message).toContain("POST /api/card/1/query/json: 200 with broken");
  expect(error.message).not.toContain('"a"');
  expect(rows).toEqual([]);
  expect(pauses).toHaveLength(1);
});

test("a query's answer that breaks off is not shown either", async () => {
  const server = await serveOddly(answerJson('{"data":{"rows":[["canary"', 202));

  const error = await failureOf(
    connect({ baseUrl: server.url, maxRetries: 0 }).postObject("/api/dataset", BODY),
  );

  expect(error.message).toBe("POST /api/dataset: 202 with broken or truncated JSON");
});

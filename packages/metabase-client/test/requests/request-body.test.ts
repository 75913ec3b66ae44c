import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { RequestBody } from "../../src/index.ts";
import { collect, connect, failureOf, watch } from "../connect.ts";
import { answerJson, serveOddly } from "../serve.ts";

test.each<[string, RequestBody, string, string]>([
  ["JSON", { json: { database: 1, query: [] } }, "application/json", '{"database":1,"query":[]}'],
  [
    "a form",
    { form: { parameters: "[]", query: "a & b" } },
    "application/x-www-form-urlencoded",
    "parameters=%5B%5D&query=a+%26+b",
  ],
])("a POST sends %s and says so, with the credentials", async (_what, body, type, expected) => {
  const received: string[] = [];
  const server = await serveOddly(async (request, response) => {
    received.push(await text(request));
    answerJson("[]")(request, response);
  });
  const client = connect({ baseUrl: server.url });

  await collect(client.streamArray("/api/card/1/query/json", { format_rows: false }, { body }));

  expect(received).toEqual([expected]);
  expect(server.requests[0]).toMatchObject({
    method: "POST",
    url: "/api/card/1/query/json?format_rows=false",
    headers: { "content-type": type, "x-api-key": "mb_test" },
  });
});

test("a POST that reads is repeated like a GET, with its body", async () => {
  const received: string[] = [];
  const server = await serveOddly(async (request, response) => {
    received.push(await text(request));
    if (received.length === 1) return void answerJson("busy", 503)(request, response);
    if (received.length === 2) return void request.socket.destroy();
    answerJson('{"status":"completed"}', 202)(request, response);
  });
  const { client } = watch({ baseUrl: server.url });

  const answer = await client.postObject("/api/dataset", { json: 1 });

  expect(answer).toEqual({ status: "completed" });
  expect(received).toEqual(["1", "1", "1"]);
});

test("a POST that is refused says so", async () => {
  const server = await serveOddly(answerJson("You don't have permissions to do that.", 403));

  const error = await failureOf(
    connect({ baseUrl: server.url }).postObject("/api/dataset", { json: {} }),
  );

  expect(error.message).toMatch(/^POST \/api\/dataset: 403/);
});

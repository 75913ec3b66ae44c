import { expect, test } from "vitest";
import { UnexpectedBodyError } from "../../src/index.ts";
import { connect, failureOf, watch } from "../connect.ts";
import { answerJson, serveOddly } from "../serve.ts";

test.each([
  ["HTML", 200, "<html><body>Sign in</body></html>", "HTML"],
  ["a list", 200, "[1]", "a list where an object should be"],
  ["a number", 200, "12", "another kind"],
  ["nothing", 204, "", "an empty body"],
])("%s is no object", async (_what, status, text, shown) => {
  const server = await serveOddly(answerJson(text, status));

  const error = await failureOf(
    connect({ baseUrl: server.url, maxRetries: 0 }).getObject("/api/x"),
  );

  expect(error).toBeInstanceOf(UnexpectedBodyError);
  expect(error).toMatchObject({ path: "/api/x", status });
  expect(error.message).toContain(`GET /api/x: ${status}`);
  expect(error.message).toContain(shown);
});

test.each([
  ["an object", 200, '{"message":"no"}', '{"message":"no"}'],
  ["plain text", 200, "ok", ": ok"],
])("%s is no list", async (_what, status, text, shown) => {
  const server = await serveOddly(answerJson(text, status));

  const error = await failureOf(connect({ baseUrl: server.url, maxRetries: 0 }).getArray("/api/x"));

  expect(error).toBeInstanceOf(UnexpectedBodyError);
  expect(error.message).toContain(shown);
});

test.each([
  ["null", 200, "null"],
  ["no content", 204, ""],
])("%s is Metabase's way to say an empty list", async (_what, status, text) => {
  const server = await serveOddly(answerJson(text, status));

  expect(await connect({ baseUrl: server.url }).getArray("/api/x")).toEqual([]);
});

test("HTML is not asked for again, and only its beginning is shown", async () => {
  const server = await serveOddly(answerJson(`<html>${"x".repeat(10_000)}`));

  const error = await failureOf(connect({ baseUrl: server.url }).getObject("/api/x"));

  expect(error.message.length).toBeLessThan(500);
  expect(error.message).not.toContain("\n");
  expect(server.requests).toHaveLength(1);
});

test.each([200, 400, 403, 500])(
  "a credential that the server echoes with %i is not shown",
  async (status) => {
    const server = await serveOddly((request, response) =>
      answerJson(`Denied ${JSON.stringify(request.headers)}`, status)(request, response),
    );
    const { client, lines } = watch({
      baseUrl: server.url,
      authentication: { apiKey: "mb_canary" },
      headers: { "x-door": "door-canary" },
      maxRetries: 1,
    });

    const error = await failureOf(client.getObject("/api/x"));

    expect(error.message).toContain("Denied");
    expect(`${error.stack} ${lines}`).not.toContain("canary");
  },
);

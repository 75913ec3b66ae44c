import { expect, test } from "vitest";
import { NotAvailableError, UnauthenticatedError } from "../../src/index.ts";
import { connect, failureOf } from "../connect.ts";
import { answerJson, serveMetabase, serveOddly } from "../serve.ts";

test.each([
  [402, "paid feature", "paid"],
  [403, "You don't have permissions to do that.", "forbidden"],
  [404, "Not found.", "missing_row"],
  [404, '{"message":"Not found."}', "missing_row"],
  [404, "API endpoint does not exist.", "missing_route"],
  [404, "<html>nginx</html>", "missing_route"],
  [404, "", "missing_route"],
])("%i %s is not available: %s", async (status, text, reason) => {
  const server = await serveOddly(answerJson(text, status));

  const error = await failureOf(connect({ baseUrl: server.url }).getObject("/api/x"));

  expect(error).toBeInstanceOf(NotAvailableError);
  expect(error).toMatchObject({ status, reason, path: "/api/x" });
  expect(server.requests).toHaveLength(1);
});

test.each([
  ["API endpoint does not exist.", /: this address does not exist here: an older version/],
  ["<html>nginx</html>", /: this is not Metabase's answer: base_url is wrong \(its sub-path\?\)/],
])("a 404 %s says what may be wrong", async (text, said) => {
  const server = await serveOddly(answerJson(text, 404));

  const error = await failureOf(connect({ baseUrl: server.url }).getObject("/api/x"));

  expect(error.message).toMatch(said);
});

test.each([
  [{ apiKey: "mb_wrong-key" }, "api_key"],
  [{ sessionToken: "00000000-0000-0000-0000-000000000000" }, "session_token"],
])("a refused credential %o is final and names its setting", async (authentication, setting) => {
  const server = await serveMetabase();

  const error = await failureOf(connect({ baseUrl: server.url, authentication }).currentUser());

  expect(error).toBeInstanceOf(UnauthenticatedError);
  expect(error.message).toContain(setting);
  expect(error.message).not.toContain(Object.values(authentication)[0]);
  expect(server.requests).toHaveLength(1);
});

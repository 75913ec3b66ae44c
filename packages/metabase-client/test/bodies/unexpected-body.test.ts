import { expect, test } from "vitest";
import { BROKEN_JSON, unexpectedBody } from "../../src/bodies/unexpected-body.ts";

const messageOf = (method: string, what: string, body: string): string =>
  unexpectedBody({ method, path: "/api/user", status: 200 }, what, body).message;

test.each([
  ["GET", BROKEN_JSON, '[{"email":"ann@example.com"'],
  ["GET", BROKEN_JSON, '{"data":[{"email":"ann@example.com"'],
  ["GET", "a list where an object should be", '[{"email":"ann@example.com"}]'],
  ["POST", BROKEN_JSON, "ann@example.com"],
])("%s: nothing of what may be people's data is shown: %s, %s", (method, what, body) => {
  expect(messageOf(method, what, body)).toBe(`${method} /api/user: 200 with ${what}`);
});

test.each([
  ["GET", BROKEN_JSON, "Down for maintenance"],
  ["GET", "an object where a list should be", '{"message":"no"}'],
])("%s: what the server has to say is shown: %s, %s", (method, what, body) => {
  expect(messageOf(method, what, body)).toBe(`${method} /api/user: 200 with ${what}: ${body}`);
});

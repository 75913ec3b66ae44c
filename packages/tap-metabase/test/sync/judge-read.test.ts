import { NotAvailableError } from "@singer-metabase/metabase-client";
import { expect, test } from "vitest";
import { judgeRead } from "../../src/sync/judge-read.ts";

const read = { rows: 3, missing: [], failure: undefined };
const notAvailable = (status: 402 | 403 | 404, reason: NotAvailableError["reason"]) =>
  new NotAvailableError({ path: "/api/thing", status }, reason, `GET /api/thing: ${status}`);

test("a read that came to its end is read, with what is missing", () => {
  expect(judgeRead(read)).toEqual({ kind: "read", missing: [] });
  expect(judgeRead({ ...read, missing: ["x"] })).toEqual({ kind: "read", missing: ["x"] });
});

test.each([
  [402, "paid", "/api/thing answers 402: it needs a paid plan"],
  [403, "forbidden", "/api/thing answers 403: this account may not read it"],
  [
    404,
    "missing_route",
    "/api/thing answers 404: this Metabase version or edition does not have it",
  ],
  [404, "missing_row", "/api/thing answers 404: the server does not know it"],
] as const)(
  "%i (%s) before the first record means that it is not offered",
  (status, reason, text) => {
    const verdict = judgeRead({ ...read, rows: 0, error: notAvailable(status, reason) });

    expect(verdict).toEqual({ kind: "unavailable", reason: expect.stringContaining(text) });
  },
);

test("403 after the first record is a failure: the rest is missing", () => {
  const verdict = judgeRead({ ...read, error: notAvailable(403, "forbidden") });

  expect(verdict).toEqual({ kind: "failed", reason: "GET /api/thing: 403" });
});

test("what ended the stream alone is a failure", () => {
  expect(judgeRead({ ...read, failure: new Error("key") })).toEqual({
    kind: "failed",
    reason: "key",
  });
});

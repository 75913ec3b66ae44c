import { NotAvailableError } from "@singer-metabase/metabase-client";
import { expect, test } from "vitest";
import { judgeRead } from "../../src/sync/judge-read.ts";

const read = { rows: 3, missing: [], failure: undefined };
const facts = {
  needs: undefined,
  server: { major: 57, edition: "oss", features: {} },
} as const;
const notAvailable = (status: 402 | 403 | 404, reason: NotAvailableError["reason"]) =>
  new NotAvailableError({ path: "/api/thing", status }, reason, `GET /api/thing: ${status}`);

test("a read that came to its end is read, with what is missing", () => {
  expect(judgeRead(read, facts)).toEqual({ kind: "read", missing: [] });
  expect(judgeRead({ ...read, missing: ["x"] }, facts)).toEqual({ kind: "read", missing: ["x"] });
});

test.each([
  [402, "paid", "needs edition"],
  [403, "forbidden", "forbidden for this principal"],
  [404, "missing_route", "missing route on 0.57"],
] as const)(
  "%i (%s) before the first record means that it is not offered",
  (status, reason, text) => {
    const verdict = judgeRead({ ...read, rows: 0, error: notAvailable(status, reason) }, facts);

    expect(verdict).toMatchObject({
      kind: "unavailable",
      why: { reason: expect.stringContaining(text), evidence: `/api/thing answers ${status}` },
    });
  },
);

test("403 after the first record is a failure: the rest is missing", () => {
  const verdict = judgeRead({ ...read, error: notAvailable(403, "forbidden") }, facts);

  expect(verdict).toEqual({ kind: "failed", reason: "GET /api/thing: 403" });
});

test("what ended the stream alone is a failure", () => {
  expect(judgeRead({ ...read, failure: new Error("key") }, facts)).toEqual({
    kind: "failed",
    reason: "key",
  });
});

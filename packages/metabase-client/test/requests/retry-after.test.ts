import { expect, test } from "vitest";
import { retryAfterMs } from "../../src/requests/retry-after.ts";

const now = Date.parse("2026-03-01T12:00:00Z");

test.each([
  ["0", 0],
  [" 7 ", 7000],
  ["Sun, 01 Mar 2026 12:00:30 GMT", 30_000],
  ["Sun, 01 Mar 2026 11:00:00 GMT", 0],
  ["soon", undefined],
  ["", undefined],
  [null, undefined],
])("Retry-After: %s means %s ms", (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});

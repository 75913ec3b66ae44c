import { expect, test } from "vitest";
import { instantOf, withZone } from "../../src/records/instant.ts";

test.each([
  ["2026-05-01T10:00:00Z", "2026-05-01T10:00:00Z"],
  ["2026-05-01T10:00:00.5+02:00", "2026-05-01T10:00:00.5+02:00"],
  ["2026-05-01T10:00:00", "2026-05-01T10:00:00Z"],
  ["2026-05-01T10:00:00.123456", "2026-05-01T10:00:00.123456Z"],
  ["yesterday", "yesterday"],
])("%s with its zone is %s", (text, expected) => {
  expect(withZone(text)).toBe(expected);
});

test.each([
  ["2026-05-01T10:00:00.5+02:00", Date.UTC(2026, 4, 1, 8, 0, 0, 500)],
  ["2026-05-01T10:00:00", Date.UTC(2026, 4, 1, 10)],
  ["2026-05-01", Date.UTC(2026, 4, 1)],
  ["yesterday", undefined],
  [5, undefined],
  [null, undefined],
])("the instant %j", (value, expected) => {
  expect(instantOf(value)).toBe(expected);
});

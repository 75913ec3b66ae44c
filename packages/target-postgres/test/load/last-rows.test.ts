import { expect, test } from "vitest";
import { LastRows } from "../../src/load/last-rows.ts";

test.each([
  ["ascending", ["1", "2", "10"], [undefined, undefined, undefined]],
  ["repeated at once", ["1", "1"], [undefined, 0]],
  ["repeated later", ["1", "2", "10", "2", "10"], [undefined, undefined, undefined, 1, 2]],
  ["repeated twice", ["b", "a", "b", "b"], [undefined, undefined, 0, 2]],
  ["negative", ["-10", "-9", "-10"], [undefined, undefined, 0]],
  ["empty", ["", "a", ""], [undefined, undefined, 0]],
])("finds the last row with the same key: %s", (_, keys, expected) => {
  const rows = new LastRows();

  expect(keys.map((key) => rows.add(key))).toEqual(expected);
});

import { expect, test } from "vitest";
import { RangeFinder } from "../../src/load/key-ranges.ts";
import type { RowKey } from "../../src/load/row-key.ts";

function find(keys: Iterable<RowKey | undefined>): string | undefined {
  const finder = new RangeFinder();
  for (const key of keys) finder.add(key);
  const { ranges } = finder;
  return ranges?.firsts.map((first, index) => `${first}-${ranges.lasts[index]}`).join();
}

test.each<[string, (RowKey | undefined)[], string | undefined]>([
  ["none", [], ""],
  ["one", [7], "7-7"],
  ["in order", [-1, 0, 1, 2], "-1-2"],
  ["with gaps", [1, 2, 5, 6, 9], "1-2,5-6,9-9"],
  ["that come again", [1, 2, 2, 3, 1], "1-2,2-3,1-1"],
  ["backwards", [3, 2, 1], "3-3,2-2,1-1"],
  ["of which one is no number", [1, 2, "12345678901234567", 3], undefined],
  ["of a stream without one", [undefined], undefined],
])("finds the ranges of keys: %s", (_, keys, expected) => {
  expect(find(keys)).toBe(expected);
});

test("many keys that do not follow each other have no ranges", () => {
  const odd = Array.from({ length: 2_500 }, (_, index) => 2 * index + 1);

  expect(find(odd.slice(0, 1_000))?.split(",")).toHaveLength(1_000);
  expect(find(odd)).toBeUndefined();
});

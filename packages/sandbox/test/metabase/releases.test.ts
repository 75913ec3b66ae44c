import { expect, test } from "vitest";
import { hasReached, releaseOf } from "../../src/metabase/releases.ts";

test.each([
  [60, 30, false],
  [61, 18, false],
  [61, 19, true],
  [62, 16, false],
  [62, 17, true],
  [63, 0, true],
])("0.%i.%i has what came with 0.61.19 and 0.62.17: %s", (major, patch, isThere) => {
  const release = { ...releaseOf("0.64", "oss"), major, patch };

  const firsts = [
    [61, 19],
    [62, 17],
  ] as const;

  expect(hasReached(release, firsts)).toBe(isThere);
});

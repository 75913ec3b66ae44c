import { expect, test } from "vitest";
import { matchesName } from "../../src/stream-maps/match-name.ts";

/** Name, pattern, what Python's fnmatch says. */
const MATCHES: readonly (readonly [string, string, boolean])[] = [
  ["orders", "orders", true],
  ["orders_eu", "orders_*", true],
  ["orders", "orders_*", false],
  ["a.b", "a?b", true],
  ["ab", "a?b", false],
  ["a\nb", "a*b", true],
  ["s", "[rst]", true],
  ["s", "[!rst]", false],
  ["x", "[!rst]", true],
  ["]", "[]]", true],
  ["a]", "a]", true],
  ["[a", "[a", true],
  ["a-b", "a[-x]b", true],
  ["Orders", "orders", false],
  ["a+b", "a+b", true],
  ["aab", "a+b", false],
  ["m", "[a-z]", true],
  ["😀", "?", true],
  ["a^", "a[^]", true],
  ["a{1}", "a{1}", true],
  ["x\\y", "x\\y", true],
];

test.each(MATCHES)("%j against %j: %s", (name, pattern, matches) => {
  expect(matchesName(name, pattern)).toBe(matches);
});

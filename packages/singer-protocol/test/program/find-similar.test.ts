import { expect, test } from "vitest";
import { findSimilar } from "../../src/program/find-similar.ts";

test.each([
  ["hard_deletes", "hard_delete"],
  ["defualt_target_schema", "default_target_schema"],
  ["hosst", "host"],
  ["hsot", "host"],
  ["colour", undefined],
  ["port", undefined],
])("by %s is meant %s", (name, meant) => {
  expect(findSimilar(name, ["host", "hard_delete", "default_target_schema"])).toBe(meant);
});

test("where there are no names, none is meant", () => {
  expect(findSimilar("host", [])).toBeUndefined();
});

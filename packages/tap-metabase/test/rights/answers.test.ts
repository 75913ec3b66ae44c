import { expect, test } from "vitest";
import { answersOf } from "../../src/rights/answers.ts";
import { dataRightsForms } from "../../src/rights/data-rights.ts";
import { summedUp } from "../../src/rights/known-tables.ts";
import { absentRights, toRights } from "../../src/rights/rights.ts";

const KNOWN = new Map([
  ["a", [1, 2, 3]],
  ["b", [4]],
]);

/** Answers as text: what, level, through which groups. */
function viewDataOf(parts: Readonly<Record<number, unknown>>, known = new Map<string, number[]>()) {
  const form = dataRightsForms(false)["view-data"];
  const groups = Object.entries(parts).map(([groupId, part]) => ({
    groupId: part === undefined ? undefined : Number(groupId),
    rights: part === undefined ? absentRights(form) : summedUp(toRights(part, form), known, form),
  }));
  return [...answersOf(groups, form.scale)].map(
    ({ schema, tableId, level, groupIds }) =>
      `${tableId ?? schema ?? "*"} ${form.scale.nameOf(level)} ${groupIds.join()}`,
  );
}

test.each([
  ["what no group gives has no answer", { 1: "blocked", 3: undefined }, []],
  ["the strongest of all groups counts", { 1: "blocked", 3: "unrestricted" }, ["* unrestricted 3"]],
  [
    "several groups that give it are all named",
    { 1: "unrestricted", 3: "unrestricted", 4: "blocked" },
    ["* unrestricted 1,3"],
  ],
  [
    "no self-service sees everything where no other group is blocked",
    { 1: "legacy-no-self-service" },
    ["* legacy-no-self-service 1"],
  ],
  ["a blocked group overrules no self-service", { 1: "legacy-no-self-service", 3: "blocked" }, []],
  ["so does a silent group", { 1: "legacy-no-self-service", 3: undefined }, []],
  [
    "a sandbox does not count where another group sees everything",
    { 1: "unrestricted", 3: { a: { 1: "sandboxed" } } },
    ["* unrestricted 1"],
  ],
  [
    "a sandbox counts where other groups are blocked or serve nobody",
    { 1: "legacy-no-self-service", 3: { a: { 1: "sandboxed" } }, 4: "blocked" },
    ["1 sandboxed 3"],
  ],
  [
    "a role of the database binds all of it, whatever another group sees of single tables",
    { 1: "impersonated", 3: { a: { 1: "unrestricted" }, b: "unrestricted" } },
    ["* impersonated 1"],
  ],
  [
    "a role of the database does not bind who sees all of the database by another group",
    { 1: "impersonated", 3: "unrestricted" },
    ["* unrestricted 3"],
  ],
  [
    "finer answers stand only where they differ",
    { 1: { a: "unrestricted", b: { 4: "unrestricted" } }, 3: { a: { 2: "unrestricted" } } },
    ["a unrestricted 1", "4 unrestricted 1"],
  ],
  [
    "a group that gives no more than the coarser answer is not named",
    { 1: "unrestricted", 3: { a: { 1: "unrestricted" } } },
    ["* unrestricted 1"],
  ],
  [
    "a level of a newer server counts as something",
    { 1: "brand-new", 3: "blocked" },
    ["* brand-new 1"],
  ],
] as const)("%s", (_, parts, expected) => {
  expect(viewDataOf(parts)).toEqual(expected);
});

test.each([
  [
    "tables that are all alike become their database",
    { a: { 1: "unrestricted", 2: "unrestricted", 3: "unrestricted" }, b: { 4: "unrestricted" } },
    ["* unrestricted 1"],
  ],
  [
    "one sandboxed table does not name all the others",
    { a: { 1: "unrestricted", 2: "sandboxed", 3: "unrestricted" }, b: { 4: "unrestricted" } },
    ["* unrestricted 1", "2 sandboxed 1"],
  ],
  [
    "one blocked table keeps its schema and database from being summed up",
    { a: { 1: "unrestricted", 2: "unrestricted" }, b: { 4: "unrestricted" } },
    ["1 unrestricted 1", "2 unrestricted 1", "b unrestricted 1"],
  ],
  [
    "neither is summed up what another group may overrule",
    { a: { 1: "unrestricted", 2: "unrestricted", 3: "legacy-no-self-service" }, b: "unrestricted" },
    ["1 unrestricted 1", "2 unrestricted 1", "3 legacy-no-self-service 1", "b unrestricted 1"],
  ],
] as const)("%s", (_, part, expected) => {
  expect(viewDataOf({ 1: part }, KNOWN)).toEqual(expected);
});

test("a group whose coarse answer another's sandbox is finer than stays the one that is named", () => {
  const most = { a: { 1: "sandboxed", 2: "unrestricted", 3: "unrestricted" }, b: "unrestricted" };

  expect(viewDataOf({ 1: most, 3: { a: { 1: "unrestricted" } } }, KNOWN)).toEqual([
    "* unrestricted 1",
    "1 unrestricted 3",
  ]);
});

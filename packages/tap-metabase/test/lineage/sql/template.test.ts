import { describe, expect, test } from "vitest";
import { cardIdOf, expandSnippets, tagNamesOf } from "../../../src/lineage/sql/template.ts";

describe("the tags of a native query", () => {
  test.each([
    ["SELECT {{ a }}, {{b}}", ["a", "b"]],
    ["-- {{a}}\n{{b}}", ["b"]],
    ["/* {{a}}\n{{b}} */ {{c}}", ["c"]],
    ["'{{a}}' # {{b}}", ["a", "b"]],
    ["[[ -- {{a}} ]] {{b}}", ["a", "b"]],
    ["[[{{a}} --]] 1 {{b}}", ["a", "b"]],
    ["a ]] {{b}}", ["b"]],
    ["{{never closed", []],
  ])("in %j", (sql, names) => {
    expect(tagNamesOf(sql)).toEqual(names);
  });

  test.each([
    ["#12", 12],
    ["#12-orders-by-month", 12],
    ["#twelve", undefined],
    ["12", undefined],
  ])("%s stands for question %s", (name, id) => {
    expect(cardIdOf(name)).toBe(id);
  });
});

describe("snippets", () => {
  const contents: Readonly<Record<string, string>> = {
    paid: "status = 'paid' AND {{snippet: recent}}",
    recent: "created_at > {{from}}",
    circle: "a {{snippet: circle}}",
  };
  const expand = (sql: string) => expandSnippets(sql, (name) => contents[name]);

  test("are put in their place, also those inside others", () => {
    expect(expand("WHERE [[{{snippet: paid}} AND]] x = {{y}}")).toBe(
      "WHERE [[status = 'paid' AND created_at > {{from}} AND]] x = {{y}}",
    );
  });

  test("stay tags when they are not known or hidden by a comment", () => {
    const sql = "{{snippet: gone}} -- {{snippet: paid}}";

    expect(expand(sql)).toBe(sql);
  });

  test("that lead to themselves come to an end", () => {
    expect(expand("{{snippet: circle}}")).toMatch(/^(a )+\{\{snippet: circle\}\}$/);
  });
});

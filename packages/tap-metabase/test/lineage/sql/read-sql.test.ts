import { describe, expect, test } from "vitest";
import { type LabelledQuery, lineageOf } from "./lineage-of.ts";
import { dialectQueries } from "./queries/dialects.ts";
import { scopeQueries } from "./queries/scopes.ts";
import { tagQueries } from "./queries/tags.ts";

describe("the tables, questions and columns of a native question", () => {
  test.each([...scopeQueries, ...tagQueries, ...dialectQueries])("$engine: $name", (query) => {
    const { uses, columns, confidence } = lineageOf(query);

    expect({ uses, columns, confidence }).toEqual({
      uses: [...query.uses].sort(),
      columns: [...query.columns].sort(),
      confidence: query.confidence ?? "high",
    });
  });
});

const POSTGRES: LabelledQuery = { name: "", engine: "postgres", sql: "", uses: [], columns: [] };

describe("what cannot be resolved", () => {
  test.each([
    [
      "SELECT x FROM inn.nothing",
      ["inn.nothing: no table", "inn.nothing.x: its table is not known"],
    ],
    ["SELECT b.typo FROM bookings b", ["b.typo: its table has no field of this name"]],
    ["SELECT typo FROM bookings, guests", ["typo: it may belong to one of 2 tables"]],
    ["SELECT * FROM archive_{{year}}", ["archive_{{year}}: a template tag decides its name"]],
  ])("%s says why", (sql, expected) => {
    const { reasons } = lineageOf({ ...POSTGRES, sql });

    expect(reasons).toHaveLength(expected.length);
    for (const [index, reason] of expected.entries()) expect(reasons[index]).toContain(reason);
  });

  test("text that no SQL is has no tables and no failure", () => {
    expect(lineageOf({ ...POSTGRES, sql: "what ((( is ' this" })).toMatchObject({
      uses: [],
      confidence: "low",
    });
  });
});

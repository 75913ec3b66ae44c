import { ExactDecimal } from "@singer-metabase/metabase-client";
import { expect, test } from "vitest";
import { canonicalQuery } from "../../src/records/canonical-query.ts";

function query(first: string, second: string): unknown {
  return {
    "lib/type": "mbql/query",
    stages: [
      {
        aggregation: [["count", { "lib/uuid": first }]],
        "order-by": [["asc", { "lib/uuid": second }, ["aggregation", {}, first]]],
      },
    ],
  };
}

test("two reads of one query come out the same, whatever identifiers the server made up", () => {
  const one = canonicalQuery(query("ca8a582f-749c", "f3e1aa00-0001"));
  const other = canonicalQuery(query("11111111-2222", "33333333-4444"));

  expect(one).toEqual(other);
});

test("a reference keeps pointing at its clause", () => {
  const canonical = canonicalQuery(query("first", "second"));

  expect(canonical).toEqual(
    query("00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"),
  );
});

test("the order in which a server writes keys makes no difference", () => {
  const one = canonicalQuery({ a: { "lib/uuid": "x" }, b: { "lib/uuid": "y" } });
  const other = canonicalQuery({ b: { "lib/uuid": "q" }, a: { "lib/uuid": "p" } });

  expect(other).toEqual(one);
});

test.each([
  [{ database: 2, type: "query", query: { "source-table": 10 } }],
  [null],
  [undefined],
  ["SELECT 1"],
])("a query without such identifiers comes back as it is: %j", (mbql4) => {
  expect(canonicalQuery(mbql4)).toBe(mbql4);
});

test("a number that a double cannot hold stays one", () => {
  const ratio = new ExactDecimal("0.12345678901234567");

  expect(canonicalQuery({ "lib/uuid": "x", filter: [">", 9007199254740993n, ratio] })).toEqual({
    "lib/uuid": "00000000-0000-0000-0000-000000000001",
    filter: [">", 9007199254740993n, ratio],
  });
});

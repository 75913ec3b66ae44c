import { describe, expect, test } from "vitest";
import {
  type QueryReferences,
  queryReferences,
} from "../../../src/lineage/mbql/query-references.ts";

/** What a query refers to, in short: `table 10 source`. */
function found(query: unknown): readonly string[] {
  return queryReferences(query)
    .references.map((reference) => `${inShort(reference)} ${reference.place}`)
    .sort();
}

function inShort(reference: QueryReferences["references"][number]): string {
  switch (reference.kind) {
    case "column":
      return `#${reference.cardId}.${reference.name}`;
    case "all fields":
      return `table ${reference.tableId}.*`;
    default:
      return `${reference.kind} ${reference.id}`;
  }
}

const mbql4 = (query: object) => ({ database: 1, type: "query", query });
const mbql5 = (...stages: readonly object[]) => ({ "lib/type": "mbql/query", database: 1, stages });

describe("MBQL 4", () => {
  test("every clause of a stage is a place", () => {
    const query = mbql4({
      "source-table": 1,
      filter: ["and", [">", ["field", 11, null], 3], ["segment", 5]],
      breakout: [["field", 12, { "temporal-unit": "month" }]],
      aggregation: [["sum", ["field", 13, null]], ["metric", 6], ["count"]],
      "order-by": [["asc", ["field", 14, null]]],
      fields: [["field", 15, null]],
      expressions: { twice: ["*", ["field", 16, null], 2] },
    });

    expect(found(query)).toEqual([
      "field 11 filter",
      "field 12 breakout",
      "field 13 aggregation",
      "field 14 order",
      "field 15 field",
      "field 16 expression",
      "metric 6 aggregation",
      "segment 5 filter",
      "table 1 source",
    ]);
  });

  test("joins have a table, a condition and fields; foreign keys join too", () => {
    const query = mbql4({
      "source-table": 1,
      joins: [
        {
          alias: "G",
          "source-table": 2,
          condition: ["=", ["field", 11, null], ["field", 21, { "join-alias": "G" }]],
          fields: [["field", 22, { "join-alias": "G" }]],
        },
      ],
      breakout: [["field", 31, { "source-field": 12 }]],
    });

    expect(found(query)).toEqual([
      "field 11 join",
      "field 12 join",
      "field 21 join",
      "field 22 field",
      "field 31 breakout",
      "table 1 source",
      "table 2 join",
    ]);
  });

  test("columns by name belong to the question that the query starts from, or that it joins", () => {
    const query = mbql4({
      "source-table": "card__27",
      joins: [{ alias: "B", "source-table": "card__28", condition: ["=", 1, 1], fields: "all" }],
      filter: [
        "=",
        ["field", "total", { "base-type": "type/Float" }],
        ["field", "sum", { "base-type": "type/Float", "join-alias": "B" }],
      ],
    });

    expect(found(query)).toEqual([
      "#27.total filter",
      "#28.sum filter",
      "card 27 source",
      "card 28 join",
    ]);
  });

  test("columns by name of an inner query are nothing new", () => {
    const query = mbql4({
      "source-query": { "source-table": 1, aggregation: [["sum", ["field", 11, null]]] },
      filter: [">", ["field", "sum", { "base-type": "type/Float" }], 3],
    });

    expect(found(query)).toEqual(["field 11 aggregation", "table 1 source"]);
  });

  test.each([
    [["field-id", 12], ["field 12 filter"]],
    [
      ["fk->", ["field-id", 12], ["field-id", 13]],
      ["field 12 join", "field 13 filter"],
    ],
    [
      ["fk->", 12, 13],
      ["field 12 join", "field 13 filter"],
    ],
    [["joined-field", "G", ["field-id", 12]], ["field 12 filter"]],
    [["datetime-field", ["field-id", 12], "month"], ["field 12 filter"]],
    [["field-literal", "total", "type/Float"], ["#27.total filter"]],
    [
      ["case", [[[">", ["field", 12, null], 1], 2]], { default: ["field", 13, null] }],
      ["field 12 filter", "field 13 filter"],
    ],
  ])("reads %j as older versions wrote it", (filter, references) => {
    const query = mbql4({ "source-table": "card__27", filter });

    expect(found(query)).toEqual([...references, "card 27 source"].sort());
  });
});

describe("a query that chooses no columns shows all of its table", () => {
  const filter = ["=", ["field", 11, null], 3];
  const join = { alias: "G", condition: ["=", 1, 1] };

  test.each([
    ["whatever it filters", { "source-table": 1, filter }, ["table 1.* field"]],
    [
      "with those that a join takes",
      inTwo({ fields: "all" }),
      ["table 1.* field", "table 2.* field"],
    ],
    ["without those of a join that takes none", inTwo({ fields: "none" }), ["table 1.* field"]],
    ["within another query", { "source-query": { "source-table": 1 } }, ["table 1.* field"]],
    ["unless it groups", { "source-table": 1, breakout: [["field", 11, null]] }, []],
    ["unless it counts", { "source-table": 1, aggregation: [["count"]] }, []],
    ["unless it chooses", { "source-table": 1, fields: [["field", 11, null]] }, []],
  ])("%s", (_, query, expected) => {
    const all = found(mbql4(query)).filter((reference) => reference.includes("*"));

    expect(all).toEqual(expected);
  });

  test("in MBQL 5 too", () => {
    const joined = { alias: "G", fields: "all", stages: [{ "source-table": 2 }] };

    expect(found(mbql5({ "source-table": 1, joins: [joined] }))).toEqual([
      "table 1 source",
      "table 1.* field",
      "table 2 join",
      "table 2.* field",
    ]);
  });

  function inTwo(fields: object): object {
    return { "source-table": 1, joins: [{ ...join, "source-table": 2, ...fields }] };
  }
});

describe("MBQL 5", () => {
  test("every stage and every join is read", () => {
    const query = mbql5(
      {
        "lib/type": "mbql.stage/mbql",
        "source-table": 1,
        joins: [
          {
            "lib/type": "mbql/join",
            alias: "G",
            stages: [{ "lib/type": "mbql.stage/mbql", "source-card": 28 }],
            conditions: [
              ["=", { "lib/uuid": "a" }, ["field", {}, 11], ["field", { "join-alias": "G" }, "id"]],
            ],
          },
        ],
        filters: [["segment", { "lib/uuid": "b" }, 5]],
        aggregation: [
          ["measure", {}, 7],
          ["metric", {}, 8],
        ],
        expressions: [
          ["+", { "lib/expression-name": "x" }, ["field", { "source-field": 12 }, 31], 1],
        ],
      },
      { "lib/type": "mbql.stage/mbql", "order-by": [["asc", {}, ["field", {}, "count"]]] },
    );

    expect(found(query)).toEqual([
      "#28.id join",
      "card 28 join",
      "field 11 join",
      "field 12 join",
      "field 31 expression",
      "measure 7 aggregation",
      "metric 8 aggregation",
      "segment 5 filter",
      "table 1 source",
    ]);
  });

  test("a stage in SQL is a part by hand", () => {
    const tags = { x: { type: "text" } };
    const stage = {
      "lib/type": "mbql.stage/native",
      native: "SELECT {{x}}",
      "template-tags": tags,
    };

    expect(queryReferences(mbql5(stage))).toEqual({
      language: "mbql5",
      references: [],
      nativeParts: [{ text: "SELECT {{x}}", tags, collection: undefined }],
    });
  });
});

test("a query by hand in MBQL 4 keeps its tags and collection", () => {
  const native = { query: "[]", collection: "rooms", "template-tags": {} };

  expect(queryReferences({ database: 1, type: "native", native }).nativeParts).toEqual([
    { text: "[]", tags: {}, collection: "rooms" },
  ]);
});

test.each([[null], [{}], ["text"], [{ type: "query", query: null }]])(
  "%j refers to nothing",
  (query) => {
    expect(queryReferences(query)).toMatchObject({ references: [], nativeParts: [] });
  },
);

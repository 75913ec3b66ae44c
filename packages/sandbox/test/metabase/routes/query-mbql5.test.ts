import { expect, test } from "vitest";
import { toMbql5 } from "../../../src/metabase/routes/query-mbql5.ts";

const uuid = { "lib/uuid": expect.stringMatching(/^[0-9a-f-]{36}$/) };

test("a structured query becomes one stage, options first in every clause", () => {
  const converted = toMbql5({
    database: 2,
    type: "query",
    query: {
      "source-table": 10,
      filter: [
        "and",
        ["=", ["field", 7, { "base-type": "type/Text" }], "a"],
        [">", ["field", 8, null], 3],
      ],
      aggregation: [["count"], ["sum", ["field", 8, null]]],
      breakout: [["field", 9, { "temporal-unit": "month" }]],
      "order-by": [["desc", ["field", 9, null]]],
      limit: 5,
    },
  });

  expect(converted).toEqual({
    "lib/type": "mbql/query",
    database: 2,
    "lib.convert/converted?": true,
    stages: [
      {
        "lib/type": "mbql.stage/mbql",
        "source-table": 10,
        filters: [
          ["=", uuid, ["field", { ...uuid, "base-type": "type/Text" }, 7], "a"],
          [">", uuid, ["field", uuid, 8], 3],
        ],
        aggregation: [
          ["count", uuid],
          ["sum", uuid, ["field", uuid, 8]],
        ],
        breakout: [["field", { ...uuid, "temporal-unit": "month" }, 9]],
        "order-by": [["desc", uuid, ["field", uuid, 9]]],
        limit: 5,
      },
    ],
  });
});

test("a card as source and a joined table get names of their own", () => {
  const converted = toMbql5({
    database: 2,
    type: "query",
    query: {
      "source-table": "card__27",
      joins: [
        {
          alias: "Customers",
          fields: "all",
          "source-table": 12,
          condition: ["=", ["field", 1, null], ["field", 2, { "join-alias": "Customers" }]],
        },
      ],
    },
  });

  expect(converted).toMatchObject({
    stages: [
      {
        "source-card": 27,
        joins: [
          {
            "lib/type": "mbql/join",
            alias: "Customers",
            stages: [{ "lib/type": "mbql.stage/mbql", "source-table": 12 }],
            conditions: [
              ["=", uuid, ["field", uuid, 1], ["field", { ...uuid, "join-alias": "Customers" }, 2]],
            ],
            "lib/options": uuid,
          },
        ],
      },
    ],
  });
  expect(JSON.stringify(converted)).not.toContain("card__");
});

test("SQL keeps its text and its placeholders", () => {
  const tag = { id: "t", name: "period", "display-name": "Period", type: "dimension" } as const;

  const converted = toMbql5({
    database: 2,
    type: "native",
    native: {
      query: "SELECT 1 WHERE {{period}}",
      "template-tags": { period: { ...tag, dimension: ["field", 3, null] } },
    },
  });

  expect(converted).toMatchObject({
    stages: [
      {
        "lib/type": "mbql.stage/native",
        native: "SELECT 1 WHERE {{period}}",
        "template-tags": { period: { ...tag, dimension: ["field", uuid, 3] } },
      },
    ],
  });
});

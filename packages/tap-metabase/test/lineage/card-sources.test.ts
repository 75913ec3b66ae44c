import { describe, expect, test } from "vitest";
import { recordsOf } from "../run-tap.ts";
import { startAlteredServer, startServer } from "../start-server.ts";
import { readContent } from "../streams/read-content.ts";

/** Questions to the sample server's tables: `ORDERS` is table 1 of database 1, `PEOPLE` table 2. */
const CARDS = [
  {
    id: 1,
    type: "model",
    database_id: 1,
    dataset_query: {
      database: 1,
      type: "query",
      query: { "source-table": 1, filter: ["=", ["field", 5, null], 3] },
    },
  },
  {
    id: 2,
    type: "question",
    database_id: 1,
    dataset_query: {
      "lib/type": "mbql/query",
      database: 1,
      stages: [
        {
          "lib/type": "mbql.stage/mbql",
          "source-card": 1,
          breakout: [["field", { "lib/uuid": "a", "base-type": "type/Text" }, "CITY"]],
          aggregation: [["sum", { "lib/uuid": "b" }, ["field", { "lib/uuid": "c" }, 999]]],
        },
      ],
    },
  },
  {
    id: 3,
    type: "question",
    database_id: 1,
    dataset_query: {
      database: 1,
      type: "native",
      native: {
        query:
          "SELECT m.TOTAL, p.EMAIL FROM {{#1-model}} m JOIN PEOPLE p ON p.ID = m.USER_ID WHERE {{born}} AND {{snippet: in town}}",
        "template-tags": {
          "#1-model": { type: "card", "card-id": 1 },
          born: { type: "dimension", dimension: ["field", 13, null] },
          "snippet: in town": { type: "snippet", "snippet-id": 90, "snippet-name": "in town" },
        },
      },
    },
  },
  {
    id: 4,
    type: "question",
    database_id: 4,
    dataset_query: {
      database: 4,
      type: "native",
      native: { query: "[{}]", collection: "pageviews", "template-tags": {} },
    },
  },
];

const SNIPPET = { id: 90, name: "in town", content: "p.CITY = {{city}}", archived: false };

/** Puts our own objects in the place of a list, and nothing in that of the archived ones. */
const instead =
  (objects: readonly object[]) =>
  (list: readonly { readonly archived: boolean }[]): readonly object[] =>
    list.some(({ archived }) => archived) ? [] : objects;

/** A row in short: what is used where, how that is known, and what is not. */
function inShort(row: Readonly<Record<string, unknown>>): string {
  const { kind, where, found_by, name, reason } = row;
  const ids = ["table_id", "field_id", "source_card_id", "snippet_id"]
    .filter((id) => row[id] !== null)
    .map((id) => `${id.replace("_id", "")} ${row[id]}`);
  const words = [
    `${kind} in ${where} by ${found_by}:`,
    ...ids,
    name ?? "",
    reason && `(${reason})`,
  ];
  return words.filter(Boolean).join(" ");
}

describe("card_sources", () => {
  test("says what built questions, questions in MBQL 5 and in SQL use", async () => {
    const server = await startAlteredServer({
      "/api/card": instead(CARDS),
      "/api/native-query-snippet": instead([SNIPPET]),
    });

    const run = await readContent(server, ["card_sources"]);
    const of = (id: number) =>
      recordsOf(run, "card_sources")
        .filter(({ card_id }) => card_id === id)
        .map(inShort);

    expect(run.error).toBeUndefined();
    expect(of(1)).toEqual([
      "table in source by mbql4: table 1",
      "field in field by mbql4: table 1 *",
      "field in filter by mbql4: table 1 field 5",
    ]);
    expect(of(2)).toEqual([
      "model in source by mbql5: source_card 1",
      "field in breakout by mbql5: source_card 1 CITY",
      "field in aggregation by mbql5: field 999 (no field of this id is known)",
    ]);
    const unknown = recordsOf(run, "card_sources").filter(({ reason }) => reason !== null);
    expect(unknown.every(({ confidence }) => confidence === "low")).toBe(true);
    expect(of(3).sort()).toEqual([
      "field in field by sql: source_card 1 TOTAL",
      "field in field by sql: table 2 field 11 EMAIL",
      "field in field filter by metadata: table 2 field 13 born",
      "field in filter by sql: table 2 field 12 CITY",
      "field in join by sql: source_card 1 USER_ID",
      "field in join by sql: table 2 field 9 ID",
      "model in source by sql: source_card 1",
      "snippet in template by template-tag: snippet 90 snippet: in town",
      "table in join by sql: table 2 PEOPLE",
      "template tag in template by template-tag: city",
      "template tag in template by template-tag: field 13 born",
      "template tag in template by template-tag: snippet 90 snippet: in town",
      "template tag in template by template-tag: source_card 1 #1-model",
    ]);
    expect(of(4)).toEqual([
      "table in source by metadata: table 18 pageviews",
      "table in source by sql: (questions to mongo are not written in SQL)",
    ]);
  });

  test("is the same of a question in either language, each row once", async () => {
    type Row = Readonly<Record<string, unknown>>;
    const rows: (readonly Row[])[] = [];
    for (const version of ["0.54", "0.57"] as const) {
      const run = await readContent(await startServer({ version }), ["card_sources"]);
      expect(run.error).toBeUndefined();
      rows.push(recordsOf(run, "card_sources"));
    }

    const [older = [], newer = []] = rows.map((list) =>
      list.map((row): Row => ({ ...row, found_by: String(row["found_by"]).slice(0, 4) })),
    );
    const byId = (one: Row, other: Row) => String(one["id"]).localeCompare(String(other["id"]));

    expect(newer.length).toBeGreaterThan(100);
    expect(newer.toSorted(byId)).toEqual(older.toSorted(byId));
    expect(new Set(newer.map((row) => row["id"])).size).toBe(newer.length);
  });

  test("needs no request that the other streams do not make", async () => {
    const inputs = ["cards", "databases", "tables", "native_query_snippets"];
    const paths: string[][] = [];
    for (const names of [inputs, [...inputs, "card_sources"]]) {
      const server = await startServer();
      await readContent(server, names);
      paths.push(server.requests.map(({ path }) => path).sort());
    }

    expect(paths[1]).toEqual(paths[0]);
  });
});

test("dashboard_card_mappings tells the field behind a filter, also through a template tag", async () => {
  const card = { ...CARDS[2], id: 5 };
  const mapping = (parameter_id: string, target: unknown) => ({ parameter_id, card_id: 5, target });
  const server = await startAlteredServer({
    "/api/card": instead([card]),
    "/api/dashboard": (list: readonly { readonly archived: boolean }[]) =>
      list.some(({ archived }) => archived) ? [] : list.slice(0, 1),
    "/api/dashboard/1": (dashboard: object) => ({
      ...dashboard,
      dashcards: [
        {
          id: 70,
          card_id: 5,
          inline_parameters: ["b"],
          parameter_mappings: [
            mapping("a", ["dimension", ["template-tag", "born"]]),
            mapping("b", ["variable", ["template-tag", "city"]]),
            mapping("b", ["variable", ["template-tag", "city"]]),
            mapping("c", ["dimension", ["field", 5, null], { "stage-number": 1 }]),
          ],
        },
      ],
    }),
  });

  const run = await readContent(server, ["dashboard_card_mappings"]);
  const rows = recordsOf(run, "dashboard_card_mappings");

  expect(run.error).toBeUndefined();
  expect(rows).toMatchObject([
    {
      id: '[70,"a",5,"dimension",null,null,"born",null]',
      dashboard_id: 1,
      dashboard_card_id: 70,
      card_id: 5,
      is_inline: false,
      field_id: 13,
      template_tag: "born",
    },
    { parameter_id: "b", is_inline: true, target_kind: "variable", template_tag: "city" },
    { parameter_id: "c", target_kind: "dimension", field_id: 5, stage_number: 1 },
  ]);
});

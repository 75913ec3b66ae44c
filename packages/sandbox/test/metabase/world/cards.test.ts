import { expect, test } from "vitest";
import { createWorld } from "../../../src/metabase/world/world.ts";

const world = createWorld({ cards: 400, dashboards: 40 });
const cards = [...world.cards];

/** Everything inside a value, at any depth. */
function* inside(value: unknown): Generator<unknown> {
  yield value;
  if (value !== null && typeof value === "object") {
    for (const part of Object.values(value)) yield* inside(part);
  }
}

/** Values of a key, at any depth of all queries. */
const valuesOf = (key: string): unknown[] =>
  [...inside(cards.map(({ dataset_query }) => dataset_query))].flatMap((value) =>
    value !== null && typeof value === "object" && key in value
      ? [(value as Record<string, unknown>)[key]]
      : [],
  );

/** First arguments of a clause, at any depth of all queries. */
const argumentsOf = (clause: string): unknown[] =>
  [...inside(cards.map(({ dataset_query }) => dataset_query))].flatMap((value) =>
    Array.isArray(value) && value[0] === clause && typeof value[1] === "number" ? [value[1]] : [],
  );

const sources = valuesOf("source-table");

test.each([
  ["tables", sources.filter((source) => typeof source === "number"), world.tables],
  [
    "cards as sources",
    sources.flatMap((source) =>
      typeof source === "string" ? [Number(source.replace("card__", ""))] : [],
    ),
    world.cards,
  ],
  ["cards in SQL", valuesOf("card-id"), world.cards],
  ["snippets", valuesOf("snippet-id"), world.snippets],
  ["fields", argumentsOf("field"), world.fields],
  ["metrics", argumentsOf("metric"), world.cards],
])("queries name %s, and only such that exist", (_kind, ids, list) => {
  expect(ids.length).toBeGreaterThan(0);
  expect(ids.filter((id) => list.byId(Number(id)) === undefined)).toEqual([]);
});

test("a query that builds on a card asks an earlier one of the same database", () => {
  const building = cards.filter((card) => card.source_card_id !== null);

  expect(building.length).toBeGreaterThan(0);
  for (const card of building) {
    const source = world.cards.byId(card.source_card_id ?? 0);
    expect(source?.id).toBeLessThan(card.id);
    expect(source?.database_id).toBe(card.database_id);
  }
});

test("SQL and its template tags name the same placeholders", () => {
  for (const { dataset_query } of cards) {
    if (dataset_query.type === "query") continue;
    const { query, "template-tags": tags } = dataset_query.native;
    const named = [...query.matchAll(/\{\{(.+?)\}\}/g)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(Object.keys(tags)));
  }
});

const sqlMatches = (databaseId: number, pattern: RegExp) =>
  cards.filter(
    ({ dataset_query: query }) =>
      query.type === "native" && query.database === databaseId && pattern.test(query.native.query),
  );

test.each([
  ["joins in SQL", sqlMatches(2, /LEFT JOIN "\w+"\."\w+" ON "\w+"\."\w+" = "\w+"\."\w+"/)],
  ["sums in SQL", sqlMatches(2, /sum\("/)],
  ["cards in SQL", sqlMatches(2, /FROM \{\{#\d+-/)],
  ["optional field filters in SQL", sqlMatches(2, /\[\[AND \{\{kind\}\}\]\]/)],
  ["snippets in SQL", sqlMatches(3, /\{\{snippet: /)],
  ["names in MySQL's quotes", sqlMatches(3, /FROM `\w+`/)],
  ["names in BigQuery's quotes", sqlMatches(6, /FROM `\w+\.\w+`/)],
  ["models", cards.filter(({ type }) => type === "model")],
  ["metrics", cards.filter(({ type }) => type === "metric")],
  ["native questions", cards.filter(({ dataset_query }) => dataset_query.type === "native")],
  ["archived cards", cards.filter(({ archived }) => archived)],
  ["cards in the root", cards.filter(({ collection_id }) => collection_id === null)],
  ["cards nobody viewed", cards.filter(({ view_count }) => view_count === 0)],
  ["verified cards", cards.filter(({ is_verified }) => is_verified)],
  ["cards that never ran", cards.filter(({ result_metadata }) => result_metadata === null)],
  ["cards without a description", cards.filter(({ description }) => description === null)],
  ["long descriptions", cards.filter((card) => (card.description?.length ?? 0) > 2000)],
  ["cards that live in a dashboard", cards.filter(({ dashboard_id }) => dashboard_id !== null)],
  [
    "cards of a script",
    cards.filter(({ creator_id }) => world.people.users.byId(creator_id) === undefined),
  ],
  ["names beyond ASCII", cards.filter(({ name }) => /[^\x20-\x7e]/.test(name))],
])("there are %s, and others", (_kind, some) => {
  expect(some.length).toBeGreaterThan(0);
  expect(some.length).toBeLessThan(cards.length);
});

test("a card that lives in a dashboard stands on it, in its collection, in use", () => {
  for (const card of cards.filter(({ dashboard_id }) => dashboard_id !== null)) {
    const dashboard = world.dashboards.byId(card.dashboard_id ?? 0);
    expect(dashboard?.dashcards.map(({ card_id }) => card_id)).toContain(card.id);
    expect(dashboard?.collection_id).toBe(card.collection_id);
    expect(dashboard?.archived).toBe(false);
  }
});

test("padding makes each card's metadata as heavy as asked", () => {
  const heavy = createWorld({ cards: 30, cardBytes: 8000 });

  for (const { result_metadata } of heavy.cards) {
    expect(JSON.stringify(result_metadata).length).toBeGreaterThan(7900);
  }
  expect(JSON.stringify(heavy.cards.at(0)).length).toBeLessThan(24_000);
});

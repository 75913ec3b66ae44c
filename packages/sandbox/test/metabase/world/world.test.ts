import { expect, test } from "vitest";
import { createWorld, type World } from "../../../src/metabase/world/world.ts";

/** Everything in a world that stands in a list. */
function contentOf(world: World): string {
  const { collections, cards, dashboards, databases, tables, fields, snippets, tasks } = world;
  const lists = { collections, cards, dashboards, databases, tables, fields, snippets, tasks };
  return JSON.stringify(Object.values(lists).map((list) => [...list]));
}

test("the same seed makes the same world, to the last byte", () => {
  expect(contentOf(createWorld({ seed: 3 }))).toBe(contentOf(createWorld({ seed: 3 })));
});

test("another seed makes another world", () => {
  expect(contentOf(createWorld({ seed: 3 }))).not.toBe(contentOf(createWorld({ seed: 4 })));
});

test("a card is the same whether it is found by place, by id or in its turn", () => {
  const { cards } = createWorld();

  expect(cards.at(41)).toEqual(cards.byId(42));
  expect([...cards][41]).toEqual(cards.byId(42));
});

test("a world of millions makes only what is asked for", () => {
  const { cards, dashboards } = createWorld({ cards: 5_000_000, dashboards: 1_000_000 });

  expect(cards.byId(5_000_000)).toMatchObject({ id: 5_000_000 });
  expect(dashboards.byId(1_000_000)?.dashcards.length).toBeGreaterThan(0);
  expect(cards.byId(5_000_001)).toBeUndefined();
});

test.each([
  { cards: 0, dashboards: 0 },
  { cards: 0, dashboards: 3 },
  { cards: 1, dashboards: 1 },
  { cards: 4, dashboards: 30 },
])("a world of $cards cards and $dashboards dashboards hangs together", (sizes) => {
  const { cards, dashboards } = createWorld(sizes);
  const shown = [...dashboards].flatMap(({ dashcards }) =>
    dashcards.flatMap(({ card_id, series_card_ids }) => [card_id, ...series_card_ids]),
  );

  expect([cards.length, dashboards.length]).toEqual([sizes.cards, sizes.dashboards]);
  expect(shown.filter((id) => id !== null && cards.byId(id) === undefined)).toEqual([]);
});

test("what a collection holds is what says that it stands there", () => {
  const { cards, contents, collections } = createWorld({ cards: 200 });
  const places = [null, ...Array.from(collections, ({ id }) => id)];

  const found = places.flatMap((place) =>
    contents.cardsIn(place).map((id) => [id, place] as const),
  );

  expect(found.sort(([one], [other]) => one - other)).toEqual(
    Array.from(cards, ({ id, collection_id }) => [id, collection_id]),
  );
});

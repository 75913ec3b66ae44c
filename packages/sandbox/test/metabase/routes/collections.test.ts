import { describe, expect, test } from "vitest";
import { get, serve } from "../serve.ts";

type Row = Readonly<Record<string, unknown>>;

const namesOf = (rows: readonly Row[]): unknown[] => rows.map(({ name }) => name);

describe("the flat list", () => {
  test("begins with the root, which has few keys", async () => {
    const server = await serve({ version: "0.50" });

    const [root, ...rest] = (await get(server, "/api/collection")).json;

    expect(root).toEqual({
      id: "root",
      name: "Our analytics",
      authority_level: null,
      can_write: true,
      effective_ancestors: [],
      effective_location: null,
      parent_id: null,
      is_personal: false,
    });
    expect(rest.every(({ id }: Row) => typeof id === "number")).toBe(true);
  });

  test("mixes nothing archived in, and shows nothing else when asked for it", async () => {
    const server = await serve();

    const inUse: Row[] = (await get(server, "/api/collection")).json;
    const archived: Row[] = (await get(server, "/api/collection?archived=true")).json;

    expect(inUse.map((row) => row["archived"])).not.toContain(true);
    expect(namesOf(archived)).toEqual(
      expect.arrayContaining(["2019", "Old reports", "Pilot (stopped)"]),
    );
    expect(archived.map(({ id }) => id)).not.toContain("root");
  });

  test.each([
    ["0.50", false],
    ["0.54", true],
  ] as const)("version %s has a Trash: %s", async (version, hasTrash) => {
    const server = await serve({ version });

    const archived: Row[] = (await get(server, "/api/collection?archived=true")).json;
    const trash = await get(server, "/api/collection/trash");

    expect(archived.some(({ type }) => type === "trash")).toBe(hasTrash);
    expect(trash.status).toBe(hasTrash ? 200 : 404);
  });

  test("leaves the Library out unless asked", async () => {
    const server = await serve({ version: "newest", edition: "enterprise" });

    const plain: Row[] = (await get(server, "/api/collection")).json;
    const whole: Row[] = (await get(server, "/api/collection?include-library=true")).json;

    expect(namesOf(plain)).not.toContain("Library");
    expect(namesOf(whole)).toEqual(expect.arrayContaining(["Library", "Data", "Metrics"]));
  });

  test.each([
    ["oss", []],
    ["enterprise", ["Date ranges", "Finance snippets"]],
  ] as const)("%s has these snippet folders", async (edition, folders) => {
    const server = await serve({ edition });

    const [root, ...rest] = (await get(server, "/api/collection?namespace=snippets")).json;

    expect(root).toMatchObject({ id: "root", name: "Top folder" });
    expect(namesOf(rest)).toEqual(folders);
  });

  test("shows administrators everybody's own collections, unless they are excluded", async () => {
    const server = await serve({ users: 25 });
    const owners = (rows: readonly Row[]): unknown[] =>
      rows.map((row) => row["personal_owner_id"]).filter((id) => typeof id === "number");

    const all = (await get(server, "/api/collection")).json;
    const own = (await get(server, "/api/collection?exclude-other-user-collections=true")).json;

    expect(owners(all)).toHaveLength(25);
    expect(owners(own)).toEqual([]);
    expect(own.filter((row: Row) => row["is_personal"])).toEqual([]);
  });
});

test("a collection tells its place in the tree", async () => {
  const server = await serve();

  const quarter = (await get(server, "/api/collection/5")).json;

  expect(quarter).toMatchObject({ name: 'Q3 "what if"', location: "/3/4/", parent_id: 4 });
  expect(namesOf(quarter.effective_ancestors)).toEqual(["Our analytics", "Sales", "Forecast"]);
});

test("the tree holds what the list holds", async () => {
  const server = await serve();
  const flatten = (nodes: readonly Row[]): number[] =>
    nodes.flatMap((node) => [Number(node["id"]), ...flatten(node["children"] as Row[])]);

  const list: Row[] = (await get(server, "/api/collection")).json;
  const tree: Row[] = (await get(server, "/api/collection/tree?exclude-archived=true")).json;

  expect(flatten(tree).sort((a, b) => a - b)).toEqual(
    list.flatMap(({ id }) => (typeof id === "number" ? [id] : [])).sort((a, b) => a - b),
  );
});

describe("items", () => {
  test("are everything that stands in a collection, by name", async () => {
    const server = await serve({ version: "0.49", cards: 200 });
    const { cards, contents } = server.world;

    const { json } = await get(server, "/api/collection/root/items");

    const cardIds = json.data
      .filter(({ model }: Row) => ["card", "dataset", "metric"].includes(String(model)))
      .map(({ id }: Row) => id);
    const names = json.data.map(({ name }: Row) => String(name).toLowerCase());
    expect(new Set(cardIds)).toEqual(
      new Set(contents.cardsIn(null).filter((id) => cards.byId(id)?.archived === false)),
    );
    expect(names).toEqual(names.toSorted((a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)));
    expect(json).toMatchObject({ total: json.data.length, limit: null, offset: null });
  });

  test("come in pages that do not overlap", async () => {
    const server = await serve();
    const page = async (offset: number) =>
      (await get(server, `/api/collection/root/items?limit=5&offset=${offset}`)).json;

    const whole = (await get(server, "/api/collection/root/items")).json.data;

    expect([...(await page(0)).data, ...(await page(5)).data]).toEqual(whole.slice(0, 10));
  });

  test.each([
    ["0.57", 0],
    ["newest", undefined],
  ] as const)("version %s counts past the end", async (version, total) => {
    const server = await serve({ version });
    const whole = (await get(server, "/api/collection/root/items?limit=1&offset=0")).json.total;

    const { json } = await get(server, "/api/collection/root/items?limit=5&offset=5000");

    expect(json).toMatchObject({ data: [], total: total ?? whole });
  });

  test.each([
    ["0.57", "sort_direction", true],
    ["0.57", "sort-direction", false],
    ["newest", "sort_direction", false],
    ["newest", "sort-direction", true],
  ] as const)("version %s hears %s: %s", async (version, spelling, isHeard) => {
    const server = await serve({ version });

    // Official collections come first in both directions.
    const items = async (query: string): Promise<Row[]> =>
      (await get(server, `/api/collection/root/items${query}`)).json.data.filter(
        (row: Row) => row["authority_level"] !== "official",
      );

    const ascending = await items("");
    const asked = await items(`?${spelling}=desc`);

    expect(asked).toEqual(isHeard ? ascending.toReversed() : ascending);
  });

  test("can be chosen by model", async () => {
    const server = await serve({ cards: 300, dashboards: 60 });

    const { json } = await get(
      server,
      "/api/collection/root/items?models=dashboard&models=dataset",
    );

    expect(new Set(json.data.map(({ model }: Row) => model))).toEqual(
      new Set(["dashboard", "dataset"]),
    );
    expect(json.models).toEqual(["dashboard", "dataset"]);
  });

  test("of the Trash are all that was put there", async () => {
    const server = await serve();

    const { json } = await get(server, "/api/collection/trash/items");

    const archived = [...server.world.cards].filter((card) => card.archived);
    const cardIds = json.data.filter(({ display }: Row) => display !== undefined);
    expect(cardIds.map(({ id }: Row) => id).sort()).toEqual(archived.map(({ id }) => id).sort());
  });
});

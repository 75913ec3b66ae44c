import { expect, test } from "vitest";
import { METABASE_VERSIONS } from "../../../src/metabase/options.ts";
import { get, serve } from "../serve.ts";

type Row = Readonly<Record<string, unknown>>;

test.each(METABASE_VERSIONS)("version %s lists dashboards without contents", async (version) => {
  const server = await serve({ version });

  const inUse: Row[] = (await get(server, "/api/dashboard")).json;
  const archived: Row[] = (await get(server, "/api/dashboard?f=archived")).json;

  expect([...inUse, ...archived]).toHaveLength(15);
  expect(archived.length).toBeGreaterThan(0);
  expect(inUse.filter((row) => "dashcards" in row || "tabs" in row)).toEqual([]);
  expect(inUse.map((row) => row["parameters"])).toContain(null);
});

test("a detail has rectangles with and without a card, on tabs and under parameters", async () => {
  const server = await serve({ dashboards: 30 });
  const details: Row[] = await Promise.all(
    Array.from(
      server.world.dashboards,
      async ({ id }) => (await get(server, `/api/dashboard/${id}`)).json,
    ),
  );
  const dashcards = details.flatMap((detail) => detail["dashcards"] as Row[]);
  const texts = dashcards.filter((dashcard) => dashcard["card_id"] === null);
  const mapped = dashcards.flatMap((dashcard) => dashcard["parameter_mappings"] as Row[]);
  const series = dashcards.flatMap((dashcard) => dashcard["series"] as Row[]);

  expect(texts[0]?.["visualization_settings"]).toMatchObject({ text: expect.any(String) });
  expect(mapped[0]).toMatchObject({ parameter_id: expect.any(String), target: expect.any(Array) });
  expect(series[0]).toMatchObject({ id: expect.any(Number), name: expect.any(String) });
  expect(details.some((detail) => (detail["tabs"] as Row[]).length > 1)).toBe(true);
  expect(new Set(dashcards.map(({ id }) => id)).size).toBe(dashcards.length);
});

test("reading a dashboard counts as a view", async () => {
  const server = await serve({ version: "0.54" });
  const viewCount = async (): Promise<number> =>
    (await get(server, "/api/dashboard")).json.find(({ id }: Row) => id === 3).view_count;
  const before = await viewCount();

  await get(server, "/api/dashboard/3?ignore_view=true");
  await get(server, "/api/dashboard/3");

  expect(await viewCount()).toBe(before + 2);
});

test.each([
  ["0.49", { param_values: null }, ["width", "view_count", "archived_directly"]],
  ["0.50", { param_values: null, width: expect.any(String) }, ["archived_directly"]],
  ["0.54", { last_viewed_at: expect.any(String) }, ["param_values", "is_remote_synced"]],
  ["newest", { is_remote_synced: false }, ["param_values"]],
] as const)("version %s has its own fields", async (version, present, absent) => {
  const server = await serve({ version });

  const detail = (await get(server, "/api/dashboard/1")).json;

  expect(detail).toMatchObject(present);
  expect(Object.keys(detail).filter((field) => absent.some((each) => each === field))).toEqual([]);
});

test("an ordinary account sees no more than the id of cards that are closed to it", async () => {
  const server = await serve({ cards: 300, dashboards: 60 });
  const analyst = { "x-api-key": server.keys.analyst };
  const dashboards: Row[] = (await get(server, "/api/dashboard", analyst)).json;
  const readable = new Set((await get(server, "/api/card", analyst)).json.map(({ id }: Row) => id));

  const details: Row[] = await Promise.all(
    dashboards.map(async ({ id }) => (await get(server, `/api/dashboard/${id}`, analyst)).json),
  );

  const shown = details
    .flatMap((detail) => detail["dashcards"] as Row[])
    .filter((dashcard) => dashcard["card_id"] !== null)
    .map((dashcard) => dashcard["card"] as Row);
  const closed = shown.filter(({ id }) => !readable.has(id));
  expect(closed.length).toBeGreaterThan(0);
  expect(closed.filter((card) => Object.keys(card).length !== 1)).toEqual([]);
  expect(shown.filter(({ id, name }) => readable.has(id) && name === undefined)).toEqual([]);
});

test("the cards that live in a dashboard are its items", async () => {
  const server = await serve();

  const { json } = await get(server, "/api/dashboard/3/items");

  expect(json.data).toMatchObject([{ model: "card", dashboard_id: 3 }]);
  expect(json).toMatchObject({ total: 1, models: ["card"] });
});

test.each([
  ["0.54", /^\d+$/],
  ["newest", /^[0-9a-f]{8}$/],
] as const)("version %s files the fields behind parameters under %s", async (version, key) => {
  const server = await serve({ version, dashboards: 30 });
  const details: Row[] = await Promise.all(
    Array.from(
      server.world.dashboards,
      async ({ id }) => (await get(server, `/api/dashboard/${id}`)).json,
    ),
  );

  const keys = details.flatMap((detail) => Object.keys((detail["param_fields"] as Row) ?? {}));

  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter((each) => !key.test(each))).toEqual([]);
});

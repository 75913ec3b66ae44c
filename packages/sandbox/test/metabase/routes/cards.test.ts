import { expect, test } from "vitest";
import { METABASE_VERSIONS } from "../../../src/metabase/options.ts";
import { get, serve } from "../serve.ts";

type Row = Readonly<Record<string, unknown>>;

const idsOf = (rows: readonly Row[]): number[] => rows.map(({ id }) => Number(id));

test.each(METABASE_VERSIONS)("version %s lists archived cards only when asked", async (version) => {
  const server = await serve({ version });

  const inUse: Row[] = (await get(server, "/api/card")).json;
  const archived: Row[] = (await get(server, "/api/card?f=archived")).json;

  expect(inUse.map((card) => card["archived"])).not.toContain(true);
  expect(archived.map((card) => card["archived"])).not.toContain(false);
  expect([...idsOf(inUse), ...idsOf(archived)].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 120 }, (_, index) => index + 1),
  );
});

test("the list is never paged", async () => {
  const server = await serve();

  const all = await get(server, "/api/card");
  const limited = await get(server, "/api/card?limit=3&offset=0");

  expect(idsOf(limited.json)).toEqual(idsOf(all.json));
});

test.each([
  ["0.49", { dataset: expect.any(Boolean) }, ["view_count", "dashboard_id", "legacy_query"]],
  ["0.50", { view_count: expect.any(Number) }, ["dataset", "dashboard_id", "legacy_query"]],
  ["0.54", { dashboard_id: null, card_schema: 22 }, ["dataset", "document_id", "legacy_query"]],
  ["0.57", { document_id: null, legacy_query: expect.any(String) }, ["dataset", "embedding_type"]],
  ["newest", { embedding_type: null, is_remote_synced: false }, ["dataset"]],
] as const)("version %s has its own fields", async (version, present, absent) => {
  const server = await serve({ version });

  const [card] = (await get(server, "/api/card")).json;

  expect(card).toMatchObject(present);
  expect(Object.keys(card).filter((field) => absent.some((each) => each === field))).toEqual([]);
});

test("metrics are questions to version 0.49", async () => {
  const typesOf = async (version: "0.49" | "0.50"): Promise<Set<unknown>> => {
    const server = await serve({ version });
    return new Set((await get(server, "/api/card")).json.map((card: Row) => card["type"]));
  };

  expect(await typesOf("0.49")).toEqual(new Set(["question", "model"]));
  expect(await typesOf("0.50")).toEqual(new Set(["question", "model", "metric"]));
});

test.each([
  ["0.54", "type"],
  ["0.57", "lib/type"],
  ["newest", "lib/type"],
] as const)("version %s writes queries with %s", async (version, key) => {
  const server = await serve({ version });

  const cards: Row[] = (await get(server, "/api/card")).json;

  expect(cards.every((card) => key in (card["dataset_query"] as Row))).toBe(true);
});

test("identities in queries change at every read, the older form does not", async () => {
  const server = await serve({ version: "0.57" });

  const first = (await get(server, "/api/card")).json;
  const second = (await get(server, "/api/card")).json;

  expect(JSON.stringify(first)).not.toBe(JSON.stringify(second));
  expect(first.map((card: Row) => card["legacy_query"])).toEqual(
    second.map((card: Row) => card["legacy_query"]),
  );
});

test("legacy-mbql=true brings the older form", async () => {
  const server = await serve({ version: "0.57" });

  const { dataset_query, legacy_query } = (await get(server, "/api/card/1?legacy-mbql=true")).json;

  expect(dataset_query).toEqual(JSON.parse(legacy_query));
});

test.each([
  ["0.50", "", 1],
  ["0.50", "?ignore_view=true", 0],
  ["newest", "?ignore_view=true", 1],
] as const)("version %s counts a read%s as %i view", async (version, query, views) => {
  const server = await serve({ version });
  const viewCount = async (): Promise<number> =>
    (await get(server, "/api/card")).json.find(({ id }: Row) => id === 5).view_count;
  const before = await viewCount();

  await get(server, `/api/card/5${query}`);

  expect(await viewCount()).toBe(before + views);
});

test("an ordinary account gets fewer rows, not a refusal", async () => {
  const server = await serve();
  const analyst = { "x-api-key": server.keys.analyst };

  const all: Row[] = (await get(server, "/api/card")).json;
  const own = await get(server, "/api/card", analyst);
  const hidden = all.find(({ id }) => !idsOf(own.json).includes(Number(id)));

  expect(own.status).toBe(200);
  expect(own.json.length).toBeGreaterThan(0);
  expect(own.json.length).toBeLessThan(all.length);
  expect((await get(server, `/api/card/${hidden?.["id"]}`, analyst)).status).toBe(403);
});

test.each([
  ["/api/card/999999", 404],
  ["/api/card?f=everything", 400],
  ["/api/card?f=database", 400],
] as const)("%s answers %i", async (path, status) => {
  const server = await serve();

  expect((await get(server, path)).status).toBe(status);
});

test.each([
  ["f=database&model_id=3", "database_id", 3],
  ["f=table&model_id=4", "table_id", 4],
  ["f=using_model&model_id=1", "source_card_id", 1],
] as const)("%s leaves those with that %s", async (query, column, value) => {
  const server = await serve({ cards: 400 });

  const rows: Row[] = (await get(server, `/api/card?${query}`)).json;

  expect(new Set(rows.map((row) => row[column]))).toEqual(new Set([value]));
});

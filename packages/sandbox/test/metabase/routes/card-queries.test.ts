import { expect, test } from "vitest";
import type { SandboxMetabase } from "../../../src/metabase/server/start-metabase.ts";
import type { Card } from "../../../src/metabase/world/cards.ts";
import { failsToRun } from "../../../src/metabase/world/results/results.ts";
import { post, serve } from "../serve.ts";

const READY = { ignore_cache: false, format_rows: false };

function cardWhere(server: SandboxMetabase, matches: (card: Card) => boolean): Card {
  const card = [...server.world.cards].find(
    (each) => !each.archived && !failsToRun(each.id) && matches(each),
  );
  if (card === undefined) throw new Error("no such card in this world");
  return card;
}

const query = (server: SandboxMetabase, card: Card) =>
  post(server, `/api/card/${card.id}/query`, READY);

const download = (server: SandboxMetabase, card: Card) =>
  post(server, `/api/card/${card.id}/query/json`, READY);

const isList = (card: Card): boolean =>
  card.type === "model" && (card.result_metadata?.length ?? 0) > 4 && card.id % 12 !== 3;

test("a query is answered with 202, its rows and what they are", async () => {
  const server = await serve();
  const card = cardWhere(server, isList);

  const answer = await query(server, card);

  const { data, row_count, status } = answer.json;
  const names = (columns: { name: string }[]) => columns.map(({ name }) => name);
  expect([answer.status, status, row_count]).toEqual([202, "completed", data.rows.length]);
  expect(names(data.cols)).toEqual(names([...(card.result_metadata ?? [])]));
  expect(data.rows[0]).toHaveLength(data.cols.length);
  expect((await query(server, card)).json.data.rows).toEqual(data.rows);
});

test("a download is an array of objects by title, with the currency after money", async () => {
  const server = await serve({ cards: 400 });
  const card = cardWhere(
    server,
    (each) => isList(each) && each.result_metadata?.some(({ name }) => name === "total") === true,
  );

  const answer = await download(server, card);

  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
  expect(Object.keys(answer.json[0])).toContain("Total (€)");
});

test("the worlds questions answer values of every type, nulls, nothing at all, and titles twice", async () => {
  const server = await serve({ cards: 400 });
  const cards = [...server.world.cards].filter((card) => !card.archived && !failsToRun(card.id));
  const types = new Set<string>();
  const counts = new Set<number>();
  let nulls = 0;
  let sharedTitles = 0;
  for (const card of cards) {
    const result = server.world.results.of(card);
    const titles = result?.columns.map(({ display_name }) => display_name) ?? [];
    counts.add(result?.rowCount ?? -1);
    sharedTitles += new Set(titles).size < titles.length ? 1 : 0;
    for (const row of result?.rows(20, "export") ?? []) {
      for (const [index, value] of row.entries()) {
        nulls += value === null ? 1 : 0;
        types.add(`${result?.columns[index]?.effective_type} ${typeof value}`);
      }
    }
  }

  expect([...types]).toEqual(
    expect.arrayContaining([
      "type/Integer number",
      "type/BigInteger number",
      "type/BigInteger bigint",
      "type/Decimal number",
      "type/Float number",
      "type/Boolean boolean",
      "type/Date string",
      "type/DateTime string",
      "type/DateTimeWithLocalTZ string",
      "type/Text string",
      "type/UUID string",
    ]),
  );
  expect([counts.has(0), counts.has(-1), nulls > 0, sharedTitles > 0]).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test("instants have a zone in a query and none in a download, days no time", async () => {
  const server = await serve({ cards: 400, resultRows: 50 });
  const card = cardWhere(server, (each) => {
    const types = each.result_metadata?.map(({ effective_type }) => effective_type) ?? [];
    return isList(each) && types.includes("type/DateTime");
  });
  const column = card.result_metadata?.findIndex(
    ({ effective_type }) => effective_type === "type/DateTime",
  );
  const title = card.result_metadata?.[column ?? 0]?.display_name ?? "";

  const rows: unknown[][] = (await query(server, card)).json.data.rows;
  const objects: Record<string, unknown>[] = (await download(server, card)).json;

  const values = rows.map((row) => row[column ?? 0]).filter((value) => value !== null);
  const written = objects.map((row) => row[title]).filter((value) => value !== null);
  expect(values.every((value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(value)))).toBe(
    true,
  );
  expect(written).toContainEqual(expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/));
  expect(written).toContainEqual(expect.stringMatching(/^\d{4}-\d\d-\d\d$/));
});

test("integers that a browser would round are strings in a query, all digits in a download", async () => {
  const server = await serve({ cards: 400, resultRows: 50 });
  const card = cardWhere(
    server,
    (each) =>
      isList(each) &&
      each.result_metadata?.some(
        ({ effective_type, semantic_type }) =>
          effective_type === "type/BigInteger" && semantic_type !== "type/PK",
      ) === true,
  );

  expect((await query(server, card)).text).toContain('"9007199254740993"');
  expect((await download(server, card)).text).toMatch(/:9007199254740993[,}]/);
});

test.each([
  ["unaggregated", {}, 2000, 2500],
  ["unaggregated", { unaggregated: 30 }, 30, 30],
  ["unaggregated", { download: 70 }, 2000, 70],
] as const)("limits of %s rows: %j", async (_kind, rowLimits, queried, downloaded) => {
  const server = await serve({ resultRows: 2500, rowLimits });
  const card = cardWhere(
    server,
    (each) => isList(each) && !JSON.stringify(each.dataset_query).includes("limit"),
  );

  const { data, row_count } = (await query(server, card)).json;

  expect([row_count, data.rows_truncated]).toEqual([queried, queried]);
  expect((await download(server, card)).json).toHaveLength(downloaded);
});

test("questions with an aggregation have a limit of their own", async () => {
  const server = await serve({ rowLimits: { aggregated: 1 } });
  const card = cardWhere(server, ({ dataset_query }) => {
    return dataset_query.type === "query" && dataset_query.query.breakout !== undefined;
  });

  expect((await query(server, card)).json.data).toMatchObject({ rows_truncated: 1 });
});

test("a query that fails is answered with 202, its download with 200, an object in both", async () => {
  const server = await serve();
  const id = [...server.world.cards].find((card) => failsToRun(card.id) && !card.archived)?.id;

  const queried = await post(server, `/api/card/${id}/query`, READY);
  const downloaded = await post(server, `/api/card/${id}/query/json`, READY);

  expect([queried.status, downloaded.status]).toEqual([202, 200]);
  expect(queried.json).toMatchObject({
    status: "failed",
    error_type: "invalid-query",
    row_count: 0,
    data: { rows: [], cols: [] },
  });
  expect(downloaded.json).toMatchObject({ status: "failed", context: "json-download" });
});

test("a download can break off in the middle of a row", async () => {
  const server = await serve({
    resultRows: 200,
    faults: [{ path: /query\/json/, kind: "truncate", afterBytes: 3000 }],
  });

  const answer = await download(server, cardWhere(server, isList));

  expect(answer.status).toBe(200);
  expect(answer.text.startsWith("[{")).toBe(true);
  expect(() => answer.json).toThrow(SyntaxError);
});

test.each([
  ["0.49", "", "", true],
  ["0.49", "?format_rows=false", "", false],
  ["0.50", "", "", false],
  ["0.50", "?format_rows=true", "", true],
  ["0.64", "?format_rows=true", "", false],
  ["0.64", "", "format_rows=true", true],
  ["0.49", "", "format_rows=false", false],
] as const)(
  "%s%s with the form %j is formatted: %s",
  async (version, search, form, isFormatted) => {
    const server = await serve({ version, resultRows: 9 });
    const card = cardWhere(
      server,
      (each) => isList(each) && each.result_metadata?.[0]?.effective_type === "type/BigInteger",
    );

    const answer = await post(
      server,
      `/api/card/${card.id}/query/json${search}`,
      new URLSearchParams(form),
    );

    const [first] = Object.values(answer.json[0]);
    expect(typeof first).toBe(isFormatted ? "string" : "number");
  },
);

test("only 0.53 insists on ignore_cache", async () => {
  const refuses = await serve({ version: "0.53" });
  const accepts = await serve({ version: "0.54" });
  const path = `/api/card/${cardWhere(refuses, isList).id}/query`;

  expect((await post(refuses, path, {})).status).toBe(400);
  expect((await post(refuses, path, { ignore_cache: true })).status).toBe(202);
  expect((await post(accepts, path, {})).status).toBe(202);
});

test("archived, unknown and hidden questions are not run", async () => {
  const server = await serve();
  const archived = [...server.world.cards].find((card) => card.archived);

  const gone = await post(server, `/api/card/${archived?.id}/query/json`, {});
  const unknown = await post(server, "/api/card/999999/query", READY);
  const hidden = await Promise.all(
    [...server.world.cards]
      .filter((card) => !card.archived)
      .map((card) =>
        post(server, `/api/card/${card.id}/query`, READY, { "x-api-key": server.keys.analyst }),
      ),
  );

  expect([gone.status, gone.json.error_code]).toEqual([404, "archived"]);
  expect(unknown.status).toBe(404);
  expect(new Set(hidden.map(({ status }) => status))).toEqual(new Set([202, 403]));
});

test.each(["/api/card/public", "/api/dashboard/public"])(
  "%s is refused where public sharing is off",
  async (path) => {
    const server = await serve({ publicSharing: false });

    const answer = await fetch(`${server.url}${path}`, {
      headers: { "x-api-key": server.keys.admin },
    });

    expect([answer.status, await answer.text()]).toEqual([400, "Public sharing is not enabled."]);
  },
);

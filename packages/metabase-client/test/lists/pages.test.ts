import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { IncompleteListError, UnexpectedBodyError } from "../../src/index.ts";
import { collect, connect } from "../connect.ts";
import { answerJson, serveMetabase, serveOddly } from "../serve.ts";

const rowsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: first + index }));
const ids = (rows: readonly Record<string, unknown>[]) => rows.map(({ id }) => id);

/** Answers with `page(limit, offset, n)`, n counting the requests from 0. */
function paged(page: (limit: number, offset: number, request: number) => unknown): RequestListener {
  let request = 0;
  return (incoming, response) => {
    const { searchParams } = new URL(incoming.url ?? "", "http://x");
    const [limit, offset] = [Number(searchParams.get("limit")), Number(searchParams.get("offset"))];
    answerJson(JSON.stringify(page(limit, offset, request)))(incoming, response);
    request += 1;
  };
}

test("a paged list arrives whole, in order, with the query that was asked for", async () => {
  const server = await serveMetabase({ users: 25 });
  const client = connect({
    baseUrl: server.url,
    authentication: { apiKey: server.keys.admin },
  });

  const rows = await collect(client.streamPages("/api/user", { status: "all" }, { pageSize: 10 }));
  const whole = await client.getObject("/api/user", { status: "all" });

  expect(rows).toEqual(whole["data"]);
  expect(server.requests.slice(0, -1).map(({ query }) => String(query))).toEqual([
    "status=all&limit=10&offset=0",
    "status=all&limit=10&offset=10",
    "status=all&limit=10&offset=20",
  ]);
});

test.each([
  ["sends everything at once", (_limit: number) => ({ data: rowsFrom(1, 7), total: 7 }), 1],
  ["sends a bare array", () => rowsFrom(1, 7), 1],
  ["sends exactly one page and no total", () => ({ data: rowsFrom(1, 5) }), 3],
  ["has nothing", () => ({ data: [], total: 0 }), 1],
])("a server that %s is read whole", async (_what, page, requests) => {
  const server = await serveOddly(paged(page));

  const rows = await collect(
    connect({ baseUrl: server.url }).streamPages("/api/x", {}, { pageSize: 5 }),
  );

  expect(ids(rows)).toEqual(ids(rowsFrom(1, rows.length)));
  expect(server.requests).toHaveLength(requests);
});

test("pages without a total end with a short one", async () => {
  const all = rowsFrom(1, 12);
  const server = await serveOddly(
    paged((limit, offset) => ({ data: all.slice(offset, offset + limit) })),
  );

  const rows = await collect(
    connect({ baseUrl: server.url }).streamPages("/api/x", {}, { pageSize: 5 }),
  );

  expect(rows).toEqual(all);
  expect(server.requests).toHaveLength(3);
});

test("a short page in the middle is read past, and the row that it lacks is noticed", async () => {
  const all = rowsFrom(1, 6);
  const server = await serveOddly(
    paged((limit, offset) => ({
      data: all.slice(offset, offset + (offset === 0 ? limit - 1 : limit)),
      total: 6,
    })),
  );

  const rows = collect(connect({ baseUrl: server.url }).streamPages("/api/x", {}, { pageSize: 3 }));

  await expect(rows).rejects.toThrow("of 6");
});

test("a row that slipped between two pages is found by reading again, and none comes twice", async () => {
  const before = rowsFrom(1, 6);
  // Row 1 is deleted after the first page, so that row 4 moves up and is skipped.
  const after = before.slice(1);
  const server = await serveOddly(
    paged((limit, offset, request) => {
      const list = request === 0 ? before : after;
      return { data: list.slice(offset, offset + limit), total: list.length };
    }),
  );

  const rows = await collect(
    connect({ baseUrl: server.url }).streamPages("/api/x", {}, { pageSize: 3 }),
  );

  expect(ids(rows)).toEqual([1, 2, 3, 5, 6, 4]);
});

test.each([
  ["fewer rows than the total", () => ({ data: rowsFrom(1, 2), total: 3 }), "2 rows of 3"],
  [
    "a total that keeps changing",
    (limit: number, offset: number, request: number) => ({
      data: rowsFrom(offset + 1, limit),
      total: 7 + request,
    }),
    "total changed",
  ],
  [
    "one row twice",
    (limit: number) => ({ data: [...rowsFrom(1, limit - 1), { id: 1 }] }),
    "came twice",
  ],
])("%s is an incomplete list", async (_what, page, reason) => {
  const server = await serveOddly(paged(page));
  const rows = collect(connect({ baseUrl: server.url }).streamPages("/api/x", {}, { pageSize: 3 }));

  const error = await rows.catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(IncompleteListError);
  expect(String(error)).toContain(reason);
  expect(String(error)).toContain("/api/x");
});

test.each([
  ["an object without a list", '{"message":"no"}'],
  ["a row without an id", '{"data":[{"name":"x"}],"total":1}'],
])("%s is no page", async (_what, text) => {
  const server = await serveOddly(answerJson(text));
  const rows = collect(connect({ baseUrl: server.url }).streamPages("/api/x"));

  await expect(rows).rejects.toThrow(UnexpectedBodyError);
});

import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { IncompleteListError, UnexpectedBodyError } from "../../src/index.ts";
import { collect, connect, failureOf } from "../connect.ts";
import { answerJson, serveMetabase, serveOddly } from "../serve.ts";

const rowsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: first + index }));
type Row = { readonly id: number };
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
    "status=all&limit=11&offset=9",
    "status=all&limit=11&offset=19",
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

test("a short page in the middle is read past", async () => {
  const all = rowsFrom(1, 6);
  const server = await serveOddly(
    paged((limit, offset) => ({
      data: all.slice(offset, offset + (offset === 0 ? limit - 1 : limit)),
      total: 6,
    })),
  );

  const rows = await collect(
    connect({ baseUrl: server.url }).streamPages("/api/x", {}, { pageSize: 3 }),
  );

  expect(rows).toEqual(all);
});

const LIST = rowsFrom(1, 9);
const withoutFirst = (list: Row[]) => list.slice(1);
const withNew = (list: Row[]) => [{ id: 100 }, ...list];

test.each<[string, (list: Row[]) => Row[], number[], number]>([
  // Not in the list when the reading began; the next run brings it.
  ["one row is added in front", withNew, [1, 2, 3, 4, 5, 6, 7, 8, 9], 4],
  ["one row is removed in front", withoutFirst, [2, 3, 4, 5, 6, 7, 8, 9], 4],
  [
    "one is removed and one added in front",
    (list) => withNew(withoutFirst(list)),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
    3,
  ],
  [
    "the last row seen is removed",
    (list) => list.filter(({ id }) => id !== 3),
    [1, 2, 4, 5, 6, 7, 8, 9],
    4,
  ],
  [
    "one row is added at the end",
    (list) => [...list, { id: 100 }],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 100],
    4,
  ],
  ["the last row of all is removed", (list) => list.slice(0, -1), [1, 2, 3, 4, 5, 6, 7, 8], 4],
  [
    "a row moves from the end to the front, and one in front is removed",
    (list) => [...list.slice(-1), ...list.slice(1, -1)],
    [9, 2, 3, 4, 5, 6, 7, 8],
    4,
  ],
  [
    "a row moves from the end to the front",
    (list) => [...list.slice(-1), ...list.slice(0, -1)],
    [9, 1, 2, 3, 4, 5, 6, 7, 8],
    5,
  ],
  [
    "a row that was seen moves to the end, and one is added in front",
    (list) => withNew([...list.slice(1), ...list.slice(0, 1)]),
    [100, 2, 3, 4, 5, 6, 7, 8, 9, 1],
    7,
  ],
  ["almost all is removed", (list) => list.slice(0, 1), [1], 3],
])(
  "when %s between two pages, no row is missed and none comes twice",
  async (_what, edit, expected, requests) => {
    const edited = edit([...LIST]);
    const server = await serveOddly(
      paged((limit, offset, request) => {
        const list = request === 0 ? LIST : edited;
        const data = list.slice(offset, offset + limit);
        // Before 0.64 an empty page names no rows at all.
        return { data, total: data.length === 0 ? 0 : list.length };
      }),
    );

    const rows = await collect(
      connect({ baseUrl: server.url }).streamPages("/api/x", {}, { pageSize: 3 }),
    );

    expect(ids(rows)).toEqual(expected);
    expect(server.requests).toHaveLength(requests);
  },
);

test("a list read again is handed out as it is then", async () => {
  const server = await serveOddly(
    paged((limit, offset, request) => {
      const list = (request === 0 ? LIST : withoutFirst([...LIST])).map((row) => ({
        ...row,
        isNew: request > 0,
      }));
      return { data: list.slice(offset, offset + limit), total: list.length };
    }),
  );

  const rows = await collect(
    connect({ baseUrl: server.url }).streamPages("/api/x", {}, { pageSize: 3 }),
  );

  expect(rows).toHaveLength(8);
  expect(rows.every(({ isNew }) => isNew === true)).toBe(true);
});

test("one id in two models is two rows", async () => {
  const all = [
    { id: 1, model: "card" },
    { id: 1, model: "dashboard" },
  ];
  const server = await serveOddly(answerJson(JSON.stringify({ data: all, total: 2 })));

  expect(await collect(connect({ baseUrl: server.url }).streamPages("/api/x"))).toEqual(all);
});

test("a list that is edited all the time is incomplete, behind the rows that were read", async () => {
  const server = await serveOddly(
    paged((limit, offset, request) => {
      const list = rowsFrom(request + 1, 9);
      return { data: list.slice(offset, offset + limit), total: 9 };
    }),
  );
  const read: unknown[] = [];

  const error = await failureOf(
    (async () => {
      const rows = connect({ baseUrl: server.url }).streamPages("/api/x", {}, { pageSize: 3 });
      for await (const row of rows) read.push(row);
    })(),
  );

  expect(error).toBeInstanceOf(IncompleteListError);
  expect(error.message).toContain("read 3 times");
  expect(read).toEqual(rowsFrom(5, 5));
});

test.each([
  ["fewer rows than the total", () => ({ data: rowsFrom(1, 2), total: 3 }), "after 2 rows of 3"],
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

test("pages that are handed out as they come are not asked for when the reader stops", async () => {
  const server = await serveOddly(
    paged((limit, offset) => ({ data: LIST.slice(offset, offset + limit), total: 9 })),
  );
  const rows = connect({ baseUrl: server.url }).streamPages(
    "/api/x",
    {},
    { pageSize: 3, asTheyCome: true },
  );

  for await (const { id } of rows) if (id === 5) break;

  expect(server.requests).toHaveLength(2);
});

test.each([
  ["unchanged", LIST, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ["without its first row", withoutFirst([...LIST]), [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ["with its last row in front", [{ id: 9 }, ...LIST.slice(0, -1)], [1, 2, 3, 9, 4, 5, 6, 7, 8]],
])(
  "a list handed out as it comes is whole, %s from the second page on",
  async (_what, after, expected) => {
    const server = await serveOddly(
      paged((limit, offset, request) => {
        const list = request === 0 ? LIST : after;
        return { data: list.slice(offset, offset + limit), total: list.length };
      }),
    );

    const rows = await collect(
      connect({ baseUrl: server.url }).streamPages("/api/x", {}, { pageSize: 3, asTheyCome: true }),
    );

    expect(ids(rows)).toEqual(expected);
  },
);

test("a list handed out as it comes that never adds up is incomplete", async () => {
  const server = await serveOddly(
    paged((limit, offset, request) => ({
      data: rowsFrom(request + 1, 9).slice(offset, offset + limit),
      total: 9,
    })),
  );
  const rows = connect({ baseUrl: server.url }).streamPages(
    "/api/x",
    {},
    { pageSize: 3, asTheyCome: true },
  );

  expect(await failureOf(collect(rows))).toBeInstanceOf(IncompleteListError);
});

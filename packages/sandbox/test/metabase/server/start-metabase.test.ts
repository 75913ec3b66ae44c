import { request } from "node:http";
import { expect, test } from "vitest";
import { get, logIn, serve } from "../serve.ts";

test("requests are logged in order, with query, headers and status", async () => {
  const server = await serve();

  await get(server, "/api/user?limit=2&offset=1", { "x-api-key": "mb_wrong" });
  await logIn(server, {});
  const { requests } = server;
  server.clearRequests();

  expect(requests.map(({ method, path, status }) => [method, path, status])).toEqual([
    ["GET", "/api/user", 401],
    ["POST", "/api/session", 400],
  ]);
  expect(Object.fromEntries(requests[0]?.query ?? [])).toEqual({ limit: "2", offset: "1" });
  expect(requests[0]?.headers["x-api-key"]).toBe("mb_wrong");
  expect(server.requests).toEqual([]);
});

test("the log counts the bytes of a body before it is compressed", async () => {
  const server = await serve();

  const { text } = await get(server, "/api/user", { "x-api-key": server.keys.admin });

  await expect.poll(() => server.requests[0]?.bytes).toBe(Buffer.byteLength(text));
});

test("every answer waits as long as it should", async () => {
  const waits: number[] = [];
  const server = await serve({
    latencyMs: 25,
    sleep: async (milliseconds) => waits.push(milliseconds),
  });

  await get(server, "/api/health");
  await get(server, "/api/user");

  expect(waits).toEqual([25, 25]);
});

test("fifteen requests are answered at once, further ones wait for a place", async () => {
  const server = await serve({ faults: [{ path: "/api/health", kind: "slow", times: 15 }] });
  const abort = new AbortController();
  const { signal } = abort;
  const stuck = Promise.allSettled(
    Array.from({ length: 15 }, () => fetch(`${server.url}/api/health`, { signal })),
  );
  await expect.poll(() => server.requests.length).toBe(15);

  const next = get(server, "/api/user/current");
  await expect.poll(() => server.mostRequestsAtOnce).toBe(16);
  const logged = server.requests.length;
  abort.abort();

  expect(logged).toBe(15);
  expect((await next).status).toBe(200);
  expect(server.requests.filter(({ waited }) => waited).map(({ path }) => path)).toEqual([
    "/api/user/current",
  ]);
  expect((await stuck).every(({ status }) => status === "rejected")).toBe(true);
});

test("answers are compressed for those who take gzip, and have no length", async () => {
  const server = await serve();
  const headers = (acceptEncoding: string): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      request(
        `${server.url}/api/health`,
        { headers: { "accept-encoding": acceptEncoding } },
        (response) => {
          response.resume();
          resolve(response.headers);
        },
      )
        .on("error", reject)
        .end();
    });

  const compressed = await headers("gzip, deflate");
  const plain = await headers("br");

  expect(compressed).toMatchObject({ "content-encoding": "gzip", "transfer-encoding": "chunked" });
  expect(plain).not.toHaveProperty("content-encoding");
  expect(plain).not.toHaveProperty("content-length");
  expect((await get(server, "/api/health")).json).toEqual({ status: "ok" });
});

test("under a sub-path, answers and log are the same", async () => {
  const server = await serve({ basePath: "/metabase" });

  const current = await get(server, "/api/user/current");

  expect(server.url).toMatch(/\/metabase$/);
  expect(current.status).toBe(200);
  expect(server.requests[0]?.path).toBe("/api/user/current");
});

test("the same seed makes the same instance, another one another", async () => {
  const [one, same, other] = [await serve(), await serve({ seed: 1 }), await serve({ seed: 2 })];
  const users = async (server: typeof one): Promise<string> =>
    (await get(server, "/api/user?status=all")).text;

  expect([same.keys, same.accounts]).toEqual([one.keys, one.accounts]);
  expect(await users(same)).toBe(await users(one));
  expect(other.keys.admin).not.toBe(one.keys.admin);
});

test("the least number of requests grows with the dashboards only", async () => {
  const small = await serve({ cards: 50, dashboards: 40, users: 10 });
  const more = await serve({ cards: 100, dashboards: 40, users: 500 });
  const most = await serve({ cards: 100, dashboards: 90, users: 500 });

  expect(more.leastRequests()).toBe(small.leastRequests());
  expect(most.leastRequests()).toBe(small.leastRequests() + 50);
});

test("the least number of requests grows with the cards where their list leaves queries out", async () => {
  const small = await serve({ version: "0.61", cards: 50 });
  const more = await serve({ version: "0.61", cards: 70 });

  expect(more.leastRequests()).toBe(small.leastRequests() + 20);
});

test("the least number of requests is larger where there is more to ask for", async () => {
  const old = await serve({ version: "0.50" });
  const newest = await serve();
  const paid = await serve({ edition: "enterprise" });
  const unpaid = await serve({ edition: "enterprise", features: [] });

  expect(newest.leastRequests()).toBeGreaterThan(old.leastRequests());
  expect(paid.leastRequests()).toBeGreaterThan(newest.leastRequests());
  expect(unpaid.leastRequests()).toBeLessThan(paid.leastRequests());
});

import { expect, test } from "vitest";
import type { Fault } from "../../../src/metabase/server/faults.ts";
import { get, logIn, serve } from "../serve.ts";

test.each<[Omit<Fault, "path">, number, Record<string, string>, string]>([
  [{ kind: "status" }, 500, {}, '{"message":"Something went wrong"}'],
  [
    { kind: "status", status: 503, headers: { "retry-after": "7" } },
    503,
    { "retry-after": "7" },
    "{",
  ],
  [{ kind: "status", status: 401 }, 401, {}, "Unauthenticated"],
  [{ kind: "status", status: 402 }, 402, {}, "This is a paid feature"],
  [{ kind: "status", status: 403 }, 403, {}, "You don't have permissions to do that."],
  [{ kind: "status", status: 404 }, 404, {}, "API endpoint does not exist."],
  [{ kind: "status", status: 404, body: "" }, 404, { "content-type": "text/plain" }, ""],
  [{ kind: "throttle" }, 429, { "retry-after": "1" }, "Too many requests"],
  [{ kind: "html" }, 200, { "content-type": "text/html;charset=utf-8" }, "<!doctype html>"],
  [
    { kind: "redirect", location: "https://other.example/x" },
    302,
    { location: "https://other.example/x" },
    "",
  ],
])("%j answers %i", async (fault, status, headers, text) => {
  const server = await serve({ faults: [{ path: "/api/user", ...fault }] });

  const answer = await get(server, "/api/user");

  expect(answer.status).toBe(status);
  expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
  expect(answer.text.startsWith(text)).toBe(true);
});

test("a fault hits as often as it says, where it says", async () => {
  const server = await serve();
  server.addFault({ path: /^\/api\/user\?.*offset=50/, method: "GET", kind: "status", times: 2 });

  const statuses = [];
  for (const path of [
    "/api/user",
    "/api/user?limit=50&offset=50",
    "/api/user?offset=50",
    "/api/user?offset=50",
  ]) {
    statuses.push((await get(server, path)).status);
  }

  expect(statuses).toEqual([200, 500, 500, 200]);
});

test("faults can be cleared", async () => {
  const server = await serve({ faults: [{ path: /./, kind: "html" }] });

  const before = await get(server, "/api/health");
  server.clearFaults();
  const after = await get(server, "/api/health");

  expect(before.text).toContain("<html>");
  expect(after.json).toEqual({ status: "ok" });
});

test("a throttled login looks like one", async () => {
  const server = await serve({ faults: [{ path: "/api/session", kind: "throttle" }] });

  const login = await logIn(server, { username: "a@b.c", password: "x" });

  expect(login.status).toBe(401);
  expect(Object.keys(login.json.errors)).toEqual(["username"]);
});

test("a truncated body ends early without any sign of it", async () => {
  const server = await serve({
    faults: [{ path: "/api/user", kind: "truncate", afterBytes: 321 }],
  });

  const answer = await get(server, "/api/user");

  expect(answer.status).toBe(200);
  expect(answer.text).toHaveLength(321);
});

test.each([undefined, 50])("a reset after %j bytes is a broken connection", async (afterBytes) => {
  const server = await serve({
    faults: [{ path: "/api/user", kind: "reset", ...(afterBytes !== undefined && { afterBytes }) }],
  });

  await expect(get(server, "/api/user")).rejects.toThrow(/fetch failed|terminated/);
});

test("a slow answer stops after some bytes and holds the connection", async () => {
  const server = await serve({ faults: [{ path: "/api/user", kind: "slow", afterBytes: 64 }] });
  const abort = new AbortController();

  const response = await fetch(`${server.url}/api/user`, {
    headers: { "x-api-key": server.keys.admin },
    signal: abort.signal,
  });
  const reader = response.body?.getReader();
  const first = await reader?.read();
  const second = reader?.read();
  abort.abort();

  expect(first?.value).toHaveLength(64);
  await expect(second).rejects.toThrow(/abort/);
});

test("a slow answer without bytes does not even begin, and the log has no status for it", async () => {
  const server = await serve({ faults: [{ path: "/api/user", kind: "slow" }] });
  const abort = new AbortController();

  const response = fetch(`${server.url}/api/user`, { signal: abort.signal });
  await expect.poll(() => server.requests.length).toBe(1);
  abort.abort();

  await expect(response).rejects.toThrow(/abort/);
  expect(server.requests[0]).toMatchObject({ path: "/api/user", status: undefined });
});

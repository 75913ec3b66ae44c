import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import type { RequestEvent } from "../src/index.ts";
import { connect } from "./connect.ts";
import { answerJson, serveMetabase, serveOddly } from "./serve.ts";

test("an API key reads objects and lists", async () => {
  const server = await serveMetabase();
  const client = connect({ baseUrl: server.url, authentication: { apiKey: server.keys.admin } });

  expect(await client.currentUser()).toMatchObject({ is_superuser: true });
  expect(await client.getArray("/api/permissions/group")).not.toHaveLength(0);
  expect(client.requestCount).toBe(2);
});

test("who observes a client hears of its own requests, repeats too, and of nobody else's", async () => {
  const server = await serveMetabase({
    faults: [{ path: "/api/permissions/group", kind: "status", status: 503, times: 1 }],
  });
  const client = connect({ baseUrl: server.url, authentication: { apiKey: server.keys.admin } });
  const heard: unknown[] = [];
  const observed = client.observed(({ path, status }) => heard.push([path, status]));

  await client.currentUser();
  await observed.getArray("/api/permissions/group");

  expect(heard).toEqual([
    ["/api/permissions/group", 503],
    ["/api/permissions/group", 200],
  ]);
  expect([client.requestCount, observed.requestCount]).toEqual([3, 3]);
});

test("each request says who asks, in English, and sends no cookie", async () => {
  const server = await serveOddly(answerJson("{}"));
  const client = connect({
    baseUrl: server.url,
    userAgent: "tap-metabase/1.2.3",
    headers: { "CF-Access-Client-Id": "door" },
  });

  await client.getObject("/api/x");

  expect(server.requests[0]?.headers).toMatchObject({
    accept: "application/json",
    "accept-encoding": "gzip",
    "x-api-key": "mb_test",
    "x-metabase-locale": "en",
    "user-agent": "tap-metabase/1.2.3",
    "cf-access-client-id": "door",
  });
  expect(server.requests[0]?.headers).not.toHaveProperty("cookie");
});

test("without a name of its own the client says its version", async () => {
  const server = await serveOddly(answerJson("{}"));

  await connect({ baseUrl: server.url }).getObject("/api/x");

  expect(server.requests[0]?.headers["user-agent"]).toMatch(/^metabase-client\/\d+\.\d+\.\d+ /);
});

test("a connection is used again", async () => {
  const server = await serveOddly(answerJson("{}"));
  const client = connect({ baseUrl: server.url });

  for (const path of ["/api/a", "/api/b"]) await client.getObject(path);

  const [first, second] = server.requests.map(({ socket }) => socket.remotePort);
  expect(first).toBe(second);
});

test.each(["", "/", "/api", "/api/"])(
  "an instance below a sub-path answers at /metabase%s",
  async (end) => {
    const server = await serveMetabase({ basePath: "/metabase" });
    const client = connect({
      baseUrl: server.url + end,
      authentication: { apiKey: server.keys.admin },
    });

    expect(await client.currentUser()).toHaveProperty("id");
  },
);

test("a compressed answer is read", async () => {
  const server = await serveOddly((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync('{"a":1}'));
  });

  expect(await connect({ baseUrl: server.url }).getObject("/api/x")).toEqual({ a: 1 });
});

test("an abort ends a pending request at once, with its reason, and sends nothing more", async () => {
  const abort = new AbortController();
  const server = await serveOddly(() => abort.abort(new Error("enough")));
  const client = connect({ baseUrl: server.url, signal: abort.signal });

  await expect(client.getObject("/api/x")).rejects.toThrow("enough");
  await expect(client.getObject("/api/x")).rejects.toThrow("enough");
  expect(server.requests).toHaveLength(1);
});

test("no more requests than allowed are under way at once, reading of bodies included", async () => {
  const open: ServerResponse[] = [];
  let most = 0;
  const server = await serveOddly((request, response) => {
    if (request.url === "/later") {
      response.end();
      return;
    }
    response.write("[");
    most = Math.max(most, open.push(response));
    if (open.length < client.facts().concurrency.current) return;
    // One more than allowed would have been sent before this, and would arrive earlier.
    void fetch(`${server.url}/later`).then(() => open.splice(0).map((each) => each.end("]")));
  });
  const client = connect({ baseUrl: server.url, maxConcurrentRequests: 3, now: () => 1000 });

  // Two at first, then three.
  await Promise.all(Array.from({ length: 17 }, () => client.getArray("/api/x")));

  expect(most).toBe(3);
  expect(client.requestCount).toBe(17);
});

test("every request is reported, failed ones too", async () => {
  const events: RequestEvent[] = [];
  const server = await serveMetabase({ faults: [{ path: /current/, kind: "reset", times: 1 }] });
  const client = connect({
    baseUrl: server.url,
    authentication: { apiKey: server.keys.admin },
    onRequest: (event) => events.push(event),
    now: () => 1000,
  });

  await client.getObject("/api/user/current", { a: 1 });

  const common = { method: "GET", path: "/api/user/current", durationSeconds: 0 };
  expect(events).toEqual([
    { ...common, status: undefined, attempt: 1 },
    { ...common, status: 200, attempt: 2 },
  ]);
});

test("many requests on one signal do not make Node warn of a leak", async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error): number => warnings.push(warning);
  process.on("warning", listen);
  onTestFinished(() => {
    process.off("warning", listen);
  });
  const server = await serveOddly(answerJson("{}"));
  const { signal } = new AbortController();
  const client = connect({ baseUrl: server.url, signal, maxConcurrentRequests: 20 });

  await Promise.all(Array.from({ length: 100 }, () => client.getObject("/api/x")));

  expect(warnings).toEqual([]);
});

test("closing ends what is under way, and what comes later", async () => {
  const server = await serveOddly(() => void client.close());
  const client = connect({ baseUrl: server.url });

  await expect(client.getObject("/api/x")).rejects.toThrow("the client is closed");
  await expect(client.getObject("/api/y")).rejects.toThrow("the client is closed");
  expect(server.requests).toHaveLength(1);
});

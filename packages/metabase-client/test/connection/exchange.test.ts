import { Agent, type RequestListener } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import nodeFetch from "node-fetch";
import { expect, onTestFinished, test, vi } from "vitest";
import { createExchange } from "../../src/connection/exchange.ts";
import { type Fetch, NetworkError, RedirectError } from "../../src/index.ts";
import { connect, failureOf, watch } from "../connect.ts";
import { answerJson, serveMetabase, serveOddly } from "../serve.ts";

/** Redirects to what `location` says, with the status. */
const redirectTo =
  (location: string | undefined, status = 302): RequestListener =>
  (_request, response) => {
    response.writeHead(status, location === undefined ? {} : { location }).end("moved");
  };

test.each([301, 302, 303, 307, 308])(
  "a %i to another origin is not followed: not one header arrives there",
  async (status) => {
    const elsewhere = await serveOddly(answerJson("{}"));
    const server = await serveOddly(redirectTo(`${elsewhere.url}/login?ticket=canary`, status));

    const error = await failureOf(connect({ baseUrl: server.url }).getObject("/api/x"));

    expect(error).toBeInstanceOf(RedirectError);
    expect(error).toMatchObject({ status, path: "/api/x", location: `${elsewhere.url}/login` });
    expect(error.message).not.toContain("canary");
    expect(elsewhere.requests).toEqual([]);
    expect(server.requests).toHaveLength(1);
  },
);

test("a login is not sent on to another origin either", async () => {
  const elsewhere = await serveOddly(answerJson('{"id":"a-token"}'));
  const server = await serveMetabase({
    faults: [{ path: "/api/session", kind: "redirect", status: 307, location: elsewhere.url }],
  });
  const client = connect({
    baseUrl: server.url,
    authentication: { username: "ada", password: "a-password" },
  });

  expect(await failureOf(client.currentUser())).toBeInstanceOf(RedirectError);
  expect(elsewhere.requests).toEqual([]);
});

test.each([
  ["http://bi.example.com", "https://bi.example.com/api/x", "https://bi.example.com"],
  ["http://bi.example.com/mb", "https://bi.example.com/mb/api/x?a=1", "https://bi.example.com/mb"],
  ["http://bi.example.com:3000", "https://bi.example.com/", "https://bi.example.com"],
  [
    "http://bi.example.com/mb",
    "https://bi.example.com:8443/login",
    "https://bi.example.com:8443/mb",
  ],
])("from %s to %s the error names the base_url to set: %s", async (baseUrl, location, expected) => {
  const client = connect({
    baseUrl,
    fetch: async () => ({
      status: 301,
      headers: new Headers({ location }),
      body: null,
    }),
  });

  const error = await failureOf(client.getObject("/api/x", { a: 1 }));

  expect(error).toBeInstanceOf(RedirectError);
  expect(error.message).toMatch(new RegExp(`set base_url to ${expected}$`));
});

test("a read follows a redirect inside its origin", async () => {
  const server = await serveOddly((request, response) =>
    request.url === "/api/new"
      ? answerJson("{}")(request, response)
      : redirectTo("/api/new")(request, response),
  );

  expect(await connect({ baseUrl: server.url }).getObject("/api/x")).toEqual({});
  expect(server.requests.map(({ url }) => url)).toEqual(["/api/x", "/api/new"]);
});

test.each([
  ["a loop of redirects", "/api/x", "do not come to an end"],
  ["a redirect to nowhere", "http://", "unreadable"],
])("%s is an error", async (_what, location, shown) => {
  const server = await serveOddly(redirectTo(location));

  const error = await failureOf(connect({ baseUrl: server.url }).getObject("/api/x"));

  expect(error).toBeInstanceOf(RedirectError);
  expect(error.message).toContain(shown);
});

test("a redirect without an address is reported as its status", async () => {
  const server = await serveOddly(redirectTo(undefined));

  const error = await failureOf(connect({ baseUrl: server.url }).getObject("/api/x"));

  expect(error).toMatchObject({ status: 302, retryable: false });
});

test.each([
  ["no answer", undefined],
  ["an answer that stops", 10],
])("%s means a time-out, which is tried again", async (_what, afterBytes) => {
  const server = await serveMetabase({
    faults: [{ path: /current/, kind: "slow", ...(afterBytes && { afterBytes }) }],
  });
  const client = connect({
    baseUrl: server.url,
    authentication: { apiKey: server.keys.admin },
    idleTimeoutSeconds: 0.1,
    maxRetries: 1,
  });

  const error = await failureOf(client.currentUser());

  expect(error).toMatchObject({ code: "METABASE_NETWORK", retryable: true });
  expect(error.message).toContain("for 0.1 s (idle_timeout_seconds)");
  expect(server.requests).toHaveLength(2);
});

test("the time that a reader takes is not the server's silence", async () => {
  const server = await serveOddly(answerJson("x".repeat(1_000_000)));
  const agent = new Agent();
  onTestFinished(() => agent.destroy());
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const exchange = createExchange({
    ...{
      fetch: nodeFetch as Fetch,
      agent,
      proxy: undefined,
      baseUrl: server.url,
      headers: {},
      isRead: true,
    },
    idleTimeoutSeconds: 1,
  });

  const size = await exchange(
    { method: "GET", path: "/", headers: {}, isRead: true },
    async (response) => {
      let read = 0;
      for await (const chunk of response.body) {
        read += chunk.length;
        vi.advanceTimersByTime(10_000);
      }
      return read;
    },
    new AbortController().signal,
  );

  expect(size).toBe(1_000_000);
});

test("a refused connection says what to check, and is tried again", async () => {
  const { client, pauses } = watch({ baseUrl: "http://127.0.0.1:9", maxRetries: 2 });

  const error = await failureOf(client.getObject("/api/x"));

  expect(error).toBeInstanceOf(NetworkError);
  expect(error.message).toMatch(/^GET \/api\/x: .*127.0.0.1:9.*base_url.*ECONNREFUSED/);
  expect(error.cause).toBeInstanceOf(Error);
  expect(pauses).toHaveLength(2);
});

test("a handshake that does not come to an end is given up", async () => {
  const sockets: Socket[] = [];
  // Accepts connections and says nothing, so that TLS waits for ever.
  const server = createTcpServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const client = connect({
    baseUrl: `https://127.0.0.1:${port}`,
    connectTimeoutSeconds: 0.1,
    maxRetries: 0,
  });

  const error = await failureOf(client.getObject("/api/x"));

  expect(error).toMatchObject({ code: "METABASE_NETWORK", retryable: true });
  expect(error.message).toContain("connect_timeout_seconds");
});

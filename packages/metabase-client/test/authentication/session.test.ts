import { expect, test } from "vitest";
import { LoginRefusedError, UnauthenticatedError } from "../../src/index.ts";
import { connect, failureOf, watch } from "../connect.ts";
import { answerJson, serveMetabase, serveOddly } from "../serve.ts";

type Requests = readonly { readonly method?: string | undefined }[];
const count = (requests: Requests, method: string) =>
  requests.filter((request) => request.method === method).length;

async function serveWithAdmin(options: Parameters<typeof serveMetabase>[0] = {}) {
  const server = await serveMetabase(options);
  const { email, password } = server.accounts.admin;
  return { server, login: { baseUrl: server.url, authentication: { username: email, password } } };
}

test("concurrent callers share one login", async () => {
  const { server, login } = await serveWithAdmin();
  const { client, secrets } = watch(login);

  await Promise.all(Array.from({ length: 20 }, () => client.currentUser()));

  expect(count(server.requests, "POST")).toBe(1);
  const token = server.requests.at(-1)?.headers["x-metabase-session"];
  expect(secrets).toEqual([login.authentication.password, token]);
});

test("an expired session is renewed once for all callers, and each request is repeated once", async () => {
  const { server, login } = await serveWithAdmin();
  // With a clock that stands still no answer is slow, so that the client soon sends 6 at once.
  const client = connect({ ...login, now: () => 1000 });
  await Promise.all(Array.from({ length: 20 }, () => client.currentUser()));
  server.expireSessions();
  server.clearRequests();

  const users = await Promise.all(Array.from({ length: 6 }, () => client.currentUser()));

  expect(users).toHaveLength(6);
  expect(count(server.requests, "POST")).toBe(1);
  expect(count(server.requests, "GET")).toBe(12);
});

test("a session that ends in the middle of a run is renewed each time", async () => {
  const { server, login } = await serveWithAdmin();
  const client = connect(login);

  for (let run = 0; run < 3; run += 1) {
    expect(await client.currentUser()).toHaveProperty("id");
    server.expireSessions();
  }

  expect(count(server.requests, "POST")).toBe(3);
});

test("a new session that is refused is final, also for later requests", async () => {
  const server = await serveOddly((request, response) =>
    request.method === "POST"
      ? answerJson('{"id":"a-session-token"}')(request, response)
      : answerJson("Unauthenticated", 401)(request, response),
  );
  const client = connect({
    baseUrl: server.url,
    authentication: { username: "ada", password: "a-password" },
  });

  const errors = [
    ...(await Promise.all([1, 2, 3].map(() => failureOf(client.currentUser())))),
    await failureOf(client.currentUser()),
  ];

  for (const error of errors) {
    expect(error).toBeInstanceOf(UnauthenticatedError);
    expect(error.message).toContain("api_key");
  }
  expect(count(server.requests, "POST")).toBe(1);
});

test("a 401 of one address only does not end the session of the others", async () => {
  const server = await serveOddly((request, response) => {
    if (request.method === "POST") answerJson('{"id":"a-session-token"}')(request, response);
    else if (request.url === "/api/odd") answerJson("Unauthenticated", 401)(request, response);
    else answerJson("{}")(request, response);
  });
  const client = connect({
    baseUrl: server.url,
    authentication: { username: "ada", password: "a-password" },
  });
  await client.getObject("/api/fine");

  await expect(client.getObject("/api/odd")).rejects.toThrow(UnauthenticatedError);

  expect(await client.getObject("/api/fine")).toEqual({});
  expect(count(server.requests, "POST")).toBe(2);
});

test.each([
  ["wrong_password", {}, { password: "wrong-canary" }, "username and password"],
  ["password_login_disabled", { passwordLogin: false }, {}, "api_key"],
  ["password_login_disabled", { passwordLogin: false, version: "0.50" }, {}, "api_key"],
  ["mfa_required", { multiFactor: true, edition: "enterprise" }, {}, "second factor"],
  ["throttled", { faults: [{ path: "/api/session", kind: "throttle" }] }, {}, "wait an hour"],
] as const)(
  "a login refused as %s (%o) is sent once for all callers and says what to do",
  async (reason, options, changes, advice) => {
    const { server, login } = await serveWithAdmin(options);
    const client = connect({ ...login, authentication: { ...login.authentication, ...changes } });

    const errors = [
      ...(await Promise.all([1, 2, 3].map(() => failureOf(client.currentUser())))),
      await failureOf(client.currentUser()),
    ];

    expect(new Set(errors).size).toBe(1);
    expect(errors[0]).toBeInstanceOf(LoginRefusedError);
    expect(errors[0]).toMatchObject({ reason });
    expect(errors[0]?.message).toContain(advice);
    expect(errors[0]?.message).not.toContain("canary");
    expect(server.requests.map(({ method }) => method)).toEqual(["POST"]);
  },
);

test("a deactivated account is told from a wrong password", async () => {
  const server = await serveMetabase();
  const { email, password } = server.accounts.deactivated;
  const client = connect({
    baseUrl: server.url,
    authentication: { username: email, password },
  });

  expect(await failureOf(client.currentUser())).toMatchObject({ reason: "disabled" });
});

test.each([
  [
    "a server that starts",
    503,
    "Metabase is still initializing. Please sit tight...",
    "initializing",
  ],
  ["HTML", 200, "<html>Sign in</html>", "HTML"],
  ["no token", 200, '{"token":"x"}', "no session"],
])("a login that meets %s is not repeated", async (_what, status, text, shown) => {
  const server = await serveOddly(answerJson(text, status));
  const { client, pauses } = watch({
    baseUrl: server.url,
    authentication: { username: "ada", password: "a-password" },
  });

  expect((await failureOf(client.currentUser())).message).toContain(shown);
  expect(server.requests).toHaveLength(1);
  expect(pauses).toEqual([]);
});

test("a broken connection does not repeat a login either", async () => {
  const { server, login } = await serveWithAdmin({
    faults: [{ path: "/api/session", kind: "reset" }],
  });

  expect(await failureOf(connect(login).currentUser())).toMatchObject({ code: "METABASE_NETWORK" });
  expect(server.requests).toHaveLength(1);
});

test("without a cache the session is closed at the end, once", async () => {
  const { server, login } = await serveWithAdmin();
  const client = connect(login);
  await client.currentUser();
  const token = server.requests.at(-1)?.headers["x-metabase-session"];

  await client.close();
  await client.close();

  expect(server.requests.at(-1)).toMatchObject({
    method: "DELETE",
    path: "/api/session",
    status: 204,
    headers: { "x-metabase-session": token },
  });
  expect(count(server.requests, "DELETE")).toBe(1);
});

test("the session is closed after a failure and after an abort, too", async () => {
  const { server, login } = await serveWithAdmin({
    faults: [{ path: /\/api\/card/, kind: "status", status: 400 }],
  });
  const abort = new AbortController();
  const client = connect({ ...login, signal: abort.signal });
  await failureOf(client.getArray("/api/card"));
  abort.abort();

  await client.close();

  expect(server.requests.at(-1)).toMatchObject({ method: "DELETE", status: 204 });
});

test("a server that is gone does not keep a client from closing", async () => {
  const { server, login } = await serveWithAdmin();
  const { client, lines } = watch(login);
  await client.currentUser();
  await server.stop();

  await client.close();

  expect(lines.at(-1)).toMatch(/^debug: the session could not be closed/);
});

test("the user's own session is used and left open", async () => {
  const { server, login } = await serveWithAdmin();
  const owner = connect(login);
  await owner.currentUser();
  const sessionToken = String(server.requests.at(-1)?.headers["x-metabase-session"]);
  server.clearRequests();

  const client = connect({ baseUrl: server.url, authentication: { sessionToken } });
  await client.currentUser();
  await client.close();

  expect(server.requests.map(({ method }) => method)).toEqual(["GET"]);
});

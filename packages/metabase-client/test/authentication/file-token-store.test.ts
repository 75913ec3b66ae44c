import { chmod, mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect, createFolder, failureOf, watch } from "../connect.ts";
import { runProgram } from "../run-program.ts";
import { answerJson, serveMetabase, serveOddly } from "../serve.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

async function serveWithCache(latencyMs = 0) {
  const server = await serveMetabase({ latencyMs });
  const directory = await createFolder();
  const { email, password } = server.accounts.admin;
  const logins = () => server.requests.filter(({ method }) => method === "POST").length;
  return {
    ...{ server, directory, logins },
    options: {
      baseUrl: server.url,
      authentication: { username: email, password },
      tokenCache: { directory },
    },
    sessions: join(directory, "sessions"),
    async file() {
      const [name = ""] = await readdir(join(directory, "sessions"));
      return join(directory, "sessions", name);
    },
  };
}

test("the next run uses the session of the one before, which leaves it open", async () => {
  const { server, options, logins } = await serveWithCache();
  for (let run = 0; run < 3; run += 1) {
    const client = connect(options);
    await client.currentUser();
    await client.close();
  }

  expect(logins()).toBe(1);
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET", "GET"]);
});

test("a cached token is reported as a secret before it is used", async () => {
  const { server, options } = await serveWithCache();
  await connect(options).currentUser();

  const { client, secrets } = watch(options);
  await client.currentUser();

  expect(secrets).toContain(server.requests.at(-1)?.headers["x-metabase-session"]);
});

test("only the user can read the token, and nothing else is left in the folder", async () => {
  const { options, sessions, file } = await serveWithCache();
  await connect(options).currentUser();

  expect((await stat(sessions)).mode & 0o777).toBe(0o700);
  expect((await stat(await file())).mode & 0o777).toBe(0o600);
  expect(await readdir(sessions)).toHaveLength(1);
  const text = await readFile(await file(), "utf8");
  expect(text).not.toContain(options.authentication.password);
  expect(text).not.toContain(options.authentication.username);
});

test("two processes that start at once log in once", async () => {
  // Slow enough for the second one to look for a token while the first one waits for its own.
  const { server, options, directory, logins } = await serveWithCache(1000);
  const { username, password } = options.authentication;
  const args = [server.url, username, password, directory];

  const outcomes = await Promise.all([
    runProgram(new URL("../programs/log-in.ts", import.meta.url), args),
    runProgram(new URL("../programs/log-in.ts", import.meta.url), args),
  ]);

  for (const { status, stdout, stderr } of outcomes) {
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({ email: username });
    expect(status).toBe(0);
  }
  expect(logins()).toBe(1);
});

test("a token that was refused is replaced in the cache, and a run with the old one takes the new one", async () => {
  const { server, options, logins } = await serveWithCache();
  const [first, second] = [connect(options), connect(options)];
  await first.currentUser();
  await second.currentUser();
  server.expireSessions();

  await first.currentUser();
  await second.currentUser();
  await connect(options).currentUser();

  expect(logins()).toBe(2);
});

test.each([
  ["another user", { authentication: { username: "grace", password: "x-password" } }],
  ["another address", {}],
])("%s has a session of its own", async (_what, changes) => {
  const server = await serveOddly(answerJson('{"id":"a-session-token"}'));
  const tokenCache = { directory: await createFolder() };
  const options = {
    baseUrl: server.url,
    authentication: { username: "ada", password: "x-password" },
    tokenCache,
  };
  await connect(options).currentUser();

  const baseUrl = "authentication" in changes ? server.url : `${server.url}/metabase`;
  await connect({ ...options, ...changes, baseUrl }).currentUser();

  expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(2);
});

test.each([
  [13.9, undefined, 1],
  [13.99, undefined, 2],
  [0.9, 1, 1],
  [0.97, 1, 2],
  [0.01, 0.02, 1],
  [-1, undefined, 2],
])(
  "after %d days, with a lifetime of %s, there were %i logins",
  async (days, sessionLifetimeDays, expected) => {
    const { options, logins } = await serveWithCache();
    const start = Date.parse("2026-03-01T12:00:00Z");
    const lifetime = sessionLifetimeDays === undefined ? {} : { sessionLifetimeDays };
    await connect({ ...options, ...lifetime, now: () => start }).currentUser();

    await connect({ ...options, ...lifetime, now: () => start + days * DAY_MS }).currentUser();

    expect(logins()).toBe(expected);
  },
);

test.each(["", "{", "null", '{"token":7,"createdAt":1}', '{"token":"x"}'])(
  "a damaged file (%j) is as good as none, with one warning",
  async (text) => {
    const { options, logins, file } = await serveWithCache();
    await connect(options).currentUser();
    await writeFile(await file(), text);

    const { client, lines } = watch(options);
    await client.currentUser();

    expect(logins()).toBe(2);
    expect(lines).toEqual([expect.stringMatching(/^warn: token cache: .*cache_dir/)]);
    await connect(options).currentUser();
    expect(logins()).toBe(2);
  },
);

test("a folder that cannot be made means one warning, and the session is closed at the end", async () => {
  const { server, options, directory } = await serveWithCache();
  const inTheWay = join(directory, "file");
  await writeFile(inTheWay, "");

  const { client, lines } = watch({ ...options, tokenCache: { directory: inTheWay } });
  await client.currentUser();
  await client.close();

  expect(lines).toEqual([expect.stringMatching(/^warn: token cache/)]);
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET", "DELETE"]);
});

test("a folder that others could read is closed to them", async () => {
  const { options, sessions } = await serveWithCache();
  await mkdir(sessions);
  await chmod(sessions, 0o755);

  await connect(options).currentUser();

  expect((await stat(sessions)).mode & 0o777).toBe(0o700);
});

/** A lock as another process would hold it. */
async function holdLock(options: Awaited<ReturnType<typeof serveWithCache>>, lastSign: Date) {
  await connect(options.options).currentUser();
  const file = await options.file();
  await mkdir(`${file}.lock`);
  await utimes(`${file}.lock`, lastSign, lastSign);
  options.server.expireSessions();
}

test("the lock of a process that died is broken", async () => {
  const cache = await serveWithCache();
  await holdLock(cache, new Date(Date.now() - 60_000));

  const { client, lines, pauses } = watch(cache.options);
  await client.currentUser();

  expect(cache.logins()).toBe(2);
  expect(pauses).toEqual([]);
  expect(lines.filter((line) => line.startsWith("warn"))).toEqual([]);
});

test("a lock that is held too long means one warning and a login of one's own", async () => {
  const cache = await serveWithCache();
  await holdLock(cache, new Date(Date.now() + 3_600_000));

  const { client, lines, pauses } = watch(cache.options);
  await client.currentUser();

  expect(cache.logins()).toBe(2);
  expect(pauses.reduce((sum, pause) => sum + pause)).toBe(60_000);
  expect(lines.filter((line) => line.startsWith("warn"))).toEqual([
    expect.stringContaining("lock"),
  ]);
});

test("an abort ends the wait for a lock", async () => {
  const cache = await serveWithCache();
  await holdLock(cache, new Date(Date.now() + 3_600_000));
  const abort = new AbortController();

  const client = connect({
    ...cache.options,
    signal: abort.signal,
    sleep: async (_milliseconds, signal) => {
      abort.abort(new Error("enough"));
      signal?.throwIfAborted();
    },
  });

  expect((await failureOf(client.currentUser())).message).toBe("enough");
});

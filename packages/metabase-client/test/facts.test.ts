import { expect, test } from "vitest";
import { clockSkewSeconds } from "../src/facts.ts";
import { connect, createFolder } from "./connect.ts";
import { answerJson, serveMetabase, serveOddly } from "./serve.ts";

test.each([
  ["in the same second", 10_200, 10_300, 10, 0],
  ["in the second before the answer", 10_900, 11_100, 10, 0],
  ["ahead", 10_200, 10_300, 15, 4.7],
  ["behind", 10_200, 10_300, 5, -4.201],
])("a Date %s of sending at %i and the answer at %i ms", (_what, sentAt, answeredAt, at, skew) => {
  const date = new Date(at * 1000).toUTCString();

  expect(clockSkewSeconds({ sentAt, answeredAt, date })).toBeCloseTo(skew, 6);
});

test.each([null, "", "yesterday"])("a Date of %o tells nothing", (date) => {
  expect(clockSkewSeconds({ sentAt: 0, answeredAt: 0, date })).toBeUndefined();
});

test("a client that has asked nothing knows its settings", async () => {
  expect(connect({ baseUrl: "http://127.0.0.1:1" }).facts()).toEqual({
    clockSkewSeconds: undefined,
    latencySeconds: undefined,
    concurrency: { current: 2, maximum: 8, overloads: 0 },
    credential: { kind: "api_key" },
  });
});

test("latency is the median until the answer begins", async () => {
  let now = Date.now();
  const latencies = [100, 5000, 200];
  const server = await serveOddly((request, response) => {
    now += latencies.shift() ?? 0;
    answerJson("{}")(request, response);
  });
  const client = connect({ baseUrl: server.url, now: () => now });

  for (let count = 0; count < 3; count += 1) await client.getObject("/api/x");

  expect(client.facts().latencySeconds).toBe(0.2);
});

test("a session is new in the run that logs in, and cached with its age in the next", async () => {
  const server = await serveMetabase();
  const directory = await createFolder();
  const start = Date.now();
  const run = async (now: number) => {
    const client = connect({
      baseUrl: server.url,
      authentication: {
        username: server.accounts.admin.email,
        password: server.accounts.admin.password,
      },
      tokenCache: { directory },
      now: () => now,
    });
    await client.currentUser();
    return client.facts().credential;
  };

  const first = await run(start);
  const second = await run(start + 60_000);

  expect(first).toEqual({ kind: "login", session: { isCached: false, ageSeconds: 0 } });
  expect(second).toEqual({ kind: "login", session: { isCached: true, ageSeconds: 60 } });
});

import { Readable } from "node:stream";
import { expect, test, vi } from "vitest";
import { createMetabaseClient, type Fetch, HttpStatusError } from "../../src/index.ts";
import { pauseBefore } from "../../src/requests/retry.ts";
import { connect, failureOf, watch } from "../connect.ts";
import { answerJson, serveMetabase, serveOddly } from "../serve.ts";

test.each([408, 425, 429, 500, 502, 503, 504])("a read is repeated after %i", async (status) => {
  const server = await serveMetabase({
    faults: [{ path: /current/, kind: "status", status, times: 2 }],
  });
  const { client, pauses, lines } = watch({
    baseUrl: server.url,
    authentication: { apiKey: server.keys.admin },
  });

  expect(await client.currentUser()).toHaveProperty("id");
  expect(pauses).toEqual([500, 1000]);
  expect(lines[0]).toContain("/api/user/current");
});

test("a read is given up after the last retry, with the server's reason", async () => {
  const server = await serveMetabase({
    faults: [{ path: /current/, kind: "status", status: 503 }],
  });
  const client = connect({
    baseUrl: server.url,
    authentication: { apiKey: server.keys.admin },
    maxRetries: 2,
  });

  const error = await failureOf(client.currentUser());

  expect(error).toBeInstanceOf(HttpStatusError);
  expect(error).toMatchObject({ status: 503, path: "/api/user/current", retryable: true });
  expect(error.message).toContain("Something went wrong");
  expect(server.requests).toHaveLength(3);
});

test.each([400, 405, 409, 501])("a read is not repeated after %i", async (status) => {
  const server = await serveOddly(answerJson('{"errors":{"f":"no such filter"}}', status));

  const error = await failureOf(connect({ baseUrl: server.url }).getObject("/api/x"));

  expect(error).toMatchObject({ status, retryable: false });
  expect(error.message).toContain("no such filter");
  expect(server.requests).toHaveLength(1);
});

test.each([
  ["7", 7000],
  ["Thu, 01 Jan 1970 00:00:20 GMT", 19_000],
  ["3600", 60_000],
])("Retry-After: %s makes the next try wait %i ms", async (header, pause) => {
  const server = await serveMetabase({
    faults: [{ path: /current/, kind: "throttle", headers: { "retry-after": header }, times: 1 }],
  });
  const { client, pauses } = watch({
    baseUrl: server.url,
    authentication: { apiKey: server.keys.admin },
    now: () => 1000,
  });

  await client.currentUser();

  expect(pauses).toEqual([pause]);
});

test.each(["reset", "truncate"] as const)(
  "an answer cut by %s is asked for again",
  async (kind) => {
    const server = await serveMetabase({
      faults: [{ path: /current/, kind, afterBytes: 20, times: 1 }],
    });
    const client = connect({ baseUrl: server.url, authentication: { apiKey: server.keys.admin } });

    expect(await client.currentUser()).toHaveProperty("id");
    expect(server.requests).toHaveLength(2);
  },
);

test("an abort ends the pause before a retry", async () => {
  const abort = new AbortController();
  const server = await serveOddly((request, response) => {
    answerJson("{}", 503)(request, response);
    response.on("close", () => abort.abort(new Error("enough")));
  });
  const client = createMetabaseClient({
    baseUrl: server.url,
    authentication: { apiKey: "mb_test" },
    env: {},
    signal: abort.signal,
    // The longest of the real pauses, so that only the abort can end it.
    random: () => 1_000_000,
  });

  await expect(client.getObject("/api/x")).rejects.toThrow("enough");
  await client.close();
});

test.each([
  [1, 1, undefined, 500],
  [2, 1, undefined, 1000],
  [3, 0.5, undefined, 1000],
  [20, 1, undefined, 30_000],
  [1, 0, undefined, 0],
  [1, 1, 4000, 4000],
  [5, 1, 4000, 8000],
  [1, 1, 3_600_000, 60_000],
])(
  "before retry %i, at random %d and a Retry-After of %s ms, the pause is %i ms",
  (number, random, retryAfterMs, expected) => {
    const error = new HttpStatusError({ path: "/", status: 503 }, "busy", {
      retryable: true,
      retryAfterMs,
    });

    expect(pauseBefore(error, number, random)).toBe(expected);
  },
);

const unresolved = async (): Promise<never> => {
  throw Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
};

test("a host that was never found is looked for once more, not for long", async () => {
  const { client, pauses } = watch({ baseUrl: "http://metabase.invalid", fetch: unresolved });

  const error = await failureOf(client.getObject("/api/x"));

  expect(error.message).toContain("no such host: check base_url");
  expect(pauses).toHaveLength(1);
});

test("a host that has answered before is looked for as often as allowed", async () => {
  const fetch = vi
    .fn<Fetch>(unresolved)
    .mockResolvedValueOnce({ status: 200, headers: new Headers(), body: Readable.from(["{}"]) });
  const { client, pauses } = watch({ baseUrl: "http://metabase.invalid", fetch });
  await client.getObject("/api/x");

  await failureOf(client.getObject("/api/x"));

  expect(pauses).toHaveLength(5);
});

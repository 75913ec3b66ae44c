import { describe, expect, test } from "vitest";
import { fewStreams } from "../catalog-of.ts";
import { activatedIn, recordsOf, runTap, stateOf } from "../run-tap.ts";
import { startServer } from "../start-server.ts";

describe("a run that is stopped", () => {
  test("in the middle of a stream activates nothing more, and starts again without harm", async () => {
    const server = await startServer({ cards: 3000 });
    const config = { base_url: server.url, api_key: server.keys.admin };
    const stop = new AbortController();
    const reason = new Error("stopped by SIGTERM");

    const run = await runTap({
      catalog: fewStreams,
      config,
      signal: stop.signal,
      onOutput(chunk) {
        if (chunk.includes('"stream":"cards"')) stop.abort(reason);
      },
    });
    const again = await runTap({ catalog: fewStreams, config, state: stateOf(run) });

    expect(run.error).toBe(reason);
    expect(recordsOf(run, "cards").length).toBeLessThan(3000);
    expect(activatedIn(run)).toContain("users");
    expect(activatedIn(run)).not.toContain("cards");
    expect(stateOf(run)).toHaveProperty("bookmarks.users");
    expect(stateOf(run)).not.toHaveProperty("bookmarks.cards");
    expect(again.error).toBeUndefined();
    expect(activatedIn(again)).toEqual(fewStreams.streams.map(({ stream }) => stream));
  });

  test("before it has begun ends with the reason", async () => {
    const server = await startServer();
    const reason = new Error("stopped by SIGINT");

    const run = await runTap({
      catalog: fewStreams,
      config: { base_url: server.url, api_key: server.keys.admin },
      signal: AbortSignal.abort(reason),
    });

    expect(run.error).toBe(reason);
    expect(run.stdout).toBe("");
  });
});

describe("a session", () => {
  test("that expires in the middle is renewed once, and nothing is missing", async () => {
    const server = await startServer();
    const { email: username, password } = server.accounts.admin;
    let expired = false;

    const run = await runTap({
      catalog: fewStreams,
      config: { base_url: server.url, username, password, token_cache: false },
      onOutput() {
        if (!expired) server.expireSessions();
        expired = true;
      },
    });

    expect(run.error).toBeUndefined();
    expect(activatedIn(run)).toEqual(fewStreams.streams.map(({ stream }) => stream));
    expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(2);
  });

  test("that no cache keeps is closed at the end, also after a failure", async () => {
    const server = await startServer({
      faults: [{ path: "/api/permissions/group", kind: "html" }],
    });
    const { email: username, password } = server.accounts.admin;

    const run = await runTap({
      catalog: fewStreams,
      config: { base_url: server.url, username, password, token_cache: false },
    });

    expect(run.error).toBeDefined();
    expect(server.requests.at(-1)).toMatchObject({ method: "DELETE", path: "/api/session" });
  });
});

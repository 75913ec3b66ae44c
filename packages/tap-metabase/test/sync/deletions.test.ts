import { describe, expect, test } from "vitest";
import { catalogOf, fewStreams } from "../catalog-of.ts";
import { activatedIn, complaintsOf, recordsOf, runTap, stateOf } from "../run-tap.ts";
import { startAlteredServer, startServer } from "../start-server.ts";

interface Listed {
  readonly data: readonly unknown[];
  readonly total: number;
}

describe("what did not come is not taken for deleted", () => {
  test("when the key was demoted between two runs, until it is accepted", async () => {
    const server = await startServer();
    const config = { base_url: server.url, api_key: server.keys.admin };
    const before = await runTap({ catalog: fewStreams, config });
    server.demoteKey();

    const demoted = await runTap({ catalog: fewStreams, config, state: stateOf(before) });
    const again = await runTap({ catalog: fewStreams, config, state: stateOf(demoted) });
    const accepted = await runTap({
      catalog: fewStreams,
      config: { ...config, accept_scope_change: true, max_drop_percent: 100 },
      state: stateOf(again),
    });

    expect(recordsOf(demoted, "cards").length).toBeGreaterThan(0);
    expect(activatedIn(demoted)).toEqual([]);
    expect(demoted.error).toMatchObject({ code: "TAP_INCOMPLETE_RUN" });
    expect(String(demoted.error)).toMatch(/collections, .*cards, .*accept_scope_change: true/);
    expect(complaintsOf(demoted).filter((line) => /accept_scope_change/.test(line))).toHaveLength(
      1,
    );
    expect(activatedIn(again)).toEqual([]);
    expect(activatedIn(accepted)).toContain("cards");
    expect(accepted.error).toBeUndefined();
  });

  test("when a detail in the middle is forbidden", async () => {
    const server = await startServer({
      faults: [{ path: "/api/dashboard/3", kind: "status", status: 403 }],
    });

    const run = await runTap({
      catalog: fewStreams,
      config: { base_url: server.url, api_key: server.keys.admin },
    });

    expect(activatedIn(run)).toContain("dashboards");
    expect(activatedIn(run)).not.toContain("dashboard_cards");
    expect(recordsOf(run, "dashboard_cards").length).toBeGreaterThan(0);
    expect(stateOf(run)).not.toHaveProperty("bookmarks.dashboard_cards");
    expect(String(run.error)).toMatch(/dashboard_cards.*: parts are missing.*dashboard 3/);
  });

  test("when a detail came without its part", async () => {
    const server = await startAlteredServer({
      "/api/database/1/metadata": ({ tables: _, ...database }: Record<string, unknown>) => database,
    });

    const run = await runTap({
      catalog: fewStreams,
      config: { base_url: server.url, api_key: server.keys.admin },
    });

    expect(activatedIn(run)).not.toContain("tables");
    expect(activatedIn(run)).not.toContain("fields");
    expect(String(run.error)).toMatch(/tables, fields.*: .*\/api\/database\/1\/metadata/);
  });

  test("when the server's own counts disagree", async () => {
    const server = await startAlteredServer({
      "/api/user": (page: Listed) => ({ ...page, total: page.total + 1 }),
      "/api/database": (list: Listed) => ({ ...list, total: list.total + 1 }),
    });

    const run = await runTap({
      catalog: fewStreams,
      config: { base_url: server.url, api_key: server.keys.admin },
    });

    expect(activatedIn(run)).not.toContain("users");
    expect(activatedIn(run)).not.toContain("databases");
    expect(activatedIn(run)).not.toContain("tables");
    expect(activatedIn(run)).toContain("cards");
    expect(run.error).toMatchObject({ streams: expect.arrayContaining(["users", "databases"]) });
  });

  test("when a list breaks off, however often it is asked for", async () => {
    const server = await startServer({
      faults: [{ path: /^\/api\/card\?f=archived/, kind: "truncate", afterBytes: 2000 }],
    });

    const run = await runTap({
      catalog: fewStreams,
      config: { base_url: server.url, api_key: server.keys.admin, max_retries: 0 },
    });

    expect(recordsOf(run, "cards").length).toBeGreaterThan(0);
    expect(activatedIn(run)).not.toContain("cards");
    expect(activatedIn(run)).toContain("dashboards");
    expect(String(run.error)).toMatch(/cards: /);
  });

  test("when a setting narrows what is read; streams that it does not touch go on", async () => {
    const server = await startServer();
    const config = { base_url: server.url, api_key: server.keys.admin };
    const before = await runTap({ catalog: fewStreams, config });

    const run = await runTap({
      catalog: fewStreams,
      config: { ...config, include_archived: false },
      state: stateOf(before),
    });

    expect(activatedIn(run)).not.toContain("cards");
    expect(activatedIn(run)).not.toContain("dashboard_cards");
    expect(activatedIn(run)).toContain("users");
    expect(String(run.error)).toMatch(/filtering setting changed/);
  });

  test("when more rows are gone than max_drop_percent allows", async () => {
    let most = 1000;
    const server = await startAlteredServer({
      "/api/card": (cards: unknown[]) => cards.slice(0, most),
    });
    const config = { base_url: server.url, api_key: server.keys.admin };
    const before = await runTap({ catalog: fewStreams, config });
    most = 2;

    const run = await runTap({ catalog: fewStreams, config, state: stateOf(before) });
    const accepted = await runTap({
      catalog: fewStreams,
      config: { ...config, max_drop_percent: 99 },
      state: stateOf(run),
    });

    expect(activatedIn(run)).not.toContain("cards");
    expect(String(run.error)).toMatch(/cards: 4 rows came where the last run had 120/);
    expect(activatedIn(accepted)).toContain("cards");
  });
});

test.each([
  ["databases", "/api/database", () => ({})],
  ["group_memberships", "/api/permissions/membership", () => ({ 1: {} })],
  ["collection_permissions", "/api/collection/graph", () => ({ revision: 1 })],
  [
    "dashboard_cards",
    "/api/dashboard/3",
    (dashboard: object) => ({ ...dashboard, dashcards: null }),
  ],
])("an answer of another shape is not an empty one: %s", async (stream, path, alter) => {
  const server = await startAlteredServer({ [path]: alter });

  const run = await runTap({
    catalog: catalogOf(stream),
    config: { base_url: server.url, api_key: server.keys.admin },
  });

  expect(activatedIn(run)).toEqual([]);
  expect(run.error).toMatchObject({ streams: [stream] });
  expect(String(run.error)).toContain(`GET ${path}`);
});

test("a namespace that is not offered any more removes nothing, until it is accepted", async () => {
  const server = await startServer();
  const given = {
    catalog: catalogOf("collections", "collection_permissions"),
    config: { base_url: server.url, api_key: server.keys.admin },
  };
  const before = await runTap(given);
  server.addFault({ path: /namespace=snippets/, kind: "status", status: 402 });

  const run = await runTap({ ...given, state: stateOf(before) });
  const accepted = await runTap({
    ...given,
    config: { ...given.config, accept_scope_change: true },
    state: stateOf(run),
  });
  const after = await runTap({ ...given, state: stateOf(accepted) });

  expect(activatedIn(before)).toHaveLength(2);
  expect(activatedIn(run)).toEqual([]);
  expect(String(run.error)).toMatch(/namespace snippets any more.*accept_scope_change/);
  expect(activatedIn(accepted)).toHaveLength(2);
  expect(activatedIn(after)).toHaveLength(2);
});

test("a dashboard that was deleted after the list was read is no failure", async () => {
  const server = await startServer({
    faults: [
      {
        path: "/api/dashboard/3",
        kind: "status",
        status: 404,
        headers: { "content-type": "application/json" },
      },
    ],
  });

  const run = await runTap({
    catalog: fewStreams,
    config: { base_url: server.url, api_key: server.keys.admin },
  });

  expect(run.error).toBeUndefined();
  expect(activatedIn(run)).toContain("dashboard_cards");
});

test("with activate_version off the message is never sent, and a change of scope only warns", async () => {
  const server = await startServer();
  const config = { base_url: server.url, api_key: server.keys.admin, activate_version: false };
  const before = await runTap({ catalog: fewStreams, config });

  const run = await runTap({
    catalog: fewStreams,
    config: { ...config, include_archived: false },
    state: stateOf(before),
  });

  expect(activatedIn(before)).toEqual([]);
  expect(activatedIn(run)).toEqual([]);
  expect(run.error).toBeUndefined();
  expect(complaintsOf(run).join("\n")).toMatch(/filtering setting changed/);
});

test("the versions of a run are greater than those of the run before", async () => {
  const server = await startServer();
  const config = { base_url: server.url, api_key: server.keys.admin };
  const future = Date.now() + 1_000_000;
  const state = { bookmarks: { users: { version: future } } };

  const run = await runTap({ catalog: fewStreams, config, state });

  const versions = run.messages.flatMap((message) =>
    message.type === "ACTIVATE_VERSION" && message.stream === "users" ? [message.version] : [],
  );
  expect(versions).toEqual([future + 1]);
});

import { expect, test } from "vitest";
import { catalogOf, fewStreams } from "../catalog-of.ts";
import { activatedIn, recordsOf, runTap } from "../run-tap.ts";
import { startServer } from "../start-server.ts";

test("include_archived off leaves archived objects out and asks for none", async () => {
  const server = await startServer();
  const config = { base_url: server.url, api_key: server.keys.admin };

  const run = await runTap({ catalog: fewStreams, config: { ...config, include_archived: false } });

  for (const name of ["cards", "dashboards", "collections", "native_query_snippets"]) {
    const archived = recordsOf(run, name).filter((record) => record["archived"] === true);
    expect(archived, name).toEqual([]);
  }
  expect(server.requests.some(({ query }) => query.get("f") === "archived")).toBe(false);
});

test("include_personal_collections off leaves them out, and what lies in them", async () => {
  const server = await startServer();
  const config = { base_url: server.url, api_key: server.keys.admin };
  const everything = await runTap({ catalog: fewStreams, config });

  server.clearRequests();
  const run = await runTap({
    catalog: fewStreams,
    config: { ...config, include_personal_collections: false },
  });

  // By the stream of collections, and by cards and dashboards together.
  const lists = server.requests.filter(
    ({ path, query }) => path === "/api/collection" && !query.has("namespace"),
  );
  expect(lists).toHaveLength(4);
  const isPersonal = (record: Record<string, unknown>): boolean => record["is_personal"] === true;
  const personal = recordsOf(everything, "collections").filter(isPersonal);
  const ids = new Set(personal.map(({ id }) => id));
  const inside = recordsOf(everything, "cards").filter((card) => ids.has(card["collection_id"]));
  expect(personal.length).toBeGreaterThan(0);
  expect(inside.length).toBeGreaterThan(0);
  expect(recordsOf(run, "collections").filter(isPersonal)).toEqual([]);
  expect(recordsOf(run, "cards")).toHaveLength(
    recordsOf(everything, "cards").length - inside.length,
  );
});

test("include_personal_collections off leaves out the subscriptions to dashboards in them", async () => {
  const server = await startServer({ dashboards: 200 });
  const config = { base_url: server.url, api_key: server.keys.admin };
  const catalog = catalogOf("collections", "subscriptions");
  const everything = await runTap({ catalog, config });

  const run = await runTap({
    catalog,
    config: { ...config, include_personal_collections: false },
  });

  const personal = recordsOf(everything, "collections").filter(({ is_personal }) => is_personal);
  const ids = new Set(personal.map(({ id }) => id));
  const all = recordsOf(everything, "subscriptions");
  const others = all.filter(({ collection_id }) => !ids.has(collection_id));
  expect(others.length).toBeLessThan(all.length);
  expect(recordsOf(run, "subscriptions")).toEqual(others);
});

test("stream_groups reads the streams of the groups alone", async () => {
  const server = await startServer();
  const config = { base_url: server.url, api_key: server.keys.admin };

  const run = await runTap({
    catalog: fewStreams,
    config: { ...config, stream_groups: ["people"] },
  });

  expect(activatedIn(run)).toEqual([
    "users",
    "permission_groups",
    "group_memberships",
    "collection_permissions",
  ]);
  expect(server.requests.some(({ path }) => path === "/api/card")).toBe(false);
});

test("nothing selected is an error, and reads nothing", async () => {
  const server = await startServer();
  const config = { base_url: server.url, api_key: server.keys.admin };

  const run = await runTap({ config, catalog: { streams: [] } });

  expect(run.stdout).toBe("");
  expect(String(run.error)).toMatch(/nothing is selected/);
  expect(server.requests).toEqual([]);
});

test("a required stream that is not selected is an error, before anything is read", async () => {
  const server = await startServer();
  const config = { base_url: server.url, api_key: server.keys.admin };

  const run = await runTap({
    catalog: fewStreams,
    config: { ...config, required_streams: ["cards", "users"], stream_groups: ["people"] },
  });

  expect(String(run.error)).toMatch(/"required_streams" names cards, which .* leaves out/);
  expect(server.requests).toEqual([]);
});

test("dashboard_details off reads no dashboard, and says so of the streams about their contents", async () => {
  const server = await startServer();
  const config = { base_url: server.url, api_key: server.keys.admin };
  const catalog = catalogOf("dashboards", "dashboard_cards", "dashboard_tabs", "stream_runs");

  const run = await runTap({ config: { ...config, dashboard_details: false }, catalog });

  expect(run.error).toBeUndefined();
  expect(activatedIn(run)).toEqual(["dashboards"]);
  expect(server.requests.filter(({ path }) => path.startsWith("/api/dashboard/"))).toEqual([]);
  const leftOut = recordsOf(run, "stream_runs").filter(({ status }) => status === "left out");
  expect(leftOut.map(({ stream, reason }) => [stream, reason])).toEqual([
    ["dashboard_tabs", "switched off by the setting dashboard_details"],
    ["dashboard_cards", "switched off by the setting dashboard_details"],
  ]);
});

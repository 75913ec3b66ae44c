import { createMetabaseClient } from "@singer-metabase/metabase-client";
import { expect, test } from "vitest";
import { discover } from "../../src/discovery/discover.ts";
import type { Reading } from "../../src/source.ts";
import { streams } from "../../src/streams/index.ts";
import { monthsBetween } from "../../src/usage/months-between.ts";
import { queryExecutionLog } from "../../src/usage/query-execution-log.ts";
import { activatedIn, recordsOf, runTap, stateOf, type TapRun } from "../run-tap.ts";
import { startServer } from "../start-server.ts";

function catalogOf(...names: readonly string[]) {
  const chosen = streams.filter(({ name }) => names.includes(name));
  return discover(chosen.map((stream) => ({ ...stream, selectedByDefault: true })));
}

test("a log of usage is read on from where the last run came", async () => {
  const server = await startServer({ edition: "enterprise", cards: 40 });
  const config = { base_url: server.url, api_key: server.keys.admin, token_cache: false };
  const catalog = catalogOf("usage_view_log");
  const first = await runTap({ config, catalog });
  const second = await runTap({ config, catalog, state: stateOf(first) });
  const instants = recordsOf(first, "usage_view_log").map(({ timestamp }) => String(timestamp));

  expect(first.error ?? second.error).toBeUndefined();
  expect(instants.length).toBeGreaterThan(100);
  expect(recordsOf(second, "usage_view_log").length).toBeLessThan(10);
  expect(recordsOf(second, "usage_view_log").at(-1)?.["timestamp"]).toBe(instants.at(-1));
});

test("usage_start_date leaves out what is older", async () => {
  const server = await startServer({ edition: "enterprise", cards: 40 });
  const config = { base_url: server.url, api_key: server.keys.admin, token_cache: false };
  const run = await runTap({
    config: { ...config, usage_start_date: "2026-05-01" },
    catalog: catalogOf("usage_view_log", "query_executions"),
  });

  for (const [stream, instant] of [
    ["usage_view_log", "timestamp"],
    ["query_executions", "started_at"],
  ] as const) {
    const instants = recordsOf(run, stream).map((record) => String(record[instant]));
    expect(instants.length).toBeGreaterThan(0);
    expect(instants.filter((one) => one < "2026-05-01")).toEqual([]);
  }
});

test("both logs of queries tell of the same executions", async () => {
  const server = await startServer({ edition: "enterprise", cards: 40 });
  const run = await runTap({
    config: {
      base_url: server.url,
      api_key: server.keys.admin,
      token_cache: false,
      usage_start_date: "2025-01-01",
    },
    catalog: catalogOf("usage_query_log", "query_executions"),
  });
  const idsIn = (stream: string) =>
    recordsOf(run, stream)
      .map(({ id }) => id)
      .sort();

  expect(idsIn("usage_query_log")).toEqual(idsIn("query_executions"));
});

test("a log comes whole from an instance that allows few rows at once", async () => {
  const catalog = catalogOf("usage_view_log");
  const [ample, meagre] = await Promise.all(
    [{}, { rowLimits: { download: 50 } }].map(async (limits) => {
      const server = await startServer({ edition: "enterprise", cards: 40, ...limits });
      const config = { base_url: server.url, api_key: server.keys.admin, token_cache: false };
      return runTap({ config, catalog });
    }),
  );
  const idsIn = (run: TapRun | undefined) =>
    run && new Set(recordsOf(run, "usage_view_log").map(({ id }) => id));

  expect(idsIn(meagre)).toEqual(idsIn(ample));
  expect(idsIn(ample)?.size).toBeGreaterThan(100);
});

test("a view that was cut at a limit removes nothing, and the run says so", async () => {
  const server = await startServer({ edition: "enterprise", rowLimits: { download: 5 } });
  const run = await runTap({
    config: { base_url: server.url, api_key: server.keys.admin, token_cache: false },
    catalog: catalogOf("usage_users"),
  });

  expect(recordsOf(run, "usage_users")).toHaveLength(5);
  expect(activatedIn(run)).toEqual([]);
  expect(String(run.error)).toContain("exactly 5 rows");
});

test("the log of queries is read up to the month of the clock", async () => {
  const server = await startServer({ edition: "enterprise", cards: 40 });
  const client = createMetabaseClient({
    baseUrl: server.url,
    authentication: { apiKey: server.keys.admin },
  });
  const reading = {
    ...{ client, settings: {}, position: { from: "2026-01-20T00:00:00Z" }, remember() {} },
    now: () => new Date("2026-03-05T00:00:00Z"),
  };
  for await (const _ of queryExecutionLog.read(reading as unknown as Reading));
  await client.close();

  const months = server.requests.flatMap(({ path }) => /execution\/(.*)$/.exec(path)?.[1] ?? []);
  expect(months).toEqual(["2026-01", "2026-02", "2026-03"]);
});

test("a run without news reads a log from the same place as the run before", async () => {
  const server = await startServer({ edition: "enterprise", cards: 40 });
  const config = { base_url: server.url, api_key: server.keys.admin, token_cache: false };
  const catalog = catalogOf("query_executions");
  const first = await runTap({ config, catalog });
  const second = await runTap({ config, catalog, state: stateOf(first) });
  const third = await runTap({ config, catalog, state: stateOf(second) });

  expect(recordsOf(third, "query_executions").length).toBeGreaterThan(0);
  expect(recordsOf(third, "query_executions")).toEqual(recordsOf(second, "query_executions"));
  expect(stateOf(third)).toEqual(stateOf(second));
});

test.each([
  ["2025-12-15", "2026-02-01", ["2025-12", "2026-01", "2026-02"]],
  ["2026-05-01", "2026-05-31", ["2026-05"]],
  ["2026-05-31T23:59:59Z", "2026-06-01T00:00:00Z", ["2026-05", "2026-06"]],
])("the months from %s to %s", (from, to, months) => {
  expect(monthsBetween(new Date(from), new Date(to))).toEqual(months);
});

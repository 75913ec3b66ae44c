import { expect, test } from "vitest";
import { catalogOf } from "../catalog-of.ts";
import { recordsOf, runTap, type TapRun } from "../run-tap.ts";
import { startAlteredServer, startServer } from "../start-server.ts";

const catalog = catalogOf(
  "users",
  "permission_groups",
  "group_memberships",
  "documents",
  "sandboxes",
  "tap_runs",
  "stream_runs",
);

const statusOf = (run: TapRun) =>
  Object.fromEntries(recordsOf(run, "stream_runs").map((row) => [row["stream"], row["status"]]));

test("a run tells of itself after all others, and its streams remove nothing", async () => {
  const server = await startServer({ version: "0.54" });
  const config = { base_url: server.url, api_key: server.keys.admin };

  const run = await runTap({ config, catalog });

  expect(run.error).toBeUndefined();
  expect(recordsOf(run, "tap_runs")).toEqual([
    expect.objectContaining({
      id: expect.stringMatching(/^\["127\.0\.0\.1:\d+","\d{4}-.*Z"\]$/),
      server_version: expect.stringMatching(/^v0\.54/),
      server_edition: "oss",
      is_administrator: true,
      requests: server.requests.length,
      rows: ["users", "permission_groups", "group_memberships"].reduce(
        (sum, name) => sum + recordsOf(run, name).length,
        0,
      ),
      streams_complete: 3,
      streams_incomplete: 0,
      streams_left_out: 2,
      is_complete: true,
      exit_reason: null,
    }),
  ]);
  const rows = recordsOf(run, "stream_runs");
  const [{ id: runId } = { id: "" }] = recordsOf(run, "tap_runs");
  expect(rows.every((row) => row["run_id"] === runId)).toBe(true);
  expect(
    rows.map(({ stream, status, reason, is_activated }) => [stream, status, reason, is_activated]),
  ).toEqual([
    ["users", "complete", null, true],
    ["permission_groups", "complete", null, true],
    ["group_memberships", "complete", null, true],
    ["sandboxes", "left out", "needs feature sandboxes", false],
    ["documents", "left out", "missing route on 0.54 (served from 0.57)", false],
  ]);
  const order = run.messages.map((message) => ("stream" in message ? message.stream : "STATE"));
  expect(order.slice(order.indexOf("tap_runs"))).not.toContain("users");
  expect(
    run.messages.filter(
      (message) => message.type === "ACTIVATE_VERSION" && /runs$/.test(message.stream),
    ),
  ).toEqual([]);
});

test("a run with failures tells which, and what came that the schemas do not know", async () => {
  const server = await startAlteredServer(
    {
      "/api/permissions/membership": () => ({ 1: null }),
      "/api/permissions/group": (groups: object[]) =>
        groups.map((group) => ({ ...group, brand_new: 1, name: 7 })),
    },
    { version: "0.54" },
  );
  const config = { base_url: server.url, api_key: server.keys.admin };

  const run = await runTap({ config, catalog });

  expect(run.error).toMatchObject({ streams: ["group_memberships"] });
  expect(statusOf(run)).toMatchObject({ users: "complete", group_memberships: "failed" });
  const groups = recordsOf(run, "permission_groups").length;
  expect(recordsOf(run, "stream_runs")).toContainEqual(
    expect.objectContaining({
      stream: "permission_groups",
      is_complete: true,
      unknown_fields: { brand_new: groups },
      misfits: { name: groups },
    }),
  );
  expect(recordsOf(run, "tap_runs")).toEqual([
    expect.objectContaining({
      is_complete: false,
      streams_incomplete: 1,
      exit_reason: "did not arrive as asked: group_memberships",
    }),
  ]);
});

test("a run tells which stream took how many requests", async () => {
  const server = await startServer();
  const config = { base_url: server.url, api_key: server.keys.admin };
  const chosen = catalogOf("databases", "tables", "fields", "schemas", "users", "stream_runs");

  const run = await runTap({ config, catalog: chosen });

  const asked = (path: RegExp) => server.requests.filter((one) => path.test(one.path)).length;
  const metadata = asked(/^\/api\/database\/\d+\/metadata$/);
  const requests = recordsOf(run, "stream_runs").map((row) => [row["stream"], row["requests"]]);
  expect(Object.fromEntries(requests)).toEqual({
    databases: 1,
    tables: metadata,
    fields: metadata,
    schemas: 0,
    users: asked(/^\/api\/user$/),
  });
  expect(run.logs.map(({ message }) => message)).toContain("read database list, requests: 1");
});

test("a run that is stopped tells nothing", async () => {
  const server = await startServer();
  const stop = new AbortController();

  const run = await runTap({
    config: { base_url: server.url, api_key: server.keys.admin },
    catalog,
    signal: stop.signal,
    onOutput: (chunk) => {
      if (chunk.includes('"stream":"permission_groups"')) stop.abort(new Error("SIGTERM"));
    },
  });

  expect(run.error).toBeDefined();
  expect(recordsOf(run, "tap_runs")).toEqual([]);
});

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { SandboxMetabase } from "@singer-metabase/sandbox";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { catalogOf } from "../catalog-of.ts";
import { recordsOf, runTap } from "../run-tap.ts";
import { startAlteredServer, startServer } from "../start-server.ts";

let cache_dir: string;

beforeEach(async () => {
  cache_dir = await mkdtemp(join(tmpdir(), "tap-metabase-cache-"));
  onTestFinished(() => rm(cache_dir, { recursive: true, force: true }));
});

const configOf = ({ url, keys }: Pick<SandboxMetabase, "url" | "keys">) => ({
  base_url: url,
  api_key: keys.admin,
  cache_dir,
});

const catalog = catalogOf(
  "cards",
  "dashboards",
  "dashboard_tabs",
  "dashboard_cards",
  "dashboard_parameters",
);

/** Runs the tap and says which dashboards it asked for. */
async function runAndCount(server: SandboxMetabase, config: object = configOf(server)) {
  server.clearRequests();
  const run = await runTap({ config: { ...config }, catalog });
  const asked = server.requests.flatMap(({ path }) => {
    const [, id] = /^\/api\/dashboard\/(\d+)$/.exec(path) ?? [];
    return id === undefined ? [] : [Number(id)];
  });
  return { run, asked: asked.sort((a, b) => a - b) };
}

test("a second run asks for no dashboard that did not change, and brings the same to the last byte", async () => {
  const server = await startServer();

  const first = await runAndCount(server);
  const second = await runAndCount(server);
  const third = await runAndCount(server);

  expect(first.asked).toHaveLength(server.world.dashboards.length);
  expect(second.asked).toEqual([]);
  expect(second.run.error).toBeUndefined();
  for (const stream of ["dashboard_cards", "dashboard_tabs", "dashboard_parameters"]) {
    expect(recordsOf(first.run, stream).length).toBeGreaterThan(0);
    expect(recordsOf(second.run, stream)).toEqual(recordsOf(first.run, stream));
  }
  // Nobody's views are counted, either.
  expect(recordsOf(third.run, "dashboards")).toEqual(recordsOf(second.run, "dashboards"));
});

type Row = Record<string, unknown>;

/** A server of which a test can change rows between two runs. */
async function startEditableServer() {
  const edits = { cards: (row: Row): Row => row, dashboards: (row: Row): Row => row };
  const server = await startAlteredServer({
    "/api/card": (rows: Row[]) => rows.map((row) => edits.cards(row)),
    "/api/dashboard": (rows: Row[]) => rows.map((row) => edits.dashboards(row)),
  });
  const shown = [...server.world.dashboards].map(({ id, dashcards }) => ({
    id,
    cards: dashcards.flatMap(({ card_id }) => card_id ?? []),
  }));
  return { server, edits, shown };
}

test.each([
  ["its own columns", { updated_at: "2099-01-01T00:00:00Z" }],
  ["what stands on it", { "last-edit-info": { id: 1, timestamp: "2099-01-01T00:00:00Z" } }],
])("a dashboard is read again when somebody changed %s", async (_, change) => {
  const { server, edits } = await startEditableServer();
  await runAndCount(server);
  edits.dashboards = (row) => (row["id"] === 3 ? { ...row, ...change } : row);

  const { asked } = await runAndCount(server);

  expect(new Set(asked)).toEqual(new Set([3]));
});

test("a card that is archived or deleted has the dashboards read again that it stands on", async () => {
  const { server, edits, shown } = await startEditableServer();
  await runAndCount(server);
  const [archived, deleted] = [...new Set(shown.flatMap(({ cards }) => cards))];
  edits.cards = (row) => {
    if (row["id"] === deleted) return { ...row, id: 1_000_000 };
    return row["id"] === archived ? { ...row, archived: true, archived_directly: true } : row;
  };

  const { asked } = await runAndCount(server);

  const concerned = shown.filter(
    ({ cards }) => cards.includes(archived ?? 0) || cards.includes(deleted ?? 0),
  );
  expect(asked).toEqual(concerned.map(({ id }) => id));
});

test("a card that is brought back has every dashboard read again, once", async () => {
  const { server, edits, shown } = await startEditableServer();
  const card = shown.flatMap(({ cards }) => cards)[0];
  edits.cards = (row) => (row["id"] === card ? { ...row, archived: true } : row);
  await runAndCount(server);
  edits.cards = (row) => row;

  const after = await runAndCount(server);
  const later = await runAndCount(server);

  expect(after.asked).toHaveLength(shown.length);
  expect(later.asked).toEqual([]);
});

test("without the list of cards nothing proves that a dashboard is as it was", async () => {
  const server = await startServer();
  const only = catalogOf("dashboard_cards");
  const run = () => runTap({ config: configOf(server), catalog: only });
  await run();
  server.clearRequests();

  await run();

  expect(server.requests.filter(({ path }) => /dashboard\/\d/.test(path))).toHaveLength(
    server.world.dashboards.length,
  );
  expect(server.requests.map(({ path }) => path)).not.toContain("/api/card");
});

test.each([
  ["an age of 0 days", { detail_max_age_days: 0 }],
  ["another account", { api_key: "analyst" }],
  ["no archived things", { include_archived: false }],
])("%s means reading", async (_, change) => {
  const server = await startServer();
  await runAndCount(server);

  const api_key = "api_key" in change ? server.keys.analyst : server.keys.admin;
  const { asked } = await runAndCount(server, { ...configOf(server), ...change, api_key });

  expect(asked.length).toBeGreaterThan(0);
});

test("details of the list's own age come twice when the first is older", async () => {
  let answers = 0;
  const server = await startAlteredServer({
    "/api/dashboard/3": (dashboard: Row) => {
      answers += 1;
      return answers === 1 ? { ...dashboard, updated_at: "2001-01-01T00:00:00Z" } : dashboard;
    },
    "/api/dashboard/4": (dashboard: Row) => ({ ...dashboard, updated_at: "2001-01-01T00:00:00Z" }),
  });

  const { run } = await runAndCount(server);

  expect(answers).toBe(2);
  expect(String(run.error)).toMatch(/dashboard 4: .*older than its list's, twice/);
  expect(String(run.error)).not.toMatch(/dashboard 3/);
});

test("what is kept holds no secret, no public link and no copy of a card or action", async () => {
  const server = await startAlteredServer({ "/api/dashboard/1": withAction });
  await runAndCount(server);

  const files = (await readdir(cache_dir, { recursive: true })).filter((name) =>
    name.endsWith(".gz"),
  );
  const kept = await Promise.all(
    files.map(async (name) => String(gunzipSync(await readFile(join(cache_dir, name))))),
  );

  expect(kept.length).toBeGreaterThan(server.world.dashboards.length);
  const secrets = [...server.world.dashboards, ...server.world.cards].flatMap(
    ({ public_uuid }) => public_uuid ?? [],
  );
  for (const name of [
    "public_uuid",
    "last-edit-info",
    "result_metadata",
    "param_values",
    "Authorization",
    server.keys.admin,
    ...secrets,
  ])
    expect([name, kept.some((text) => text.includes(name))]).toEqual([name, false]);
});

function withAction(dashboard: { readonly dashcards: readonly object[] }) {
  const action = { type: "http", template: { headers: "Authorization: Basic YTpi" } };
  return { ...dashboard, dashcards: dashboard.dashcards.map((card) => ({ ...card, action })) };
}

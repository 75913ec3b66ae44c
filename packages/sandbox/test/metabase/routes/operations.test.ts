import { expect, test } from "vitest";
import { CONNECTION_CANARY } from "../../../src/metabase/world/databases.ts";
import { get, serve } from "../serve.ts";

type Row = Readonly<Record<string, unknown>>;

test("the list of settings masks what is sensitive, shows other secrets and keeps those of the environment", async () => {
  const server = await serve();

  const settings: Row[] = (await get(server, "/api/setting")).json;

  const byKey = new Map(settings.map((setting) => [setting["key"], setting]));
  expect(byKey.get("email-smtp-password")?.["value"]).toMatch(/^\*{10}\w\w$/);
  expect(byKey.get("embedding-secret-key")?.["value"]).toContain(CONNECTION_CANARY);
  expect(byKey.get("map-tile-server-url")?.["value"]).toContain(CONNECTION_CANARY);
  expect(byKey.get("report-timezone")).toMatchObject({
    value: null,
    is_env_setting: true,
    env_name: "MB_REPORT_TIMEZONE",
    default: "Using value of env var $MB_REPORT_TIMEZONE",
  });
  expect(byKey.size).toBe(settings.length);
});

test("the scheduler tells its jobs with a trigger for each database", async () => {
  const server = await serve();

  const { jobs } = (await get(server, "/api/task/info")).json;

  const triggers = jobs.flatMap((job: { triggers: Row[] }) => job.triggers);
  const databaseIds = triggers.map(({ data }: { data: Row }) => data["db-id"]);
  expect(new Set(databaseIds)).toEqual(new Set([1, 2, 3, 4, 5, 6, undefined]));
  expect(jobs[0]).toHaveProperty("concurrent-executation-disallowed?", true);
  expect(triggers[0]).toMatchObject({ state: "NORMAL", "misfire-instruction": "DO_NOTHING" });
});

test("every run that a task names is there, and counts its tasks", async () => {
  const server = await serve();
  const tasks: Row[] = (await get(server, "/api/task")).json.data;

  const runs: Row[] = (await get(server, "/api/task/runs")).json.data;

  const tasksOf = (id: unknown): number => tasks.filter((task) => task["run_id"] === id).length;
  const named = new Set(tasks.map((task) => task["run_id"]).filter((id) => id !== null));
  const ids = runs.map(({ id }) => id);
  expect([...named].filter((id) => !ids.includes(id))).toEqual([]);
  expect(runs.filter((run) => run["task_count"] !== tasksOf(run["id"]))).toEqual([]);
  expect(runs[0]).toMatchObject({ status: "started", ended_at: null });
  const { tasks: own } = (await get(server, "/api/task/runs/1")).json;
  expect(own.every((task: Row) => task["run_id"] === 1)).toBe(true);
});

test("runs are paged and chosen by what they are about", async () => {
  const server = await serve();

  const page = (await get(server, "/api/task/runs?limit=3&offset=1")).json;
  const failed = (await get(server, "/api/task/runs?status=failed")).json;
  const { entity_id } = failed.data[0];
  const chosen = (await get(server, `/api/task/runs?entity-id=${entity_id}&status=failed`)).json;

  expect([page.data.length, page.limit, page.offset]).toEqual([3, 3, 1]);
  expect(chosen.total).toBeLessThan(failed.total);
  expect(new Set(chosen.data.map((run: Row) => `${run["entity_id"]} ${run["status"]}`))).toEqual(
    new Set([`${entity_id} failed`]),
  );
});

test("there are no runs before 0.59, and tasks name none", async () => {
  const server = await serve({ version: "0.57" });

  expect((await get(server, "/api/task/runs")).status).toBe(404);
  expect((await get(server, "/api/task?limit=1&offset=0")).json.data[0]).not.toHaveProperty(
    "run_id",
  );
});

test.each(["database", "dashboard", "question"])(
  "a licence brings rules for how long answers of each %s are kept",
  async (model) => {
    const server = await serve({ edition: "enterprise" });

    const [rule] = (await get(server, `/api/cache?model=${model}`)).json.data;

    expect(rule).toMatchObject({ model, strategy: { type: expect.any(String) } });
  },
);

test("some models have an index of values", async () => {
  const server = await serve();
  const models = [...server.world.cards].filter((card) => card.type === "model");

  const lists: Row[][] = await Promise.all(
    models.map(async ({ id }) => (await get(server, `/api/model-index?model_id=${id}`)).json),
  );

  const rows = lists.flat();
  expect(rows[0]).toMatchObject({ pk_ref: ["field", expect.any(Number), null], state: "indexed" });
  expect(rows.length).toBeLessThan(models.length);
});

test.each([
  ["oss", 404],
  ["enterprise", 200],
] as const)("the licence of %s is answered with %i", async (edition, status) => {
  const server = await serve({ edition });

  expect((await get(server, "/api/premium-features/token/status")).status).toBe(status);
});

test("the licence names its features with dashes", async () => {
  const server = await serve({ edition: "enterprise", features: ["audit_app"] });

  expect((await get(server, "/api/premium-features/token/status")).json).toMatchObject({
    valid: true,
    features: ["audit-app"],
  });
});

test.each([
  "/api/setting",
  "/api/task/info",
  "/api/task/runs",
  "/api/cache?model=root",
  "/api/persist",
  "/api/premium-features/token/status",
])("%s is closed to ordinary accounts", async (path) => {
  const server = await serve();

  expect((await get(server, path, { "x-api-key": server.keys.analyst })).status).toBe(403);
});

import { expect, test } from "vitest";
import { createScene, lastState } from "../harness/create-scene.ts";

test("every run leaves its own report beside the earlier ones, also one with failures", async () => {
  const scene = await createScene();
  const state = lastState(await scene.run());
  scene.metabase.addFault({ path: /^\/api\/card\b/, kind: "html" });

  const failed = await scene.run({ state, tap: { max_retries: 0 } });

  expect(failed.tap.status).toBe(1);
  const runs = await scene.database.query("select * from metabase.tap_runs");
  const streams = await scene.database.query("select * from metabase.stream_runs");
  expect(runs.map((run) => run["is_complete"]).sort()).toEqual([false, true]);
  const cards = streams.filter(({ stream }) => stream === "cards");
  expect(cards.map(({ status }) => status).sort()).toEqual(["complete", "failed"]);
  const users = streams.filter(({ stream }) => stream === "users");
  expect(users.map(({ rows, is_activated }) => [rows, is_activated])).toEqual([
    ["25", true],
    ["25", true],
  ]);
  const ids = new Set(runs.map(({ id }) => id));
  expect(streams.every(({ run_id }) => ids.has(run_id))).toBe(true);
});

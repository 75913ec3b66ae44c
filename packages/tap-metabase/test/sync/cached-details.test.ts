import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SandboxMetabase } from "@singer-metabase/sandbox";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { recordsOf, runTap } from "../run-tap.ts";
import { startServer } from "../start-server.ts";

let cache_dir: string;

beforeEach(async () => {
  cache_dir = await mkdtemp(join(tmpdir(), "tap-metabase-cache-"));
  onTestFinished(() => rm(cache_dir, { recursive: true, force: true }));
});

const configOf = ({ url, keys }: Pick<SandboxMetabase, "url" | "keys">) => ({
  base_url: url,
  api_key: keys.admin,
  cache_dir,
  stream_groups: ["content"],
});

/** Runs the tap and says which dashboards it asked for. */
async function runAndCount(server: SandboxMetabase, config: object = configOf(server)) {
  server.clearRequests();
  const run = await runTap({ config: { ...config } });
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

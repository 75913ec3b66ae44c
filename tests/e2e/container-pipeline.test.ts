import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { createScene, type Scene } from "../harness/create-scene.ts";
import { programs } from "../harness/programs.ts";
import { root } from "../harness/root.ts";

test("the container's command loads, with secrets from files, and goes on from its state", async () => {
  const scene = await createScene();
  await mkdir(join(scene.folder, "secrets"));
  await writeFile(
    join(scene.folder, "secrets/tap_metabase_api_key"),
    `${scene.metabase.keys.admin}\n`,
  );

  const first = await runPipelineScript(scene);
  const bookmarks = readState(scene);
  const second = await runPipelineScript(scene);

  expect([first.status, second.status], first.log + second.log).toEqual([0, 0]);
  expect(Object.keys(bookmarks)).toContain("cards");
  expect(readState(scene)["cards"]?.version).toBeGreaterThan(bookmarks["cards"]?.version ?? 0);
  const [cards] = await scene.database.query("select count(*)::int as n from metabase.cards");
  expect(cards).toEqual({ n: 120 });
});

test("a failing tap fails the container, and its state stays what it was", async () => {
  const scene = await createScene();
  const key = { TAP_METABASE_API_KEY: scene.metabase.keys.admin };
  await runPipelineScript(scene, key);
  const before = readState(scene);

  const { status, log } = await runPipelineScript(scene, { TAP_METABASE_API_KEY: "mb_unknown" });

  expect(status).toBe(1);
  expect(log).toMatch(/api_key/);
  expect(readState(scene)).toEqual(before);
});

async function runPipelineScript(scene: Scene, environment: Readonly<Record<string, string>> = {}) {
  const script = spawn(join(root, "docker/pipeline"), {
    env: {
      PATH: `${dirname(programs.tap)}${delimiter}${process.env["PATH"]}`,
      STATE_FOLDER: scene.folder,
      SECRETS_FOLDER: join(scene.folder, "secrets"),
      TAP_METABASE_BASE_URL: scene.metabase.url,
      TARGET_POSTGRES_SQLALCHEMY_URL: scene.database.url,
      TARGET_POSTGRES_DEFAULT_TARGET_SCHEMA: "metabase",
      ...environment,
    },
    stdio: ["ignore", "inherit", "pipe"],
  });
  const closed = once(script, "close");
  const log = await text(script.stderr);
  const [status] = await closed;
  return { status, log };
}

function readState(scene: Scene): Readonly<Record<string, { readonly version: number }>> {
  return JSON.parse(readFileSync(join(scene.folder, "state.json"), "utf8")).bookmarks;
}

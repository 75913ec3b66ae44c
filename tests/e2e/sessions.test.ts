import { expect, test } from "vitest";
import { createScene, type Scene } from "../harness/create-scene.ts";

const asPerson = ({ metabase }: Scene) => ({
  api_key: undefined,
  username: metabase.accounts.admin.email,
  password: metabase.accounts.admin.password,
});

const logins = ({ metabase }: Scene) =>
  metabase.requests.filter(({ method, path }) => method === "POST" && path === "/api/session");

test("two runs share one login", async () => {
  const scene = await createScene();

  const first = await scene.run({ tap: asPerson(scene) });
  const second = await scene.run({ tap: asPerson(scene) });

  expect([first.tap.status, second.tap.status]).toEqual([0, 0]);
  expect(logins(scene)).toHaveLength(1);
});

test("two taps that start at once share one login", async () => {
  const scene = await createScene({ latencyMs: 20 });
  const run = (schema: string) =>
    scene.run({ tap: asPerson(scene), target: { default_target_schema: schema } });

  const results = await Promise.all([run("left_one"), run("right_one")]);

  expect(results.map(({ tap }) => tap.status)).toEqual([0, 0]);
  expect(logins(scene)).toHaveLength(1);
});

test("a token that expired between two runs is replaced, once", async () => {
  const scene = await createScene();
  await scene.run({ tap: asPerson(scene) });
  scene.metabase.expireSessions();

  const result = await scene.run({ tap: asPerson(scene) });

  expect(result).toMatchObject({ tap: { status: 0 }, target: { status: 0 } });
  expect(logins(scene)).toHaveLength(2);
});

test("without a token cache the run closes its session at the end, also after a failure", async () => {
  const scene = await createScene();
  scene.metabase.addFault({ path: "/api/user", kind: "status", status: 500 });

  const result = await scene.run({
    tap: { ...asPerson(scene), token_cache: false, max_retries: 0 },
  });

  expect(result.tap.status).not.toBe(0);
  expect(scene.metabase.requests.at(-1)).toMatchObject({ method: "DELETE", path: "/api/session" });
});

test("a throttled login is tried once and says so", async () => {
  const scene = await createScene({ faults: [{ path: "/api/session", kind: "throttle" }] });

  const { tap, output } = await scene.run({ tap: asPerson(scene) });

  expect(tap.status).toBe(1);
  expect(tap.log).toMatch(/throttle|too many/i);
  expect(logins(scene)).toHaveLength(1);
  expect(output).toBe("");
});

test("a wrong password is tried once and is told from a throttled login", async () => {
  const scene = await createScene();

  const { tap, output } = await scene.run({ tap: { ...asPerson(scene), password: "not this" } });

  expect(tap.status).toBe(1);
  expect(tap.log).toMatch(/password/);
  expect(tap.log).not.toMatch(/throttle|too many/i);
  expect(logins(scene)).toHaveLength(1);
  expect(output).toBe("");
});

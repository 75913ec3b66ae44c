import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createScene, lastState, type Scene } from "../harness/create-scene.ts";

/** A run that went well, then one that something happens to. */
async function afterGoodRun(options?: Parameters<typeof createScene>[0]) {
  const scene = await createScene(options);
  const state = lastState(await scene.run());
  return { scene, state, before: await ids(scene) };
}

/** The keys of all rows, table by table. */
async function ids(scene: Scene): Promise<Record<string, unknown[]>> {
  const tables = await scene.tables();
  return Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [name, rows.map((row) => row["id"])]),
  );
}

test("a tap that is killed in the middle leaves rows and state that the next run completes", async () => {
  const scene = await createScene({ cards: 3_000 });
  const pipeline = await scene.start();

  await pipeline.logged("tap", /"stream_name":"collections"/);
  pipeline.kill("tap", "SIGKILL");
  const killed = await pipeline.finished;

  expect(killed.tap.status).toBe(137);
  // Where the kill cut a line in two, the target says so; what came before is loaded either way.
  if (killed.target.status !== 0) expect(killed.target.log).toMatch(/line \d+/);
  const again = await scene.run({ state: lastState(killed) });
  expect(again).toMatchObject({ tap: { status: 0 }, target: { status: 0 } });
  const [cards] = await scene.database.query(
    "select count(*)::int as rows, count(distinct id)::int as keys from metabase.cards",
  );
  expect(cards).toEqual({ rows: 3_000, keys: 3_000 });
});

test("a tap that is killed never deletes: the next run's end does", async () => {
  const { scene, state, before } = await afterGoodRun({ cards: 3_000 });
  const pipeline = await scene.start({ state });

  await pipeline.logged("tap", /"stream_name":"collections"/);
  pipeline.kill("tap", "SIGKILL");
  await pipeline.finished;

  expect(await ids(scene)).toEqual(before);
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s stops the tap, the target keeps what it has",
  async (signal) => {
    const scene = await createScene({ cards: 3_000, latencyMs: 5 });
    const pipeline = await scene.start();

    await pipeline.logged("tap", /"stream_name":"users"/);
    pipeline.kill("tap", signal);
    const stopped = await pipeline.finished;

    expect(stopped.tap.status).toBe(signal === "SIGTERM" ? 143 : 130);
    expect(stopped.target.status).toBe(0);
    expect(lastState(stopped)).toMatchObject({ bookmarks: { users: { rows: 25 } } });
  },
);

test("a 403 in the middle of the dashboards fails the run and deletes no dashboard", async () => {
  const { scene, state, before } = await afterGoodRun();
  scene.metabase.addFault({ path: /^\/api\/dashboard\/[3-9]/, kind: "status", status: 403 });

  // Another cache folder, or what was read last time would not be asked for again.
  const result = await scene.run({ state, tap: { cache_dir: `${scene.folder}/empty` } });

  expect(result.tap.status).toBe(1);
  expect(result.tap.log).toMatch(/403/);
  expect(await ids(scene)).toEqual(before);
});

test("a key that lost its rights between two runs deletes nothing", async () => {
  const { scene, state, before } = await afterGoodRun();
  scene.metabase.demoteKey();

  const result = await scene.run({ state });

  expect(result.tap.status).toBe(1);
  expect(result.tap.log).toMatch(/accept_scope_change/);
  // What a key sees less of may make other rows (of questions whose tables are hidden from it).
  const after = await ids(scene);
  for (const [table, keys] of Object.entries(before)) {
    expect(after[table], table).toEqual(expect.arrayContaining(keys));
  }
});

test("a proxy's sign-in page fails its stream, names the path, and spares the others", async () => {
  const { scene, state, before } = await afterGoodRun();
  scene.metabase.addFault({ path: /^\/api\/card\b/, kind: "html" });

  const result = await scene.run({ state });

  expect(result.tap.status).toBe(1);
  expect(result.tap.log).toMatch(/\/api\/card.*(HTML|html)/);
  expect(await ids(scene)).toEqual(before);
  const versions = (value: unknown) =>
    (value as { bookmarks: Record<string, { version: number }> }).bookmarks;
  const [then, now] = [versions(state), versions(lastState(result))];
  expect(now["users"]?.version).toBeGreaterThan(then["users"]?.version ?? 0);
  expect(now["cards"]).toEqual(then["cards"]);
});

test("a truncated list is read again", async () => {
  const scene = await createScene({
    faults: [{ path: /^\/api\/card/, kind: "truncate", afterBytes: 5_000, times: 1 }],
  });

  const result = await scene.run();

  expect(result).toMatchObject({ tap: { status: 0 }, target: { status: 0 } });
  const [cards] = await scene.database.query("select count(*)::int as n from metabase.cards");
  expect(cards).toEqual({ n: 120 });
});

test.each([302, 307])(
  "a redirect (%i) to another origin gets no header of ours",
  async (status) => {
    const received: IncomingHttpHeaders[] = [];
    const stranger = createServer((request, response) => {
      received.push(request.headers);
      response.end("[]");
    }).listen(0, "127.0.0.1");
    await once(stranger, "listening");
    onTestFinished(() => void stranger.close());
    const location = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/api/card`;
    const scene = await createScene({
      faults: [{ path: /^\/api\/card\b/, kind: "redirect", status, location }],
    });

    const result = await scene.run();

    expect(received).toEqual([]);
    expect(result.tap.status).toBe(1);
    expect(result.tap.log).toContain(location);
  },
);

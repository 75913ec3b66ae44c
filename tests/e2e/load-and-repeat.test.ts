import { streams } from "@singer-metabase/tap-metabase";
import { expect, test } from "vitest";
import { createScene, lastState } from "../harness/create-scene.ts";

test("a Metabase lands in PostgreSQL, and a second run finds nothing to change", async () => {
  const scene = await createScene();

  const first = await scene.run();

  expect(first).toMatchObject({ tap: { status: 0 }, target: { status: 0 } });
  const loaded = await scene.tables();
  expect(Object.keys(loaded)).toEqual(expect.arrayContaining(streams.map(({ name }) => name)));
  for (const { name } of streams) expect(loaded[name]?.length, name).toBeGreaterThan(0);

  const second = await scene.run({ state: lastState(first) });

  expect(second).toMatchObject({ tap: { status: 0 }, target: { status: 0 } });
  // Reading a dashboard counts as a view, so these rows do change.
  const { dashboards, ...untouched } = await scene.tables();
  expect(untouched).toEqual({ ...loaded, dashboards: undefined });
  expect(dashboards?.map(({ id }) => id)).toEqual(loaded["dashboards"]?.map(({ id }) => id));
});

test("what the server lists is what the tables hold, archived things too", async () => {
  const scene = await createScene();
  const { url, keys } = scene.metabase;
  const list = async (path: string): Promise<number[]> => {
    const response = await fetch(`${url}${path}`, { headers: { "x-api-key": keys.admin } });
    return ((await response.json()) as { id: number }[]).map(({ id }) => id);
  };
  const held = async (table: string): Promise<unknown[]> =>
    (await scene.database.query(`select id from metabase.${table} order by id`)).map(({ id }) =>
      Number(id),
    );

  await scene.run();

  for (const [table, path] of [
    ["cards", "/api/card"],
    ["dashboards", "/api/dashboard"],
  ] as const) {
    const ids = [...(await list(path)), ...(await list(`${path}?f=archived`))];
    expect(await held(table)).toEqual([...new Set(ids)].sort((a, b) => a - b));
  }
});

test("what has gone from Metabase goes from the tables, and what came is there", async () => {
  const scene = await createScene();
  const state = lastState(await scene.run());
  const before = await scene.database.query("select count(*)::int as n from metabase.cards");
  await scene.database.query("insert into metabase.cards (id, name) values (-1, 'gone')");
  await scene.database.query("delete from metabase.cards where id = 1");

  await scene.run({ state });

  const after = await scene.database.query("select count(*)::int as n from metabase.cards");
  expect(after).toEqual(before);
  expect(await scene.database.query("select id from metabase.cards where id = -1")).toEqual([]);
});

test("the state of a run is lines of JSON; the last one counts the rows of every table", async () => {
  const scene = await createScene();

  const result = await scene.run();

  for (const line of result.output.trimEnd().split("\n")) {
    expect(() => JSON.parse(line)).not.toThrow();
  }
  const { bookmarks } = lastState(result) as { bookmarks: Record<string, { rows: number }> };
  const counted = Object.entries(bookmarks).map(([stream, { rows }]) => [stream, rows] as const);
  const held = Object.entries(await scene.tables()).map(([table, rows]) => [table, rows.length]);
  expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(held));
});

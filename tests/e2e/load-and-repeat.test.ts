import { streams } from "@singer-metabase/tap-metabase";
import { expect, test } from "vitest";
import { createScene, lastState } from "../harness/create-scene.ts";

/** The streams that a paid server of the newest version offers to whoever chooses none. */
const offered = streams.filter(
  ({ group, needs, selectedByDefault, name }) =>
    group !== "results" &&
    needs?.until === undefined &&
    selectedByDefault !== false &&
    !["tap_runs", "stream_runs"].includes(name),
);

/** What the account of an API key has none of, and what the sample questions' lists do not carry. */
const barren = new Set(["bookmarks", "login_history", "moderation_reviews"]);

test("a Metabase lands in PostgreSQL, and a second run finds nothing to change", async () => {
  const scene = await createScene({ edition: "enterprise" });

  const first = await scene.run();

  expect(first).toMatchObject({ tap: { status: 0 }, target: { status: 0 } });
  const loaded = await scene.tables();
  expect(Object.keys(loaded).sort()).toEqual(offered.map(({ name }) => name).sort());
  for (const { name } of offered.filter(({ name }) => !barren.has(name))) {
    expect(loaded[name]?.length, name).toBeGreaterThan(0);
  }

  const second = await scene.run({ state: lastState(first) });

  expect(second).toMatchObject({ tap: { status: 0 }, target: { status: 0 } });
  // Reading a dashboard for the first time counted as a view.
  const { dashboards, ...untouched } = await scene.tables();
  expect(untouched).toEqual({ ...loaded, dashboards: undefined });
  expect(dashboards?.map(({ id }) => id)).toEqual(loaded["dashboards"]?.map(({ id }) => id));

  await scene.run({ state: lastState(second) });

  expect(await scene.tables()).toEqual({ ...untouched, dashboards });
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
  const { bookmarks } = lastState(result) as { bookmarks: Record<string, { rows?: number }> };
  const tables = await scene.tables();
  const counted = Object.entries(bookmarks).filter(([, { rows }]) => rows !== undefined);
  expect(counted.length).toBeGreaterThan(30);
  for (const [stream, { rows }] of counted) expect(tables[stream], stream).toHaveLength(rows ?? -1);
});

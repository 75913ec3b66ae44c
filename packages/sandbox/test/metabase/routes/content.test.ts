import { expect, test } from "vitest";
import { get, serve } from "../serve.ts";

type Row = Readonly<Record<string, unknown>>;

test.each([
  ["/api/segment", 1],
  ["/api/measure", 1],
  ["/api/timeline", 1],
  ["/api/action", 1],
  ["/api/pulse", 1],
  ["/api/transform", 1],
  ["/api/transform-job", 1],
  ["/api/transform/run", 1],
] as const)("a row of %s is the same by itself", async (path, id) => {
  const server = await serve({ cards: 200, dashboards: 20 });

  const { json } = await get(server, path);
  const row = (json.data ?? json).find((each: Row) => each["id"] === id);

  expect(Object.keys((await get(server, `${path}/${id}`)).json)).toEqual(Object.keys(row));
});

test("an alert is the same thing under its old name and its new one", async () => {
  const server = await serve({ version: "0.54", cards: 400 });

  const old: Row[] = [
    ...(await get(server, "/api/alert")).json,
    ...(await get(server, "/api/alert?archived=true")).json,
  ];
  const path = "/api/notification?payload_type=notification/card&include_inactive=true";
  const now: Row[] = (await get(server, path)).json;

  const cardsOf = (rows: readonly Row[], key: string): unknown[] =>
    rows
      .flatMap((row) => ((row[key] as Row | null) === null ? [] : [row[key] as Row]))
      .map((card) => card["card_id"] ?? card["id"])
      .sort();
  expect(cardsOf(old, "card")).toEqual(cardsOf(now, "payload"));
  expect(now.some(({ payload }) => payload === null)).toBe(true);
});

test("notifications without a kind are also what the server itself sends", async () => {
  const server = await serve();

  const kinds = (await get(server, "/api/notification")).json.map(
    (row: Row) => row["payload_type"],
  );

  expect(new Set(kinds)).toEqual(new Set(["notification/card", "notification/system-event"]));
});

test("tasks come newest first, in pages", async () => {
  const server = await serve();

  const { json } = await get(server, "/api/task?limit=10&offset=250");

  expect(json).toMatchObject({ total: 260, limit: 10, offset: 250 });
  expect(json.data.map(({ id }: Row) => id)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
});

test("archived timelines come by a second call, archived events only with their timeline", async () => {
  const server = await serve();
  const eventsOf = async (path: string): Promise<Row[]> => {
    const { json } = await get(server, path);
    return (Array.isArray(json) ? json : [json]).flatMap((row) => row.events);
  };

  const listed = await eventsOf("/api/timeline?include=events");
  const whole = await eventsOf("/api/timeline/1?include=events&archived=true");
  const archived = (await get(server, "/api/timeline?archived=true")).json;

  expect(listed.map((event) => event["archived"])).not.toContain(true);
  expect(whole.map((event) => event["archived"])).toContain(true);
  expect(archived.map(({ name }: Row) => name)).toEqual(["Before the move"]);
});

test.each([
  ["", 50],
  ["&limit=7&offset=0", 7],
  ["&limit=7", 50],
])("a search%s finds no more than %i at once", async (query, rows) => {
  const server = await serve();

  const { json } = await get(server, `/api/search?q=${query}`);

  expect(json.data).toHaveLength(rows);
});

test("a search counts no further than a thousand", async () => {
  const server = await serve({ cards: 3000 });

  expect((await get(server, "/api/search?q=")).json.total).toBe(1000);
});

test.each(["/api/task", "/api/channel", "/api/card/public", "/api/transform"])(
  "%s is closed to ordinary accounts",
  async (path) => {
    const server = await serve();

    expect((await get(server, path, { "x-api-key": server.keys.analyst })).status).toBe(403);
  },
);

test("stored models have one key with a dash", async () => {
  const server = await serve({ cards: 2000 });

  const { json } = await get(server, "/api/persist?limit=2&offset=0");

  expect(json.data).toHaveLength(2);
  expect(json.total).toBeGreaterThan(2);
  expect(Object.keys(json.data[0]).filter((key) => key.includes("-"))).toEqual(["next-fire-time"]);
});

test.each([
  ["oss", "root", 200],
  ["oss", "dashboard", 402],
  ["enterprise", "dashboard", 200],
] as const)(
  "%s tells how long answers of a %s are kept with %i",
  async (edition, model, status) => {
    const server = await serve({ edition });

    expect((await get(server, `/api/cache?model=${model}`)).status).toBe(status);
  },
);

test("revisions come newest first, and only one is the present state", async () => {
  const server = await serve();
  const edited = [...server.world.cards].find(({ last_editor_id }) => last_editor_id !== null);

  const { json } = await get(server, `/api/revision?entity=card&id=${edited?.id}`);
  const same = await get(server, `/api/revision/card/${edited?.id}`);

  expect(json.map((row: Row) => row["most_recent"])).toEqual([true, false]);
  expect(json.at(-1)).toMatchObject({ is_creation: true, diff: null });
  expect(same.json).toEqual(json);
  expect((await get(server, "/api/revision?entity=nothing&id=1")).status).toBe(400);
});

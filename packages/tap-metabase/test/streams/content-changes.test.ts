import { expect, test } from "vitest";
import { activatedIn, complaintsOf, recordsOf, stateOf } from "../run-tap.ts";
import { startAlteredServer, startServer } from "../start-server.ts";
import { readContent } from "./read-content.ts";

type Row = Record<string, unknown>;

const SMALL = { cards: 30, dashboards: 4 };

test("a second run asks for the revisions of what was edited since, and nothing else", async () => {
  const edited = new Set<unknown>();
  const edit = (rows: Row[]) =>
    rows.map((row) =>
      edited.has(row["name"])
        ? { ...row, "last-edit-info": { id: 1, timestamp: "2099-01-01T00:00:00.5Z" } }
        : row,
    );
  const server = await startAlteredServer({ "/api/card": edit, "/api/dashboard": edit }, SMALL);
  const first = await readContent(server, ["cards", "revisions"]);
  const asked = () =>
    server.requests.flatMap(({ path, query }) =>
      path === "/api/revision" ? [`${query.get("entity")} ${query.get("id")}`] : [],
    );
  expect(asked()).toHaveLength(SMALL.cards + SMALL.dashboards);
  const [card, dashboard] = [server.world.cards.at(4), server.world.dashboards.at(1)];
  edited.add(card.name).add(dashboard.name);
  server.clearRequests();

  const second = await readContent(server, ["cards", "revisions"], { state: stateOf(first) });

  expect(second.error).toBeUndefined();
  expect(asked()).toEqual(expect.arrayContaining([`card ${card.id}`, `dashboard ${dashboard.id}`]));
  // Others that were last edited within an hour of the newest edit are asked for again.
  expect(asked().length).toBeLessThanOrEqual(4);
  expect(activatedIn(second)).not.toContain("revisions");
});

test("a transform that still ran is read again once it has ended", async () => {
  let isRunning = true;
  const server = await startAlteredServer({
    "/api/transform/run": ({ data, ...page }: { data: Row[] }) => ({
      ...page,
      data: data.map((run) =>
        run["id"] === 58 && isRunning
          ? { ...run, status: "started", end_time: null, is_active: true }
          : run,
      ),
    }),
  });
  const first = await readContent(server, ["transform_runs"]);
  isRunning = false;

  const second = await readContent(server, ["transform_runs"], { state: stateOf(first) });
  const third = await readContent(server, ["transform_runs"], { state: stateOf(second) });

  const idsIn = (run: typeof first) => recordsOf(run, "transform_runs").map(({ id }) => id);
  expect(idsIn(first)).toHaveLength(server.world.transforms.runs.length);
  expect(idsIn(second)).toEqual([60, 59, 58]);
  expect(recordsOf(second, "transform_runs")[2]).toMatchObject({ is_active: null });
  expect(idsIn(third)).toEqual([60]);
});

test("an instance that shares nothing publicly has no public links", async () => {
  const server = await startServer(SMALL);
  for (const path of ["/api/card/public", "/api/dashboard/public"]) {
    const body = "Public sharing is not enabled.";
    server.addFault({ path, kind: "status", status: 400, body });
  }

  const run = await readContent(server, ["public_links"]);

  expect(complaintsOf(run)).toEqual([]);
  expect(activatedIn(run)).toEqual(["public_links"]);
  expect(recordsOf(run, "public_links")).toEqual([]);
});

test.each([
  [true, ["in use", "archived"]],
  [false, ["in use"]],
])("include_archived %s: timelines and events are %j", async (include_archived, kinds) => {
  const server = await startServer(SMALL);

  const run = await readContent(server, ["timelines", "timeline_events"], { include_archived });

  for (const stream of ["timelines", "timeline_events"]) {
    const found = recordsOf(run, stream).map(({ archived }) => (archived ? "archived" : "in use"));
    expect(new Set(found)).toEqual(new Set(kinds));
  }
});

test("a timeline that comes without its list of events makes the read incomplete", async () => {
  const server = await startAlteredServer(
    { "/api/timeline/2": ({ events: _, ...timeline }: Row) => timeline },
    SMALL,
  );

  const run = await readContent(server, ["timelines", "timeline_events"]);

  expect(String(run.error)).toContain("timeline 2");
  expect(activatedIn(run)).toEqual(["timelines"]);
});

test("what lies in personal collections is left out on request", async () => {
  const personal = (await startServer(SMALL)).world.collections.personalCollectionOf(1);
  const file = ({ id, ...row }: Row) => ({
    ...row,
    id,
    ...(id === 1 && { collection_id: personal }),
  });
  const server = await startAlteredServer(
    {
      "/api/document": ({ items }: { items: Row[] }) => ({ items: items.map(file) }),
      "/api/timeline": (timelines: Row[]) => timelines.map(file),
    },
    SMALL,
  );
  const names = ["documents", "comments", "timelines", "timeline_events"];

  const all = await readContent(server, names);
  const shared = await readContent(server, names, { include_personal_collections: false });

  expect(shared.error).toBeUndefined();
  for (const name of ["documents", "timelines"]) {
    const ids = recordsOf(all, name).map(({ id }) => id);
    expect(recordsOf(shared, name).map(({ id }) => id)).toEqual(ids.filter((id) => id !== 1));
  }
  expect(recordsOf(shared, "comments").filter((row) => row["target_id"] === 1)).toEqual([]);
  expect(recordsOf(shared, "timeline_events").filter((row) => row["timeline_id"] === 1)).toEqual(
    [],
  );
});

test("a review that two reads bring is one row", async () => {
  const review = { id: 7, moderated_item_type: "card", moderated_item_id: 1, status: "verified" };
  const withReview = (object: Row) => ({ ...object, moderation_reviews: [review] });
  const server = await startAlteredServer(
    {
      "/api/card": (cards: Row[]) => cards.map(withReview),
      "/api/dashboard/1": withReview,
    },
    SMALL,
  );

  const run = await readContent(server, ["cards", "dashboards", "moderation_reviews"]);

  expect(recordsOf(run, "moderation_reviews")).toEqual([expect.objectContaining(review)]);
});

test("filters know the card that they stand on, and keep their default whatever its type", async () => {
  const server = await startAlteredServer(
    {
      "/api/dashboard/2": (dashboard: Row & { dashcards: Row[] }) => ({
        ...dashboard,
        parameters: [
          { id: "a", name: "A", slug: "a", type: "number/=", default: [1, 2] },
          { id: "b", name: "B", slug: "b", type: "string/=", isMultiSelect: false },
        ],
        dashcards: dashboard.dashcards.map((dashcard, index) => ({
          ...dashcard,
          inline_parameters: index === 0 ? ["b"] : [],
        })),
      }),
    },
    SMALL,
  );

  const run = await readContent(server, ["dashboards", "dashboard_parameters"]);

  const rows = recordsOf(run, "dashboard_parameters").filter((row) => row["dashboard_id"] === 2);
  const [first] = server.world.dashboards.at(1).dashcards;
  expect(rows).toEqual([
    expect.objectContaining({
      id: '[2,"a"]',
      position: 0,
      default: "[1,2]",
      dashboard_card_id: null,
    }),
    expect.objectContaining({
      id: '[2,"b"]',
      default: null,
      isMultiSelect: false,
      dashboard_card_id: first?.id,
    }),
  ]);
});

test("bookmarks are those of the account that reads", async () => {
  const server = await startServer();
  const { email: username, password } = server.accounts.admin;

  const run = await readContent(server, ["bookmarks"], {
    api_key: undefined,
    username,
    password,
    token_cache: false,
  });

  const rows = recordsOf(run, "bookmarks");
  expect(rows.length).toBeGreaterThan(0);
  for (const { id, type, item_id } of rows) expect(id).toBe(`${type}-${item_id}`);
});

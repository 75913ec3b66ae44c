import { expect, test } from "vitest";
import { recordsOf } from "../run-tap.ts";
import { startAlteredServer, startServer } from "../start-server.ts";
import { readContent } from "./read-content.ts";

const CANARY = "canary-9b41d7";

type Row = Record<string, unknown>;

const each =
  (change: Row) =>
  (rows: Row[]): Row[] =>
    rows.map((row) => ({ ...row, ...change }));

const PERSON = { id: 1, email: CANARY, common_name: CANARY };
const FINGERPRINT = { global: { "distinct-count": 3 }, type: { "type/Text": { min: CANARY } } };
const COPIES = { creator: PERSON, collection: { id: 4, name: CANARY }, public_uuid: CANARY };

test("links, copies of other objects and values of rows stay on the server", async () => {
  const server = await startAlteredServer(
    {
      "/api/card": each({ ...COPIES, result_metadata: [{ name: "n", fingerprint: FINGERPRINT }] }),
      "/api/dashboard": each({ ...COPIES, last_used_param_values: { p: CANARY } }),
      "/api/dashboard/1": (dashboard: Row & { dashcards: Row[] }) => ({
        ...dashboard,
        ...COPIES,
        param_values: { p: CANARY },
        param_fields: { p: [{ name: CANARY }] },
        moderation_reviews: [{ id: 1, status: "verified", user: PERSON }],
        dashcards: each({
          card: { name: CANARY },
          visualization_settings: {
            visualization: { columns: [{ name: "n", fingerprint: FINGERPRINT }] },
          },
        })(dashboard.dashcards),
      }),
      "/api/native-query-snippet": each(COPIES),
      "/api/segment": each({ creator: PERSON }),
      "/api/measure": each({ creator: PERSON }),
      "/api/action": each({
        ...COPIES,
        model: { name: CANARY },
        template: { method: "POST", url: "https://example.com", headers: CANARY, body: CANARY },
      }),
      "/api/timeline": each(COPIES),
      "/api/timeline/1": ({ events, ...timeline }: Row & { events: Row[] }) => ({
        ...timeline,
        ...COPIES,
        events: each({ creator: PERSON })(events),
      }),
      "/api/document": ({ items }: { items: Row[] }) => ({ items: each(COPIES)(items) }),
      "/api/comment": ({ comments }: { comments: Row[] }) => ({
        comments: each({
          creator: PERSON,
          reactions: [{ emoji: "👍", count: 1, users: [PERSON] }],
          context: {
            timeline_id: 1,
            highlight_label: CANARY,
            highlighted: { dimensions: [{ columnName: "n", value: CANARY }] },
          },
        })(comments),
      }),
      "/api/glossary": ({ data }: { data: Row[] }) => ({ data: each({ creator: PERSON })(data) }),
      "/api/transform": each({
        ...COPIES,
        owner: PERSON,
        last_checkpoint_value: CANARY,
        table: { name: CANARY },
      }),
      "/api/transform/run": ({ data, ...page }: { data: Row[] }) => ({
        ...page,
        data: each({
          checkpoint_lo_value: CANARY,
          checkpoint_hi_value: CANARY,
          transform: { name: CANARY },
        })(data),
      }),
      "/api/persist": ({ data, ...page }: { data: Row[] }) => ({
        ...page,
        data: each({ creator: PERSON })(data),
      }),
      "/api/revision": each({
        user: PERSON,
        diff: {
          before: { public_uuid: CANARY, result_metadata: [{ fingerprint: FINGERPRINT }] },
          after: { public_uuid: CANARY },
        },
      }),
      "/api/card/public": each({ public_uuid: CANARY }),
      "/api/dashboard/public": each({ public_uuid: CANARY }),
    },
    { cards: 20, dashboards: 3 },
  );

  const run = await readContent(server, NAMES);

  expect(run.error).toBeUndefined();
  const leaks = run.messages.filter((message) => JSON.stringify(message).includes(CANARY));
  expect(leaks).toEqual([]);
  for (const name of NAMES) expect(recordsOf(run, name).length, name).toBeGreaterThan(0);
  expect(recordsOf(run, "comments")[0]).toMatchObject({
    reactions: [{ emoji: "👍", count: 1, user_ids: [1] }],
    context: { timeline_id: 1 },
  });
});

const NAMES = [
  "cards",
  "dashboards",
  "dashboard_cards",
  "moderation_reviews",
  "revisions",
  "native_query_snippets",
  "segments",
  "measures",
  "actions",
  "timelines",
  "timeline_events",
  "documents",
  "comments",
  "glossary_terms",
  "transforms",
  "transform_runs",
  "public_links",
];

test.each([
  [false, false],
  [true, true],
])("include_public_links %s: the secret part of links comes: %s", async (setting, comes) => {
  const server = await startServer();

  const run = await readContent(server, ["public_links"], { include_public_links: setting });

  const links = recordsOf(run, "public_links");
  expect(links.length).toBeGreaterThan(0);
  for (const { uuid } of links) expect(uuid !== null).toBe(comes);
});

import {
  METABASE_VERSIONS,
  type MetabaseEdition,
  type MetabaseVersion,
  type SandboxMetabase,
} from "@singer-metabase/sandbox";
import { describe, expect, test } from "vitest";
import { recordsOf } from "../run-tap.ts";
import { startServer } from "../start-server.ts";
import { readContent } from "./read-content.ts";

/** How many rows a server of any version has; a stream with a range is there in that range only. */
const expectedRows: Readonly<
  Record<
    string,
    {
      readonly since?: number;
      readonly until?: number;
      count(world: SandboxMetabase["world"]): number;
    }
  >
> = {
  cards: { count: ({ cards }) => cards.length },
  dashboards: { count: ({ dashboards }) => dashboards.length },
  dashboard_tabs: { count: ({ dashboards }) => sum(dashboards, ({ tabs }) => tabs.length) },
  dashboard_cards: {
    count: ({ dashboards }) => sum(dashboards, ({ dashcards }) => dashcards.length),
  },
  dashboard_card_series: {
    count: ({ dashboards }) =>
      sum(dashboards, ({ dashcards }) =>
        sum(dashcards, ({ series_card_ids }) => series_card_ids.length),
      ),
  },
  dashboard_parameters: {
    count: ({ dashboards }) => sum(dashboards, ({ parameters }) => parameters.length),
  },
  revisions: {
    count: ({ cards, dashboards }) =>
      sum([...cards, ...dashboards], ({ last_editor_id }) => (last_editor_id === null ? 1 : 2)),
  },
  native_query_snippets: { count: ({ snippets }) => snippets.length },
  segments: { count: ({ reference }) => sum(reference.segments, inUse) },
  measures: { since: 59, count: ({ reference }) => sum(reference.measures, inUse) },
  legacy_metrics: { until: 50, count: ({ oldMetrics }) => oldMetrics.length },
  actions: { count: ({ reference }) => sum(reference.actions, inUse) },
  timelines: { count: ({ reference }) => reference.timelines.length },
  timeline_events: { count: ({ reference }) => reference.events.length },
  documents: { since: 57, count: ({ reference }) => sum(reference.documents, inUse) },
  comments: {
    since: 57,
    count: ({ reference: { comments, documents } }) =>
      sum(comments, ({ target_id }) => inUse(documents.byId(target_id) ?? { archived: true })),
  },
  glossary_terms: { since: 57, count: ({ reference }) => reference.glossary.length },
  transforms: { since: 57, count: ({ transforms }) => transforms.transforms.length },
  transform_tags: { since: 57, count: ({ transforms }) => transforms.tags.length },
  transform_jobs: { since: 57, count: ({ transforms }) => transforms.jobs.length },
  transform_runs: { since: 57, count: ({ transforms }) => transforms.runs.length },
  public_links: {
    count: ({ cards, dashboards }) =>
      sum(cards, (card) => (card.archived || card.public_uuid === null ? 0 : 1)) +
      sum(dashboards, ({ public_uuid }) => (public_uuid === null ? 0 : 1)),
  },
};

const inUse = ({ archived }: { readonly archived: boolean }) => (archived ? 0 : 1);

function sum<Item>(items: Iterable<Item>, count: (item: Item) => number): number {
  let total = 0;
  for (const item of items) total += count(item);
  return total;
}

/** Streams whose rows depend on more than the world. */
const OTHERS = ["collections", "model_indexes", "moderation_reviews", "persisted_models"];

const servers = METABASE_VERSIONS.flatMap((version) =>
  (["oss", "enterprise"] as const).map((edition) => [version, edition] as const),
);

describe.each(servers)("Metabase %s, %s", (version, edition) => {
  test("brings every object once, and no field that the schemas do not know", async () => {
    const server = await startServer({ version, edition, cards: 60, dashboards: 8 });

    const run = await readContent(server, [...Object.keys(expectedRows), ...OTHERS]);

    expect(run.error).toBeUndefined();
    const rows = Object.entries(expectedRows).map(([stream, { count, ...range }]) => [
      stream,
      isServed(stream, range, version, edition) ? count(server.world) : 0,
    ]);
    expect(rows.map(([stream]) => [stream, recordsOf(run, String(stream)).length])).toEqual(rows);
    for (const name of [...Object.keys(expectedRows), ...OTHERS]) {
      const records = recordsOf(run, name);
      expect(new Set(records.map(({ id }) => id)).size, name).toBe(records.length);
      expect(
        records.flatMap(({ _extra }) => _extra ?? []),
        name,
      ).toEqual([]);
    }
  });
});

test.each(["0.50", "0.57", "newest"] as const)(
  "Metabase %s: a second run brings the same, to the last byte",
  async (version) => {
    const server = await startServer({ version, edition: "enterprise", cards: 60, dashboards: 8 });
    const names = [...Object.keys(expectedRows), ...OTHERS];

    const [first, second] = [await readContent(server, names), await readContent(server, names)];

    for (const name of names) {
      const [before, after] = [first, second].map((run) =>
        recordsOf(run, name).map((record) =>
          // Reading a dashboard's cards counts as a view, so this one did change.
          JSON.stringify(name === "dashboards" ? { ...record, view_count: null } : record),
        ),
      );
      expect(after, name).toEqual(before);
    }
  },
);

test("collections of every namespace are there, and so is each one's parent", async () => {
  const server = await startServer({ edition: "enterprise", cards: 60, dashboards: 8 });

  const rows = recordsOf(await readContent(server, ["collections"]), "collections");

  const ids = new Set(rows.map(({ id }) => id));
  const expected = [...server.world.collections].map(({ id }) => String(id));
  expect(ids).toEqual(new Set(["root", ...expected]));
  for (const { id, parent_id, location } of rows) {
    const path = String(location ?? "/").split("/");
    expect(parent_id, String(id)).toBe(path.at(-2) || null);
    if (parent_id !== null) expect(ids).toContain(parent_id);
  }
});

function isServed(
  stream: string,
  { since = 0, until = Number.POSITIVE_INFINITY }: { since?: number; until?: number },
  version: MetabaseVersion,
  edition: MetabaseEdition,
): boolean {
  const major = Number(version.slice(2));
  // Transforms are open source from 0.59 on.
  if (stream.startsWith("transform") && edition === "oss" && major < 59) return false;
  return since <= major && major <= until;
}

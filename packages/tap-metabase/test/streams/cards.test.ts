import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { complaintsOf, recordsOf, type TapRun } from "../run-tap.ts";
import { startAlteredServer } from "../start-server.ts";
import { readContent } from "./read-content.ts";

type Row = Record<string, unknown>;

const WORLD = { cards: 40, dashboards: 3 };

/** A server that lists cards without their queries, as one of version 0.61.2 was seen to do. */
async function startServerWithoutQueries(edit: (row: Row) => Row = (row) => row) {
  return startAlteredServer(
    {
      "/api/card": (rows: Row[]) =>
        rows.map(({ dataset_query: _, legacy_query: __, ...row }) => edit(row)),
    },
    WORLD,
  );
}

/** A folder of this test alone, to keep details in. */
async function createCacheFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tap-metabase-cache-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const byId = (run: TapRun) =>
  new Map(recordsOf(run, "cards").map((record) => [record["id"], record]));

const detailsRead = (server: { readonly requests: readonly { readonly path: string }[] }) =>
  server.requests.filter(({ path }) => /^\/api\/card\/\d+$/.test(path)).length;

test("cards whose query the list leaves out are read in detail, and are the same as from a whole list", async () => {
  const whole = await startAlteredServer({}, WORLD);
  const partial = await startServerWithoutQueries();

  const expected = byId(await readContent(whole, ["cards"]));
  const run = await readContent(partial, ["cards"]);

  expect(complaintsOf(run)).toEqual([]);
  expect(detailsRead(whole)).toBe(0);
  expect(detailsRead(partial)).toBe(partial.world.cards.length);
  const cards = byId(run);
  expect([...cards.keys()]).toEqual([...expected.keys()]);
  for (const [id, { dataset_query, legacy_query, collection_id, view_count }] of expected) {
    expect(cards.get(id)).toMatchObject({
      dataset_query,
      legacy_query,
      collection_id,
      view_count,
      _extra: null,
    });
  }
});

test("unchanged ones come from the cache, which holds no links and no values of rows", async () => {
  const cache_dir = await createCacheFolder();
  const settings = { cache_dir, detail_max_age_days: 30 };
  let edited = 0;
  const server = await startServerWithoutQueries((row) =>
    row["id"] === edited ? { ...row, updated_at: "2099-01-01T00:00:00Z" } : row,
  );
  await readContent(server, ["cards"], settings);
  const first = await readContent(server, ["cards"], settings);
  server.clearRequests();

  const second = await readContent(server, ["cards"], settings);
  expect(detailsRead(server)).toBe(0);
  expect(byId(second)).toEqual(byId(first));

  edited = 3;
  await readContent(server, ["cards"], settings);
  expect(new Set(server.requests.map(({ path }) => path))).toContain("/api/card/3");
  expect(new Set(server.requests.map(({ path }) => path))).not.toContain("/api/card/4");

  const files = await readdir(cache_dir, { recursive: true });
  const kept = files.filter((name) => name.endsWith(".json.gz"));
  expect(kept).toHaveLength(server.world.cards.length);
  for (const name of kept) {
    const text = gunzipSync(await readFile(join(cache_dir, name))).toString();
    expect(text).not.toMatch(/public_uuid|"type\/Number":\{"min"/);
  }
});

test("one that may not be read in detail makes the read incomplete", async () => {
  const server = await startServerWithoutQueries();
  server.addFault({ path: "/api/card/5", kind: "status", status: 403 });

  const run = await readContent(server, ["cards"]);

  expect(String(run.error)).toContain("card 5");
  expect(recordsOf(run, "cards")).toHaveLength(server.world.cards.length - 1);
});

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Fault, startReplay } from "@singer-metabase/sandbox";
import { expect, onTestFinished, test } from "vitest";
import { streams } from "../../src/streams/index.ts";
import { catalogOf, fewStreams } from "../catalog-of.ts";
import { runTap, type TapRun } from "../run-tap.ts";
import { startServer } from "../start-server.ts";

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tap-metabase-recording-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const SMALL = { cards: 40, dashboards: 5, users: 8 };

// A recording tells neither the names of the views of usage analytics nor the SQL of questions.
const catalog = catalogOf(
  ...streams
    .filter(({ group, name }) => group !== "usage" && name !== "card_sources")
    .map(({ name }) => name),
);

async function record(folder: string, faults: readonly Fault[] = [], selected = catalog) {
  const server = await startServer({ ...SMALL, edition: "enterprise", faults });
  const config = {
    base_url: server.url,
    api_key: server.keys.admin,
    token_cache: false,
  };
  const run = await runTap({ config, catalog: selected, flags: ["--record", folder] });
  return { server, run };
}

test("--record keeps every answer, without the names and texts of people", async () => {
  const folder = await newFolder();
  const { server, run } = await record(folder);
  const index = JSON.parse(await readFile(join(folder, "recording.json"), "utf8")) as {
    readonly answers: readonly { readonly path: string; readonly file: string }[];
  };
  const texts = await Promise.all(
    index.answers.map(({ file }) => readFile(join(folder, file), "utf8")),
  );
  const recorded = texts.join("\n");
  const { users, cards } = {
    users: [...server.world.people.users].slice(0, 20),
    cards: [...server.world.cards].slice(0, 40),
  };

  expect(run.error).toBeUndefined();
  expect(index.answers.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["/api/card", "/api/user", "/api/session/properties"]),
  );
  for (const { email } of users) expect(recorded).not.toContain(email);
  for (const { name } of cards) expect(recorded).not.toContain(JSON.stringify(name));
  expect(await readdir(join(folder, "answers"))).toHaveLength(index.answers.length);
});

test("--record does not write over another recording", async () => {
  const folder = await newFolder();
  await record(folder, [], fewStreams);
  const { run, server } = await record(folder, [], fewStreams);

  expect(run.error).toMatchObject({ code: "TAP_RECORDING" });
  expect(String(run.error)).toContain(folder);
  expect(server.requests).toEqual([]);
});

test("an answer that breaks off is not kept", async () => {
  const folder = await newFolder();
  const faults = [{ path: "/api/card", kind: "truncate", afterBytes: 5000, times: 1 }] as const;
  await record(folder, faults, fewStreams);
  const index = JSON.parse(await readFile(join(folder, "recording.json"), "utf8")) as {
    readonly answers: readonly { readonly path: string; readonly query: string }[];
  };
  const lists = index.answers.filter(
    ({ path, query }) => path === "/api/card" && /f=all/.test(query),
  );

  expect(lists).toHaveLength(1);
});

test("what was recorded can be replayed: the same streams, with as many rows", async () => {
  const folder = await newFolder();
  const { run } = await record(folder);
  const replay = await startReplay(folder);
  onTestFinished(() => replay.stop());
  const config = { base_url: replay.url, api_key: "any", token_cache: false };
  const again = await runTap({ config: { ...config, cache_dir: await newFolder() }, catalog });

  expect(again.error).toBeUndefined();
  expect(countsOf(again)).toEqual(countsOf(run));
});

function countsOf({ messages }: TapRun): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const message of messages) {
    if (message.type !== "RECORD") continue;
    counts[message.stream] = (counts[message.stream] ?? 0) + 1;
  }
  return counts;
}

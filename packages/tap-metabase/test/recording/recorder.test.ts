import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runTap } from "../run-tap.ts";
import { startServer } from "../start-server.ts";

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tap-metabase-recording-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

async function record(folder: string, overrides: Readonly<Record<string, unknown>> = {}) {
  const server = await startServer({ edition: "enterprise", ...overrides });
  const config = { base_url: server.url, api_key: server.keys.admin, token_cache: false };
  const run = await runTap({ config, flags: ["--record", folder] });
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
  await record(folder);
  const { run, server } = await record(folder);

  expect(run.error).toMatchObject({ code: "TAP_RECORDING" });
  expect(String(run.error)).toContain(folder);
  expect(server.requests).toEqual([]);
});

test("an answer that breaks off is not kept", async () => {
  const folder = await newFolder();
  const faults = [{ path: "/api/card", kind: "truncate", afterBytes: 5000, times: 1 }];
  await record(folder, { faults });
  const index = JSON.parse(await readFile(join(folder, "recording.json"), "utf8")) as {
    readonly answers: readonly { readonly path: string; readonly query: string }[];
  };
  const lists = index.answers.filter(
    ({ path, query }) => path === "/api/card" && /f=all/.test(query),
  );

  expect(lists).toHaveLength(1);
});

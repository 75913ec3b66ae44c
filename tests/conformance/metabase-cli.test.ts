import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type SandboxMetabase, startMetabase } from "@singer-metabase/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../harness/root.ts";

/**
 * An independent judge of the sample server: Metabase's own command-line client checks the shape of
 * every object that it reads, and exits with 1 naming the path of what it does not expect.
 */
const execute = promisify(execFile);
let metabase: SandboxMetabase;
let home: string;

beforeAll(async () => {
  metabase = await startMetabase({ cards: 20, dashboards: 3, users: 10 });
  home = await mkdtemp(join(tmpdir(), "metabase-cli-"));
  const login = mb("auth", "login", "--url", metabase.url);
  login.child.stdin?.end(metabase.keys.admin);
  await login;
});

afterAll(async () => {
  await metabase.stop();
  await rm(home, { recursive: true });
});

test.each([
  "card list",
  "card list --filter archived",
  "dashboard list",
  "db list --include tables",
  "table list",
  "collection list",
  "collection get root",
  "snippet list",
  "setting list",
])("mb %s", async (verb) => {
  expect(await read(...verb.split(" "))).not.toEqual([]);
});

test.each(["card", "dashboard", "db", "table", "collection", "snippet"])(
  "mb %s get, of the first and the last in its list",
  async (kind) => {
    const ids = (await read(kind, "list")).map(({ id }) => id);

    for (const id of [ids.at(0), ids.at(-1)]) {
      expect(await read(kind, "get", String(id))).toMatchObject([{ id }]);
    }
  },
);

test("mb table fields, and mb field get of each of them", async () => {
  const fields = await read("table", "fields", "1");

  for (const { id } of fields.slice(0, 5)) {
    expect(await read("field", "get", String(id))).toMatchObject([{ id }]);
  }
});

/** The objects of an answer: a list's rows, or the one object. */
async function read(...verb: string[]): Promise<readonly { readonly id?: unknown }[]> {
  const { stdout } = await mb(...verb, "--json", "--full", "--max-bytes", "0");
  const answer = JSON.parse(stdout);
  return Array.isArray(answer.data) ? answer.data : [answer];
}

function mb(...argv: string[]) {
  return execute(join(root, "node_modules/.bin/mb"), argv, {
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home },
    maxBuffer: 1 << 26,
  });
}

import type { RecordMessage } from "@singer-metabase/singer-protocol";
import { expect, test } from "vitest";
import { runTap, type TapRun } from "../run-tap.ts";
import { startServer } from "../start-server.ts";

const tasksIn = ({ messages }: TapRun) =>
  messages.filter(
    (message): message is RecordMessage => message.type === "RECORD" && message.stream === "tasks",
  );

const lastState = ({ messages }: TapRun) =>
  messages.findLast((message) => message.type === "STATE")?.value;

/** Not the request that only counts, for the instance's own row. */
const isPage = ({ path, query }: { readonly path: string; readonly query: URLSearchParams }) =>
  path === "/api/task" && query.get("limit") !== "1";

async function readTasks(server: Awaited<ReturnType<typeof startServer>>, state?: unknown) {
  const config = {
    base_url: server.url,
    api_key: server.keys.admin,
    stream_groups: ["operations"],
    token_cache: false,
  };
  server.clearRequests();
  const run = await runTap({ config, ...(state !== undefined && { state }) });
  expect(run.error).toBeUndefined();
  return { run, pages: server.requests.filter(isPage).length };
}

test("a log is only ever added to: no version, no activation, but a position", async () => {
  const server = await startServer();
  const { run } = await readTasks(server);

  expect(tasksIn(run)).toHaveLength(server.world.tasks.length);
  expect(tasksIn(run).filter(({ version }) => version !== undefined)).toEqual([]);
  expect(run.messages.filter(({ type }) => type === "ACTIVATE_VERSION")).not.toContainEqual(
    expect.objectContaining({ stream: "tasks" }),
  );
  expect(lastState(run)).toMatchObject({
    bookmarks: { tasks: { position: { from: expect.any(String) } } },
  });
});

test("the next run reads the news, and again what had not ended, at the cost of a page", async () => {
  const server = await startServer();
  const first = await readTasks(server);
  const second = await readTasks(server, lastState(first.run));
  const unfinished = tasksIn(first.run).filter(({ record }) => record["ended_at"] === null);

  expect(unfinished.length).toBeGreaterThan(0);
  expect(tasksIn(second.run).map(({ record }) => record["id"])).toEqual(
    expect.arrayContaining(unfinished.map(({ record }) => record["id"])),
  );
  expect(tasksIn(second.run).length).toBeLessThan(tasksIn(first.run).length / 10);
  expect(second.pages).toBe(1);
});

test.each([
  ["0.49", 24],
  ["0.50", 1],
] as const)("Metabase %s: the next run goes back %d hours further", async (version, hours) => {
  const server = await startServer({ version });
  const first = await readTasks(server);
  const state = lastState(first.run) as {
    readonly bookmarks: { readonly tasks: { readonly position: { readonly from: string } } };
  };
  const second = await readTasks(server, state);
  const oldest = Date.parse(state.bookmarks.tasks.position.from) - hours * 3_600_000;
  const idsIn = (run: TapRun) => tasksIn(run).map(({ record }) => record["id"]);

  expect(idsIn(second.run)).toEqual(
    tasksIn(first.run)
      .filter(({ record }) => Date.parse(String(record["started_at"])) >= oldest)
      .map(({ record }) => record["id"]),
  );
  expect(idsIn(second.run).length).toBeLessThan(idsIn(first.run).length);
});

test("a log is read from its start again when another account reads it", async () => {
  const server = await startServer();
  const first = await readTasks(server);
  const state = structuredClone(lastState(first.run)) as {
    bookmarks: { tasks: { scope: string } };
  };
  state.bookmarks.tasks.scope = "of another account";
  const second = await readTasks(server, state);

  expect(tasksIn(second.run)).toHaveLength(tasksIn(first.run).length);
});

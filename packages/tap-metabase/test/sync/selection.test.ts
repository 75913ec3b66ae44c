import { expect, test } from "vitest";
import { discover } from "../../src/discovery/discover.ts";
import { streams } from "../../src/streams/index.ts";
import { recordsOf, runTap } from "../run-tap.ts";
import { startServer } from "../start-server.ts";

const only = (name: string, metadata: readonly unknown[] = []) => ({
  streams: discover(streams)
    .streams.filter((entry) => entry.tap_stream_id === name)
    .map((entry) => ({ ...entry, metadata: [...entry.metadata, ...metadata] })),
});

test("a deselected property is neither in the schema nor in the records", async () => {
  const server = await startServer();
  const catalog = only("cards", [
    { breadcrumb: ["properties", "dataset_query"], metadata: { selected: false } },
    { breadcrumb: ["properties", "id"], metadata: { selected: false } },
  ]);

  const run = await runTap({
    config: { base_url: server.url, api_key: server.keys.admin },
    catalog,
  });

  const schema = run.messages.find((message) => message.type === "SCHEMA");
  expect(schema?.schema.properties).not.toHaveProperty("dataset_query");
  const [card] = recordsOf(run, "cards");
  expect(card).not.toHaveProperty("dataset_query");
  expect(card).toHaveProperty("id");
  expect(card).toHaveProperty("name");
});

test.each([
  ["cards", ["/api/card"]],
  ["dashboards", ["/api/dashboard"]],
  ["tables", ["/api/database", "/api/database/:id/metadata"]],
  ["dashboard_cards", ["/api/dashboard", "/api/dashboard/:id"]],
  ["group_memberships", ["/api/permissions/membership"]],
])("a run of %s alone asks for nothing else", async (name, paths) => {
  const server = await startServer();

  await runTap({
    config: { base_url: server.url, api_key: server.keys.admin },
    catalog: only(name),
  });

  const asked = new Set(server.requests.map(({ path }) => path.replace(/\/\d+/, "/:id")));
  expect([...asked].sort()).toEqual(
    ["/api/session/properties", "/api/user/current", ...paths].sort(),
  );
});

test("streams that are made of one read ask for it once", async () => {
  const server = await startServer();

  await runTap({ config: { base_url: server.url, api_key: server.keys.admin } });

  const asked = server.requests.map(({ path, query }) => `${path}?${query}`);
  // Asked by nobody first, for the version, and then by the account, who is told more.
  expect(asked.filter((question, index) => asked.indexOf(question) < index)).toEqual([
    "/api/session/properties?",
  ]);
});

import type { Catalog } from "@singer-metabase/singer-protocol";
import { describe, expect, test } from "vitest";
import { AVAILABILITY } from "../../src/discovery/discover.ts";
import { streams } from "../../src/streams/index.ts";
import { runTap } from "../run-tap.ts";
import { startServer } from "../start-server.ts";

async function discover(config: object, ...flags: readonly string[]) {
  const run = await runTap({ config: { ...config }, flags: ["--discover", ...flags] });
  const catalog = run.stdout === "" ? { streams: [] } : (JSON.parse(run.stdout) as Catalog);
  const facts = (name: string) =>
    catalog.streams.find(({ stream }) => stream === name)?.metadata[0]?.metadata ?? {};
  return {
    run,
    names: catalog.streams.map(({ stream }) => stream),
    availability: (name: string) => facts(name)[AVAILABILITY],
    isSelected: (name: string) => facts(name)["selected-by-default"],
  };
}

describe("--discover asks the server and says of each stream why it is there or not:", () => {
  test("to an administrator", async () => {
    const server = await startServer({ version: "0.54" });

    const found = await discover({ base_url: server.url, api_key: server.keys.admin });

    expect(found.run.error).toBeUndefined();
    expect(found.names).toEqual(streams.map(({ name }) => name));
    expect(found.availability("users")).toBe("available");
    expect(found.isSelected("users")).toBe(true);
    expect(found.availability("documents")).toBe("missing route on 0.54 (served from 0.57)");
    expect(found.isSelected("documents")).toBe(false);
    expect(found.availability("sandboxes")).toBe("needs feature sandboxes");
    expect(found.availability("field_values")).toBe("available");
    expect(found.isSelected("field_values")).toBe(false);
  });

  test("to an ordinary account", async () => {
    const server = await startServer();

    const found = await discover({ base_url: server.url, api_key: server.keys.analyst });

    expect(found.availability("users")).toMatch(
      /^forbidden for this principal \(\/api\/user.* answers 403\)$/,
    );
    expect(found.isSelected("users")).toBe(false);
    expect(found.availability("cards")).toBe("available");
  });

  test("with a request for each read at most, and with settings in mind", async () => {
    const server = await startServer();
    const config = { base_url: server.url, api_key: server.keys.admin };

    const found = await discover({
      ...config,
      stream_groups: ["content"],
      dashboard_details: false,
    });

    expect(found.availability("users")).toBe("switched off by the setting stream_groups");
    expect(found.availability("dashboard_cards")).toBe(
      "switched off by the setting dashboard_details",
    );
    expect(server.requests.map(({ path }) => path)).not.toContain("/api/user");
    const asked = server.requests.map(({ path, query }) => `${path}?${query}`);
    expect(asked.filter((question, index) => asked.indexOf(question) < index)).toEqual([]);
  });
});

test("one question that goes wrong is noted, and its stream stays selected", async () => {
  const server = await startServer({
    faults: [{ path: "/api/permissions/membership", kind: "html" }],
  });
  const config = { base_url: server.url, api_key: server.keys.admin, max_retries: 0 };

  const found = await discover({ ...config, stream_groups: ["people"] });

  expect(found.run.error).toBeUndefined();
  expect(found.availability("group_memberships")).toMatch(/^unknown: .*membership/);
  expect(found.isSelected("group_memberships")).toBe(true);
  expect(found.availability("users")).toBe("available");
});

test.each([
  ["--offline", {}, ["--offline"]],
  ["no address", { base_url: undefined }, []],
])("with %s nobody is asked", async (_, change, flags) => {
  const server = await startServer();

  const found = await discover(
    { base_url: server.url, api_key: server.keys.admin, ...change },
    ...flags,
  );

  expect(found.names).toEqual(streams.map(({ name }) => name));
  expect(found.availability("users")).toBeUndefined();
  expect(server.requests).toEqual([]);
});

test("a wrong key is an error", async () => {
  const server = await startServer();

  const found = await discover({ base_url: server.url, api_key: `${server.keys.admin}x` });

  expect(found.run.stdout).toBe("");
  expect(String(found.run.error)).toMatch(/401|api_key/);
});

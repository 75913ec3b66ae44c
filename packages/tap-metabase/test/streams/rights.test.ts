import { describe, expect, test } from "vitest";
import { activatedIn, recordsOf, runTap } from "../run-tap.ts";
import { startAlteredServer, startServer } from "../start-server.ts";

const PEOPLE = { stream_groups: ["people"] };

describe.each(["0.49", "0.50", "0.56", "newest"] as const)("Metabase %s", (version) => {
  test("rights on data are read group by group, and Administrators' are implicit", async () => {
    const server = await startServer({ version, edition: "enterprise" });

    const run = await runTap({
      config: { base_url: server.url, api_key: server.keys.admin, ...PEOPLE },
    });

    const rows = recordsOf(run, "data_permissions");
    const groupIds = new Set(rows.map(({ group_id }) => group_id));
    expect(run.error).toBeUndefined();
    expect(groupIds.size).toBeGreaterThan(3);
    for (const { group_id, is_implicit } of rows) expect(is_implicit).toBe(group_id === 2);
    expect(server.requests.map(({ path }) => path)).not.toContain("/api/permissions/graph");
  });

  test("collections that a group may not see have no row", async () => {
    const server = await startServer({ version, edition: "enterprise" });

    const run = await runTap({
      config: { base_url: server.url, api_key: server.keys.admin, ...PEOPLE },
    });

    const rows = recordsOf(run, "collection_permissions");
    expect(new Set(rows.map(({ permission }) => permission))).toEqual(new Set(["read", "write"]));
    expect(rows.some(({ namespace }) => namespace !== null)).toBe(true);
    for (const { group_id, is_implicit } of rows) expect(is_implicit).toBe(group_id === 2);
  });
});

test("Administrators have rows for every database although the server leaves them out", async () => {
  const server = await startAlteredServer({
    "/api/permissions/graph/group/2": (graph: object) => ({ ...graph, groups: {} }),
  });
  const config = { base_url: server.url, api_key: server.keys.admin, ...PEOPLE };
  const databasesOf = (rows: readonly Record<string, unknown>[], implicit: boolean) =>
    new Set(rows.filter((row) => row["is_implicit"] === implicit).map((row) => row["database_id"]));

  const rows = recordsOf(await runTap({ config }), "data_permissions");

  expect(databasesOf(rows, true).size).toBeGreaterThan(1);
  expect(databasesOf(rows, true)).toEqual(databasesOf(rows, false));
});

test("rights that change while they are read leave nothing to be removed", async () => {
  const server = await startAlteredServer({
    "/api/permissions/graph/group/4": (graph: object) => ({ ...graph, revision: 99 }),
  });

  const run = await runTap({
    config: { base_url: server.url, api_key: server.keys.admin, ...PEOPLE },
  });

  expect(run.error).toMatchObject({ streams: expect.arrayContaining(["data_permissions"]) });
  expect(String(run.error)).toMatch(/permissions were changed while they were read/);
  expect(activatedIn(run)).not.toContain("data_permissions");
  expect(activatedIn(run)).toContain("collection_permissions");
});

describe("attributes of people", () => {
  test.each([
    [false, 0],
    [true, 1],
  ])("include_login_attributes %s", async (include_login_attributes, least) => {
    const server = await startServer({ version: "newest", edition: "enterprise" });

    const run = await runTap({
      config: {
        base_url: server.url,
        api_key: server.keys.admin,
        include_login_attributes,
        ...PEOPLE,
      },
    });

    const users = recordsOf(run, "users").filter(
      ({ login_attributes }) => login_attributes !== null,
    );
    const tenants = recordsOf(run, "tenants").filter(({ attributes }) => attributes !== null);
    expect(users.length > 0).toBe(least > 0);
    expect(tenants.length > 0).toBe(least > 0);
    expect(recordsOf(run, "tenants")).toHaveLength(3);
  });
});

test("an API key is told by its name and group, never by a part of the key", async () => {
  const server = await startServer();

  const run = await runTap({
    config: { base_url: server.url, api_key: server.keys.admin, ...PEOPLE },
  });

  const keys = recordsOf(run, "api_keys");
  expect(keys.length).toBeGreaterThan(1);
  for (const { name, group_id } of keys)
    expect([typeof name, typeof group_id]).toEqual(["string", "number"]);
  expect(run.stdout).not.toContain(server.keys.admin.slice(0, 7));
});

test("a paid server says who sees less: sandboxes, impersonations, rights on the application", async () => {
  const server = await startServer({ edition: "enterprise" });

  const run = await runTap({
    config: { base_url: server.url, api_key: server.keys.admin, ...PEOPLE },
  });

  const groupsOf = (rows: readonly Record<string, unknown>[]) =>
    new Set(rows.map(({ group_id }) => group_id));
  const withValue = (wanted: string) =>
    recordsOf(run, "data_permissions").filter(({ value }) => value === wanted);
  expect(groupsOf(recordsOf(run, "sandboxes"))).toEqual(groupsOf(withValue("sandboxed")));
  expect(groupsOf(recordsOf(run, "impersonations"))).toEqual(groupsOf(withValue("impersonated")));
  expect(recordsOf(run, "impersonations").length).toBeGreaterThan(0);
  expect(recordsOf(run, "application_permissions")).toContainEqual(
    expect.objectContaining({ id: '[2,"setting"]', value: "yes", is_implicit: true }),
  );
});

import { expect, test } from "vitest";
import type { MetabaseEdition, MetabaseOptions } from "../../../src/metabase/options.ts";
import { get, serve } from "../serve.ts";

type Tree = { readonly [key: string]: Tree | string };

/** All words that stand at the ends of a tree. */
const leaves = (tree: Tree | string): string[] =>
  typeof tree === "string" ? [tree] : Object.values(tree).flatMap(leaves);

async function graphOf(version: NonNullable<MetabaseOptions["version"]>, edition: MetabaseEdition) {
  const server = await serve({ version, edition });
  const { revision, groups } = (await get(server, "/api/permissions/graph")).json;
  return { server, revision, groups: groups as Record<string, Record<string, Tree>> };
}

/** Parts of one name, over all groups and databases. */
const parts = (groups: Record<string, Record<string, Tree>>, name: string): (Tree | string)[] =>
  Object.values(groups).flatMap((databases) =>
    Object.values(databases).flatMap((part) => part[name] ?? []),
  );

test("the graph of 0.49 has native queries and schemas side by side", async () => {
  const { revision, groups } = await graphOf("0.49", "enterprise");

  expect(revision).toBeGreaterThan(0);
  expect(groups["2"]?.["1"]).toEqual({
    data: { native: "write", schemas: "all" },
    download: { native: "full", schemas: "full" },
    "data-model": { schemas: "all" },
    details: "yes",
  });
  expect(groups["1"]?.["1"]).toEqual({ download: { native: "limited", schemas: "limited" } });
  const data = parts(groups, "data");
  expect(new Set(data.flatMap(leaves))).toEqual(
    new Set(["all", "write", "segmented", "impersonated", "block"]),
  );
  expect(parts(groups, "view-data")).toEqual([]);
});

test("the graph of 0.50 on has view-data and create-queries, down to tables", async () => {
  const { server, groups } = await graphOf("0.50", "enterprise");

  expect(groups["2"]?.["1"]).toEqual({
    "view-data": "unrestricted",
    "create-queries": "query-builder-and-native",
    download: { schemas: "full" },
    "data-model": { schemas: "all" },
    details: "yes",
  });
  expect(new Set(parts(groups, "view-data").flatMap(leaves))).toEqual(
    new Set(["unrestricted", "legacy-no-self-service", "sandboxed", "impersonated"]),
  );
  const nested = parts(groups, "create-queries").filter((part) => typeof part !== "string");
  const tableIds = nested.flatMap((schemas) =>
    Object.values(schemas).flatMap((tables) => Object.keys(tables)),
  );
  expect(nested.flatMap((schemas) => Object.keys(schemas))).toContain("");
  expect(tableIds.every((id) => server.world.tables.byId(Number(id)) !== undefined)).toBe(true);
});

test.each(["0.50", "newest"] as const)(
  "what allows nothing is left out of the graph of %s",
  async (version) => {
    const { groups } = await graphOf(version, "enterprise");

    expect(parts(groups, "details").filter((value) => value !== "yes")).toEqual([]);
    expect(
      [...parts(groups, "download"), ...parts(groups, "data-model")].flatMap(leaves),
    ).not.toContain("none");
    expect(parts(groups, "create-queries")).not.toContain("no");
    expect(JSON.stringify(groups)).not.toContain("{}");
    expect(groups["7"]).not.toEqual({});
  },
);

test("open source knows no way to keep a group from seeing rows", async () => {
  const { groups } = await graphOf("newest", "oss");

  expect(new Set(parts(groups, "view-data"))).toEqual(
    new Set(["unrestricted", "legacy-no-self-service"]),
  );
});

test("only the newest version gives permissions for transforms", async () => {
  const newest = await graphOf("newest", "oss");
  const older = await graphOf("0.57", "oss");

  expect(newest.groups["2"]?.["1"]).toHaveProperty("transforms", "yes");
  expect(older.groups["2"]?.["1"]).not.toHaveProperty("transforms");
});

test.each(["0.49", "0.50", "newest"] as const)(
  "the parts of the graph of %s by group and by database add up to the whole",
  async (version) => {
    const { server, groups } = await graphOf(version, "enterprise");
    const partial = async (path: string): Promise<Record<string, Record<string, Tree>>> =>
      (await get(server, `/api/permissions/graph/${path}`)).json.groups;

    const group = await partial("group/3");
    const database = await partial("db/1");

    expect(group).toEqual({ "3": groups["3"] });
    expect(database).toEqual(
      Object.fromEntries(
        Object.entries(groups).flatMap(([id, databases]) =>
          databases["1"] === undefined ? [] : [[id, { "1": databases["1"] }]],
        ),
      ),
    );
  },
);

test("the collection graph names the root and every collection that is nobody's own", async () => {
  const server = await serve({ version: "0.50" });
  const { json: listed } = await get(server, "/api/collection");
  const { json: archived } = await get(server, "/api/collection?archived=true");
  const shared = [...listed, ...archived]
    .filter((row) => row.is_personal === false)
    .map(({ id }) => String(id));

  const { groups } = (await get(server, "/api/collection/graph")).json;

  expect(Object.keys(groups["2"]).sort()).toEqual(shared.sort());
  expect(groups["1"].root).toBe("read");
  expect(new Set(Object.values(groups["2"]))).toEqual(new Set(["write"]));
  expect(Object.values(groups["4"])).toContain("none");
});

test("namespaces have graphs of their own, and newer servers leave none out", async () => {
  const server = await serve({ version: "0.57", edition: "enterprise" });
  const graph = async (query: string) =>
    (await get(server, `/api/collection/graph${query}`)).json.groups;

  const main = await graph("");
  const snippets = await graph("?namespace=snippets");

  const ids = (groups: Tree): string[] =>
    Object.keys(groups["2"] ?? {}).filter((id) => id !== "root");
  expect(ids(main).filter((id) => ids(snippets).includes(id))).toEqual([]);
  expect(ids(snippets).length).toBeGreaterThan(0);
  expect([...leaves(main), ...leaves(snippets)]).not.toContain("none");
});

test.each([
  ["oss", undefined, 404, "API endpoint does not exist."],
  ["enterprise", [], 402, "is a paid feature not currently available"],
  ["enterprise", ["advanced_permissions"], 200, '"monitoring":"yes"'],
] as const)(
  "application permissions on %s with features %j answer %i",
  async (edition, features, status, text) => {
    const server = await serve({ edition, ...(features !== undefined && { features }) });

    const answer = await get(server, "/api/ee/advanced-permissions/application/graph");

    expect(answer.status).toBe(status);
    expect(answer.text).toContain(text);
  },
);

test("API keys are listed with their group and without the secret", async () => {
  const server = await serve();

  const answer = await get(server, "/api/api-key");

  expect(answer.json[0]).toMatchObject({
    id: 1,
    group: { id: 2, name: "Administrators" },
    updated_by: { id: 1, common_name: "Admin Sandbox" },
  });
  expect(answer.text).not.toContain(server.keys.admin);
  expect((await get(server, "/api/api-key/count")).json).toBe(3);
});

test.each([
  "/api/permissions/graph",
  "/api/permissions/graph/db/1",
  "/api/permissions/graph/group/1",
  "/api/collection/graph",
  "/api/api-key",
])("%s is for administrators", async (path) => {
  const server = await serve();

  const ordinary = await get(server, path, { "x-api-key": server.keys.analyst });
  const nobody = await get(server, path, {});

  expect([ordinary.status, nobody.status]).toEqual([403, 401]);
});

test("the newest version says once what all tables of a database have", async () => {
  const uniform = (part: Tree | string): boolean =>
    typeof part !== "string" &&
    new Set(leaves(part)).size === 1 &&
    !leaves(part).includes("sandboxed");

  const older = parts((await graphOf("0.57", "enterprise")).groups, "view-data");
  const newest = parts((await graphOf("newest", "enterprise")).groups, "view-data");

  expect(older.filter(uniform).length).toBeGreaterThan(newest.filter(uniform).length);
});

import { describe, expect, test } from "vitest";
import { METABASE_VERSIONS, type MetabaseOptions } from "../../../src/metabase/options.ts";
import type { SandboxMetabase } from "../../../src/metabase/server/start-metabase.ts";
import { get, serve } from "../serve.ts";

const INSTANCES: readonly MetabaseOptions[] = METABASE_VERSIONS.flatMap((version) => [
  { version, edition: "oss" },
  { version, edition: "enterprise", seed: 7, cards: 150, dashboards: 20, users: 40 },
]);

const NAMESPACES = ["snippets", "analytics", "transforms", "shared-tenant-collection"];

/** Lists of every kind of thing, as an administrator reads them. */
const LISTS = {
  users: ["/api/user?status=all&tenancy=all"],
  groups: ["/api/permissions/group"],
  memberships: ["/api/permissions/membership"],
  collections: ["", ...NAMESPACES.map((namespace) => `&namespace=${namespace}`)].flatMap((filter) =>
    [false, true].map((is) => `/api/collection?include-library=true&archived=${is}${filter}`),
  ),
  cards: ["/api/card", "/api/card?f=archived"],
  dashboards: ["/api/dashboard", "/api/dashboard?f=archived"],
  databases: ["/api/database?include_analytics=true"],
  activeTables: ["/api/table"],
  snippets: ["/api/native-query-snippet", "/api/native-query-snippet?archived=true"],
  segments: ["/api/segment"],
  measures: ["/api/measure"],
  timelines: ["/api/timeline?include=events", "/api/timeline?include=events&archived=true"],
  actions: ["/api/action"],
  documents: ["/api/document"],
  transforms: ["/api/transform"],
  jobs: ["/api/transform-job"],
  pulses: ["/api/pulse", "/api/pulse?archived=true"],
  alerts: ["/api/alert", "/api/alert?archived=true"],
  notifications: ["/api/notification?include_inactive=true"],
  tasks: ["/api/task"],
  sandboxes: ["/api/mt/gtap"],
  impersonations: ["/api/ee/advanced-permissions/impersonation"],
  tenants: ["/api/ee/tenant?status=all"],
  runs: ["/api/task/runs"],
  executions: [
    "/api/ee/logs/query_execution/2025-05",
    "/api/ee/advanced-config/logs/query_execution/2025-05",
  ],
} as const;

/** Which kind of thing a field names, wherever it stands. */
const REFERENCES: Readonly<Record<string, string>> = {
  collection_id: "collections",
  personal_collection_id: "collections",
  creator_id: "people",
  user_id: "people",
  executor_id: "people",
  personal_owner_id: "people",
  group_id: "groups",
  group_ids: "groups",
  card_id: "cards",
  source_card_id: "cards",
  model_id: "cards",
  dashboard_id: "dashboards",
  db_id: "databases",
  database_id: "databases",
  table_id: "tables",
  fk_target_field_id: "fields",
  parent_id: "fields",
  tenant_id: "tenants",
};

type Row = Readonly<Record<string, unknown>> & { readonly id?: unknown };

/** Every field of a row, at any depth, that names something: [field, id]. */
function* referencesIn(value: unknown): Generator<readonly [field: string, id: unknown]> {
  if (typeof value !== "object" || value === null) {
    return;
  }
  for (const [field, part] of Object.entries(value)) {
    if (field in REFERENCES) {
      for (const id of [part].flat()) {
        yield [field, id];
      }
    } else {
      yield* referencesIn(part);
    }
  }
}

/** Everything of some lists; what the version does not have is missing. */
async function readLists(
  server: SandboxMetabase,
  names: readonly string[] = Object.keys(LISTS),
): Promise<Record<string, Row[]>> {
  const rows = async (path: string): Promise<Row[]> => {
    const answer = await get(server, path);
    if (answer.text === "API endpoint does not exist.") {
      return [];
    }
    expect([path, answer.status]).toEqual([path, 200]);
    const { json } = answer;
    return path === "/api/permissions/membership"
      ? (Object.values(json).flat() as Row[])
      : (json.data ?? json.items ?? json);
  };
  const wanted = Object.entries(LISTS).filter(([name]) => names.includes(name));
  const lists = wanted.map(
    async ([name, paths]) => [name, (await Promise.all(paths.map(rows))).flat()] as const,
  );
  return Object.fromEntries(await Promise.all(lists));
}

const idsOf = (rows: readonly Row[] = []): Set<unknown> => new Set(rows.map(({ id }) => id));

describe.each(INSTANCES)("version $version $edition", (options) => {
  test("names nothing that it does not have", async () => {
    const server = await serve(options);
    const { world } = server;
    const lists = await readLists(server);
    const detail = async (path: string): Promise<Row> => (await get(server, path)).json;
    const all = {
      ...lists,
      dashboardDetails: await Promise.all(
        (lists["dashboards"] ?? []).map(({ id }) => detail(`/api/dashboard/${id}`)),
      ),
      databaseDetails: await Promise.all(
        (lists["databases"] ?? []).map(({ id }) =>
          detail(`/api/database/${id}/metadata?include_hidden=true`),
        ),
      ),
      modelIndexes: await Promise.all(
        (lists["cards"] ?? [])
          .filter(({ type }) => type === "model")
          .map(({ id }) => detail(`/api/model-index?model_id=${id}`)),
      ),
      collectionItems: await Promise.all(
        (lists["collections"] ?? []).map(({ id }) => detail(`/api/collection/${id}/items`)),
      ),
    };
    const tables = all.databaseDetails.flatMap((database) => database["tables"] as Row[]);
    const has: Readonly<Record<string, Set<unknown>>> = {
      people: new Set([
        ...idsOf(lists["users"]),
        ...[...world.people.hiddenAccounts].map(({ id }) => id),
      ]),
      groups: idsOf(lists["groups"]),
      collections: idsOf(lists["collections"]),
      cards: idsOf(lists["cards"]),
      dashboards: idsOf(lists["dashboards"]),
      databases: idsOf(lists["databases"]),
      tables: idsOf(tables),
      fields: idsOf(tables.flatMap((table) => table["fields"] as Row[])),
      tenants: idsOf(lists["tenants"]),
    };

    const broken = Object.entries(all).flatMap(([list, rows]) =>
      [...referencesIn(rows)]
        .filter(([field, id]) => id !== null && !has[REFERENCES[field] ?? ""]?.has(id))
        .map(([field, id]) => `${list}: ${field} ${id}`),
    );

    expect([...new Set(broken)]).toEqual([]);
    const { tenants: _enterpriseOnly, ...everywhere } = has;
    expect(Object.values(everywhere).map(({ size }) => size > 0)).not.toContain(false);
  });

  test("gives rights only to groups, on databases and collections that it has", async () => {
    const server = await serve(options);
    const lists = await readLists(server, ["groups", "databases", "collections"]);
    const ids = (list: string): string[] => (lists[list] ?? []).map(({ id }) => String(id));
    const namespaces = ["", ...NAMESPACES.map((namespace) => `?namespace=${namespace}`)];

    const data: Record<string, Row> = (await get(server, "/api/permissions/graph")).json.groups;
    const collections: Record<string, Row>[] = await Promise.all(
      namespaces.map(
        async (query) => (await get(server, `/api/collection/graph${query}`)).json.groups,
      ),
    );

    const missing = (keys: readonly string[], known: readonly string[]): string[] =>
      keys.filter((key) => !known.includes(key));
    const keysIn = (graph: Record<string, Row>): string[] =>
      Object.values(graph).flatMap(Object.keys);
    expect(missing([data, ...collections].flatMap(Object.keys), ids("groups"))).toEqual([]);
    expect(missing(keysIn(data), ids("databases"))).toEqual([]);
    expect(missing(collections.flatMap(keysIn), ["root", ...ids("collections")])).toEqual([]);
  });
});

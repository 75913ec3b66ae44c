import { describe, expect, test } from "vitest";
import { METABASE_VERSIONS, type MetabaseOptions } from "../../../src/metabase/options.ts";
import type { SandboxMetabase } from "../../../src/metabase/server/start-metabase.ts";
import { get, serve } from "../serve.ts";

type Row = Readonly<Record<string, unknown>>;

const NAMESPACES = ["", "snippets", "analytics", "transforms", "shared-tenant-collection"];

const INSTANCES: readonly MetabaseOptions[] = METABASE_VERSIONS.flatMap((version) => [
  { version, edition: "oss" },
  { version, edition: "enterprise", seed: 7, cards: 300, dashboards: 30, users: 40 },
]);

/** Everything that an administrator can read, in as many requests as it takes. */
async function readAll(server: SandboxMetabase) {
  const rows = async (path: string): Promise<Row[]> => {
    const { status, json } = await get(server, path);
    expect([path, status]).toEqual([path, 200]);
    return json.data ?? json;
  };
  const bothStates = async (path: string, archived: string): Promise<Row[]> => [
    ...(await rows(path)),
    ...(await rows(`${path}${path.includes("?") ? "&" : "?"}${archived}`)),
  ];
  const all = async (paths: readonly string[]): Promise<Row[]> =>
    (await Promise.all(paths.map(rows))).flat();

  const dashboards = await bothStates("/api/dashboard", "f=archived");
  const databases = await rows("/api/database?include_analytics=true");
  const details = await Promise.all(
    dashboards.map(
      async ({ id }): Promise<Row> => (await get(server, `/api/dashboard/${id}`)).json,
    ),
  );
  const metadata = await Promise.all(
    databases.map(
      async ({ id }) =>
        (await get(server, `/api/database/${id}/metadata?include_hidden=true`)).json,
    ),
  );
  const tables: Row[] = metadata.flatMap((database) => database.tables);
  return {
    users: await rows("/api/user?status=all&tenancy=all"),
    groups: await rows("/api/permissions/group"),
    memberships: Object.values(
      (await get(server, "/api/permissions/membership")).json,
    ).flat() as Row[],
    dataGraph: (await get(server, "/api/permissions/graph")).json.groups,
    collectionGraphs: await Promise.all(
      NAMESPACES.map(
        async (namespace) =>
          (await get(server, `/api/collection/graph${namespace && `?namespace=${namespace}`}`)).json
            .groups,
      ),
    ),
    collections: (
      await all(
        NAMESPACES.flatMap((namespace) =>
          ["false", "true"].map(
            (archived) =>
              `/api/collection?include-library=true&archived=${archived}${namespace && `&namespace=${namespace}`}`,
          ),
        ),
      )
    ).filter(({ id }) => id !== "root"),
    cards: await bothStates("/api/card", "f=archived"),
    dashboards,
    details,
    databases,
    tables,
    fields: tables.flatMap((table) => table["fields"] as Row[]),
    listedTables: await rows("/api/table"),
    snippets: await bothStates("/api/native-query-snippet", "archived=true"),
  };
}

const idsOf = (rows: readonly Row[]): Set<unknown> => new Set(rows.map(({ id }) => id));

/** Values that name something which is not there. */
const dangling = (values: readonly unknown[], ids: ReadonlySet<unknown>): unknown[] =>
  values.filter((value) => value !== null && value !== undefined && !ids.has(value));

/** The numbers among an object's keys; the root of a collection graph is none. */
const keysOf = (value: unknown): number[] =>
  Object.keys(value as object)
    .filter((key) => key !== "root")
    .map(Number);

const column = (rows: readonly Row[], name: string): unknown[] => rows.map((row) => row[name]);

describe.each(INSTANCES)("version $version $edition", (options) => {
  test("names nothing that it does not have", async () => {
    const server = await serve(options);
    const all = await readAll(server);
    const ids = {
      users: idsOf([
        ...all.users,
        ...([...server.world.people.hiddenAccounts] as unknown as Row[]),
      ]),
      groups: idsOf(all.groups),
      collections: idsOf(all.collections),
      cards: idsOf(all.cards),
      dashboards: idsOf(all.dashboards),
      databases: idsOf(all.databases),
      tables: idsOf(all.tables),
      fields: idsOf(all.fields),
    };
    const dashcards = all.details.flatMap((row) => row["dashcards"] as Row[]);
    const tabs = all.details.flatMap((row) => (row["tabs"] ?? []) as Row[]);
    const content = [...all.cards, ...all.dashboards, ...all.snippets];
    const location = (row: Row): number[] =>
      String(row["location"]).split("/").filter(Boolean).map(Number);
    const everyTable = idsOf([...server.world.tables] as unknown as Row[]);
    const graphTables = JSON.stringify(all.dataGraph).match(
      /(?<=":\{")\d+(?=":"(un|sand|block|query|no))/g,
    );
    const references: Readonly<Record<string, readonly [unknown[], ReadonlySet<unknown>]>> = {
      "user group_ids": [column(all.users, "group_ids").flat(), ids.groups],
      "user personal_collection_id": [column(all.users, "personal_collection_id"), ids.collections],
      "membership group_id": [column(all.memberships, "group_id"), ids.groups],
      "membership user_id": [column(all.memberships, "user_id"), ids.users],
      "data graph groups": [keysOf(all.dataGraph), ids.groups],
      "data graph databases": [Object.values(all.dataGraph).flatMap(keysOf), ids.databases],
      // Permissions outlive a table that its database lost and that no list shows any more.
      "data graph tables": [(graphTables ?? []).map(Number), everyTable],
      "collection graph groups": [all.collectionGraphs.flatMap(keysOf), ids.groups],
      "collection graph collections": [
        all.collectionGraphs.flatMap((groups) => Object.values(groups).flatMap(keysOf)),
        ids.collections,
      ],
      "collection location": [all.collections.flatMap(location), ids.collections],
      "collection personal_owner_id": [column(all.collections, "personal_owner_id"), ids.users],
      "content collection_id": [column(content, "collection_id"), ids.collections],
      "content creator_id": [column(content, "creator_id"), ids.users],
      "card database_id": [column(all.cards, "database_id"), ids.databases],
      "card table_id": [column(all.cards, "table_id"), ids.tables],
      "card source_card_id": [column(all.cards, "source_card_id"), ids.cards],
      "card dashboard_id": [column(all.cards, "dashboard_id"), ids.dashboards],
      "dashcard card_id": [column(dashcards, "card_id"), ids.cards],
      "dashcard dashboard_id": [column(dashcards, "dashboard_id"), ids.dashboards],
      "dashcard dashboard_tab_id": [column(dashcards, "dashboard_tab_id"), idsOf(tabs)],
      "table db_id": [column(all.tables, "db_id"), ids.databases],
      "listed table": [column(all.listedTables, "id"), ids.tables],
      "field table_id": [column(all.fields, "table_id"), ids.tables],
      "field fk_target_field_id": [column(all.fields, "fk_target_field_id"), ids.fields],
      "field parent_id": [column(all.fields, "parent_id"), ids.fields],
    };

    const broken = Object.entries(references)
      .map(([name, [values, known]]) => [name, dangling(values, known)] as const)
      .filter(([, values]) => values.length > 0);

    expect(Object.values(ids).map(({ size }) => size)).not.toContain(0);
    expect(Object.fromEntries(broken)).toEqual({});
  });
});

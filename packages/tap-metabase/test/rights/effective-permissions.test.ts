import { describe, expect, test } from "vitest";
import { catalogOf } from "../catalog-of.ts";
import { activatedIn, recordsOf, runTap, type TapRun } from "../run-tap.ts";
import { startAlteredServer, startServer } from "../start-server.ts";

type Row = Record<string, unknown>;

const ORDER: Readonly<Record<string, readonly string[]>> = {
  "view-data": ["unrestricted", "impersonated", "sandboxed", "legacy-no-self-service", "blocked"],
  "create-queries": ["query-builder-and-native", "query-builder", "no"],
  "download.schemas": ["full", "limited", "none"],
};

/** The rows of `data_permissions`, by group, database and permission. */
type Given = ReadonlyMap<string, readonly Row[]>;

function givenIn(run: TapRun): Given {
  const given = new Map<string, Row[]>();
  for (const row of recordsOf(run, "data_permissions")) {
    const key = `${row["group_id"]} ${row["database_id"]} ${row["permission"]}`;
    given.set(key, [...(given.get(key) ?? []), row]);
  }
  return given;
}

/** The level that one group has for one table, by the finest of its rows. */
function levelOfGroup(rows: readonly Row[], table: Row): string | undefined {
  const finest =
    rows.find((row) => row["table_id"] === table["id"]) ??
    rows.find((row) => row["table_id"] === null && row["schema"] === (table["schema"] ?? "")) ??
    rows.find((row) => row["schema"] === null);
  return finest?.["value"] as string | undefined;
}

/** What somebody may do with a table, one table at a time, as Metabase itself decides it. */
function expectedLevel(given: Given, user: Row, table: Row, permission: string) {
  const order = ORDER[permission] ?? [];
  const least = order.at(-1);
  if (user["is_superuser"] === true) return order[0];
  const levels = (user["group_ids"] as number[]).map((groupId) => {
    const rows = given.get(`${groupId} ${table["db_id"]} ${permission}`) ?? [];
    return levelOfGroup(rows, table) ?? least;
  });
  const strongest = order.find((level) => levels.includes(level));
  if (strongest === "legacy-no-self-service" && levels.includes("blocked")) return undefined;
  return strongest === least ? undefined : strongest;
}

/** The same from the rows of `effective_permissions`: the finest counts. */
function foundLevel(rows: readonly Row[], table: Row): string | undefined {
  const inDatabase = rows.filter((row) => row["database_id"] === table["db_id"]);
  const finest =
    inDatabase.find((row) => row["table_id"] === table["id"]) ??
    inDatabase.find(
      (row) => row["table_id"] === null && row["schema"] === (table["schema"] ?? ""),
    ) ??
    inDatabase.find((row) => row["schema"] === null);
  return finest?.["level"] as string | undefined;
}

const CATALOG = catalogOf(
  "users",
  "permission_groups",
  "group_memberships",
  "api_keys",
  "databases",
  "tables",
  "data_permissions",
  "collections",
  "collection_permissions",
  "effective_permissions",
);

async function runOn(url: string, key: string): Promise<TapRun> {
  return runTap({ config: { base_url: url, api_key: key }, catalog: CATALOG });
}

describe.each([
  ["0.50", "oss"],
  ["0.54", "enterprise"],
  ["0.64", "enterprise"],
] as const)("Metabase %s, %s", (version, edition) => {
  test("says of every person and table what the groups' rights come to", async () => {
    const server = await startServer({ version, edition, cards: 20, dashboards: 2, users: 14 });

    const run = await runOn(server.url, server.keys.admin);

    const effective = recordsOf(run, "effective_permissions");
    const tables = recordsOf(run, "tables").filter(
      ({ active, db_id }) => active !== false && db_id !== 13371337,
    );
    const users = recordsOf(run, "users");
    const given = givenIn(run);
    expect(activatedIn(run)).toContain("effective_permissions");
    expect(effective.some(({ table_id }) => table_id !== null)).toBe(true);
    for (const user of users) {
      for (const [permission, name] of [
        ["view-data", "view-data"],
        ["create-queries", "create-queries"],
        ["download.schemas", "download"],
      ] as const) {
        const own = effective.filter(
          (row) => row["user_id"] === user["id"] && row["permission"] === name,
        );
        const found = tables.map((table) => foundLevel(own, table));
        const expected = tables.map((table) =>
          user["is_active"] ? expectedLevel(given, user, table, permission) : undefined,
        );
        expect(found, `${permission} of ${user["id"]}`).toEqual(expected);
      }
    }
  });
});

test("both generations of the graph come to the same words", async () => {
  const server = await startServer({
    version: "0.49",
    edition: "enterprise",
    cards: 20,
    dashboards: 2,
  });

  const run = await runOn(server.url, server.keys.admin);

  const levels = (permission: string) =>
    new Set(
      recordsOf(run, "effective_permissions")
        .filter((row) => row["permission"] === permission)
        .map(({ level }) => level as string),
    );
  expect(activatedIn(run)).toContain("effective_permissions");
  for (const level of levels("view-data")) expect(ORDER["view-data"]).toContain(level);
  for (const level of levels("create-queries")) expect(ORDER["create-queries"]).toContain(level);
  expect(levels("view-data").size).toBeGreaterThan(2);
});

test("says of every person and collection what they may do, their own one included", async () => {
  const server = await startServer({ edition: "enterprise", cards: 20, dashboards: 2 });

  const run = await runOn(server.url, server.keys.admin);

  const effective = recordsOf(run, "effective_permissions").filter(
    ({ permission }) => permission === "collection",
  );
  const given = recordsOf(run, "collection_permissions");
  const users = recordsOf(run, "users").filter(({ is_active }) => is_active);
  const personal = recordsOf(run, "collections").filter(
    ({ is_personal, archived }) => is_personal === true && !archived,
  );
  for (const user of users) {
    const own = effective.filter(({ user_id }) => user_id === user["id"]);
    const shared = own.filter(({ group_ids }) => (group_ids as unknown[]).length > 0);
    const groups = user["group_ids"] as number[];
    const expected = given.filter(({ group_id }) => groups.includes(group_id as number));
    const places = new Set(expected.map((row) => `${row["namespace"]}/${row["collection_id"]}`));
    const isAdministrator = user["is_superuser"] === true;
    const others = isAdministrator
      ? personal.filter(({ personal_owner_id }) => personal_owner_id !== user["id"]).length
      : 0;
    expect(shared.length).toBeGreaterThanOrEqual(places.size + (others > 0 ? 1 : 0));
    if (!isAdministrator) expect(shared).toHaveLength(places.size);
    for (const row of shared) {
      const same = expected.filter(
        (one) =>
          one["collection_id"] === row["collection_id"] && one["namespace"] === row["namespace"],
      );
      const canWrite = isAdministrator || same.some(({ permission }) => permission === "write");
      if (!isAdministrator) expect(row["level"]).toBe(canWrite ? "write" : "read");
    }
    const mine = personal.find(({ personal_owner_id }) => personal_owner_id === user["id"]);
    if (mine === undefined) continue;
    expect(own).toContainEqual(
      expect.objectContaining({
        collection_id: mine["id"],
        level: "write",
        is_implicit: true,
        group_ids: [],
      }),
    );
  }
});

test("nobody who is deactivated has a row, and API keys have rows of their own", async () => {
  const server = await startServer({ cards: 20, dashboards: 2 });

  const run = await runOn(server.url, server.keys.admin);

  const effective = recordsOf(run, "effective_permissions");
  const gone = recordsOf(run, "users").filter(({ is_active }) => is_active === false);
  const ids = new Set(effective.map(({ user_id }) => user_id));
  expect(gone.length).toBeGreaterThan(0);
  for (const { id } of gone) expect(ids.has(id)).toBe(false);
  expect(new Set(effective.map(({ id }) => id)).size).toBe(effective.length);
  for (const { id } of recordsOf(run, "api_keys")) {
    expect(effective).toContainEqual(expect.objectContaining({ api_key_id: id, user_id: null }));
  }
});

test("a part that is missing leaves nothing to be removed", async () => {
  const server = await startAlteredServer(
    { "/api/permissions/graph/group/4": (graph: object) => ({ ...graph, revision: 99 }) },
    { cards: 20, dashboards: 2 },
  );

  const run = await runOn(server.url, server.keys.admin);

  expect(activatedIn(run)).not.toContain("effective_permissions");
  expect(recordsOf(run, "effective_permissions").length).toBeGreaterThan(0);
});

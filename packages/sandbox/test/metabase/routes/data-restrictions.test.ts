import { expect, test } from "vitest";
import { get, serve } from "../serve.ts";

interface Sandbox {
  readonly group_id: number;
  readonly table_id: number;
}

test("every table that the permission graph calls sandboxed has its row, and no other has", async () => {
  const server = await serve({ version: "0.50", edition: "enterprise" });

  const rows: Sandbox[] = (await get(server, "/api/mt/gtap")).json;

  const { groups } = (await get(server, "/api/permissions/graph")).json;
  const inGraph = Object.entries<Record<string, { "view-data"?: object }>>(groups).flatMap(
    ([groupId, databases]) =>
      Object.values(databases).flatMap((database) =>
        Object.values(database["view-data"] ?? {}).flatMap((tables) =>
          Object.entries(tables)
            .filter(([, level]) => level === "sandboxed")
            .map(([tableId]) => `${groupId} ${tableId}`),
        ),
      ),
  );
  expect(inGraph.length).toBeGreaterThan(0);
  expect(rows.map((row) => `${row.group_id} ${row.table_id}`).sort()).toEqual(inGraph.sort());
});

test("every database that the permission graph calls impersonated has its row", async () => {
  const server = await serve({ edition: "enterprise" });

  const rows = (await get(server, "/api/ee/advanced-permissions/impersonation")).json;

  const { groups } = (await get(server, "/api/permissions/graph")).json;
  const inGraph = Object.entries<Record<string, { "view-data"?: unknown }>>(groups).flatMap(
    ([groupId, databases]) =>
      Object.entries(databases)
        .filter(([, database]) => database["view-data"] === "impersonated")
        .map(([databaseId]) => `${groupId} ${databaseId}`),
  );
  expect(inGraph.length).toBeGreaterThan(0);
  expect(
    rows.map((row: { group_id: number; db_id: number }) => `${row.group_id} ${row.db_id}`),
  ).toEqual(inGraph);
  expect(rows[0]).toMatchObject({ attribute: "region" });
});

test("one sandbox is asked for by group and table", async () => {
  const server = await serve({ edition: "enterprise" });
  const [first] = (await get(server, "/api/mt/gtap")).json;

  const one = await get(
    server,
    `/api/mt/gtap?group_id=${first.group_id}&table_id=${first.table_id}`,
  );
  const none = await get(server, `/api/mt/gtap?group_id=2&table_id=${first.table_id}`);

  expect(one.json).toEqual(first);
  expect([none.status, none.text]).toEqual([204, ""]);
});

test("the attributes that people have are listed by name", async () => {
  const server = await serve({ edition: "enterprise" });

  expect((await get(server, "/api/mt/user/attributes")).json).toEqual(["region"]);
});

test.each([
  ["/api/mt/gtap", "sandboxes"],
  ["/api/mt/user/attributes", "sandboxes"],
  ["/api/ee/advanced-permissions/impersonation", "advanced_permissions"],
  ["/api/ee/tenant", "tenants"],
])("%s is for administrators of servers with the feature %s", async (path, feature) => {
  const openSource = await serve();
  const unlicensed = await serve({ edition: "enterprise", features: [] });
  const licensed = await serve({ edition: "enterprise", features: [feature] });

  expect((await get(openSource, path)).status).toBe(404);
  expect((await get(unlicensed, path)).status).toBe(402);
  expect((await get(licensed, path)).status).toBe(200);
  expect((await get(licensed, path, { "x-api-key": licensed.keys.analyst })).status).toBe(403);
});

test("tenants are those that external people belong to, and those who left when asked for", async () => {
  const server = await serve({ version: "0.57", edition: "enterprise" });
  const users = (await get(server, "/api/user?tenancy=external&status=all")).json.data;

  const active = (await get(server, "/api/ee/tenant")).json.data;
  const all = (await get(server, "/api/ee/tenant?status=all")).json.data;

  const ids = active.map(({ id }: { id: number }) => id);
  expect(users.every((user: { tenant_id: number }) => ids.includes(user.tenant_id))).toBe(true);
  expect(active[0]).toMatchObject({ slug: "nordwind", is_active: true });
  expect(all.length).toBe(active.length + 1);
  expect((await get(server, "/api/ee/tenant/1")).json).toEqual(active[0]);
});

test("servers before 0.57 know no tenants", async () => {
  const server = await serve({ version: "0.54", edition: "enterprise" });

  expect((await get(server, "/api/ee/tenant")).text).toBe("API endpoint does not exist.");
});

import { expect, test } from "vitest";
import { get, serve } from "../serve.ts";

interface GroupRow {
  readonly id: number;
  readonly name: string;
  readonly member_count: number;
}

test.each([
  ["0.49", "oss", ["id", "member_count", "name"]],
  ["0.50", "oss", ["entity_id", "id", "member_count", "name"]],
  [
    "newest",
    "oss",
    ["entity_id", "id", "is_tenant_group", "magic_group_type", "member_count", "name"],
  ],
] as const)("groups of %s %s have the fields %j, by name", async (version, edition, keys) => {
  const server = await serve({ version, edition });

  const groups: GroupRow[] = (await get(server, "/api/permissions/group")).json;
  const names = groups.map(({ name }) => name.toLowerCase());

  expect(Object.keys(groups[0] ?? {}).sort()).toEqual(keys);
  expect(names).toEqual([...names].sort());
  expect(names.slice(0, 2)).toEqual(["administrators", "all users"]);
});

test("member_count counts accounts that are active, keys included, as the group's members do", async () => {
  const server = await serve({ users: 50 });

  const groups: GroupRow[] = (await get(server, "/api/permissions/group")).json;
  const sizes = [];
  for (const { id } of groups) {
    sizes.push((await get(server, `/api/permissions/group/${id}`)).json.members.length);
  }

  expect(groups.map(({ member_count }) => member_count)).toEqual(sizes);
  expect(groups.find(({ name }) => name === "nobody yet")?.member_count).toBe(0);
});

test("memberships are a map from the user's id, switched off people and keys included", async () => {
  const server = await serve();

  const map = (await get(server, "/api/permissions/membership")).json;

  expect(map["3"]).toEqual([
    { membership_id: expect.any(Number), group_id: 1, user_id: 3, is_group_manager: false },
    { membership_id: expect.any(Number), group_id: 3, user_id: 3, is_group_manager: false },
  ]);
  const keyUser = server.world.people.apiKeys.at(0).user_id;
  expect(map[keyUser].map((row: { group_id: number }) => row.group_id)).toEqual([1, 2]);
});

test("tenants bring groups and another name for all users; the tenancy filter parts them", async () => {
  const server = await serve({ edition: "enterprise" });
  const names = async (query: string) =>
    (await get(server, `/api/permissions/group${query}`)).json.map(({ name }: GroupRow) => name);

  expect(await names("")).toEqual(expect.arrayContaining(["All internal users", "Customers"]));
  expect(await names("?tenancy=external")).toEqual(["All tenant users", "Customers"]);
  expect(await names("?tenancy=internal")).not.toContain("Customers");
});

test("only administrators see groups and memberships", async () => {
  const server = await serve();
  const paths = [
    "/api/permissions/group",
    "/api/permissions/group/1",
    "/api/permissions/membership",
  ];

  const statuses = await Promise.all(
    paths.map(
      async (path) => (await get(server, path, { "x-api-key": server.keys.analyst })).status,
    ),
  );

  expect(statuses).toEqual([403, 403, 403]);
});

test("a key that was moved to an ordinary group is an ordinary account from then on", async () => {
  const server = await serve();

  const before = await get(server, "/api/permissions/group");
  server.demoteKey();
  const after = await get(server, "/api/permissions/group");
  const current = await get(server, "/api/user/current");

  expect([before.status, after.status]).toEqual([200, 403]);
  expect(current.json).toMatchObject({ is_superuser: false, group_ids: [1, 3] });
});

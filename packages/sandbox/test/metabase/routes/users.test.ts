import { expect, test } from "vitest";
import { METABASE_VERSIONS } from "../../../src/metabase/options.ts";
import { get, logIn, serve } from "../serve.ts";

const ids = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);

test.each(METABASE_VERSIONS)(
  "version %s lists active people unless asked for others",
  async (version) => {
    const server = await serve({ version, users: 40 });
    const list = async (query: string) => (await get(server, `/api/user${query}`)).json;

    const active = await list("");
    const deactivated = await list("?status=deactivated");
    const all = await list("?status=all");
    const legacy = await list("?include_deactivated=true");

    expect(all).toMatchObject({ total: 40, limit: null, offset: null });
    expect(all.data).toHaveLength(40);
    expect(ids([...active.data, ...deactivated.data]).sort()).toEqual(ids(all.data).sort());
    expect(ids(deactivated.data)).toContain(3);
    expect(legacy.data).toEqual(all.data);
  },
);

test("neither the server's own account nor those of API keys are listed", async () => {
  const server = await serve();

  const { data } = (await get(server, "/api/user?status=all&tenancy=all")).json;

  expect(data.every(({ email }: { email: string }) => email.endsWith("@example.com"))).toBe(true);
});

test("people come by first name, then last name, capitals aside, and pages do not overlap", async () => {
  const server = await serve({ users: 60 });

  const whole = (await get(server, "/api/user?status=all")).json.data;
  const pages = [];
  for (let offset = 0; offset < 60; offset += 25) {
    pages.push(await get(server, `/api/user?status=all&limit=25&offset=${offset}`));
  }

  expect(pages.map(({ json }) => json.data.length)).toEqual([25, 25, 10]);
  expect(pages.flatMap(({ json }) => json.data)).toEqual(whole);
  expect(pages[1]?.json).toMatchObject({ total: 60, limit: 25, offset: 25 });
  expect(whole.at(0).first_name).toBe("Admin");
  expect(whole.at(-1).first_name).toBeNull();
});

test.each([
  ["limit=10", 10, 0, 10],
  ["offset=5", 50, 5, 50],
  ["limit=ten", null, null, 70],
])("%s alone gives the other its default", async (query, limit, offset, rows) => {
  const server = await serve({ users: 70 });

  const { json } = await get(server, `/api/user?status=all&${query}`);

  expect(json).toMatchObject({ limit, offset, total: 70 });
  expect(json.data).toHaveLength(rows);
});

test("an administrator's list shows everything but the password", async () => {
  const server = await serve({ version: "0.50" });

  const [admin] = (await get(server, "/api/user")).json.data;

  expect(Object.keys(admin).sort()).toEqual(
    [
      "common_name",
      "date_joined",
      "email",
      "first_name",
      "group_ids",
      "id",
      "is_active",
      "is_qbnewb",
      "is_superuser",
      "last_login",
      "last_name",
      "locale",
      "login_attributes",
      "personal_collection_id",
      "sso_source",
      "updated_at",
    ].sort(),
  );
  expect(admin.group_ids).toEqual([1, 2]);
});

test.each([
  ["0.54", []],
  ["0.57", ["jwt_attributes", "tenant_collection_id", "tenant_id"]],
  ["newest", ["is_data_analyst", "jwt_attributes", "tenant_collection_id", "tenant_id"]],
] as const)("version %s adds %j", async (version, added) => {
  const old = await serve({ version: "0.50" });
  const server = await serve({ version });
  const keys = async (from: typeof server): Promise<string[]> =>
    Object.keys((await get(from, "/api/user")).json.data[0]);

  const known = await keys(old);

  expect((await keys(server)).filter((key) => !known.includes(key)).sort()).toEqual(added);
});

test("people of tenants are shown only when asked for, and only where there are tenants", async () => {
  const enterprise = await serve({ edition: "enterprise", users: 10 });
  const openSource = await serve({ users: 10 });
  const count = async (server: typeof openSource, query: string) =>
    (await get(server, `/api/user?status=all${query}`)).json.total;

  expect(await count(enterprise, "")).toBe(10);
  expect(await count(enterprise, "&tenancy=internal")).toBe(10);
  expect(await count(enterprise, "&tenancy=external")).toBe(3);
  expect(await count(enterprise, "&tenancy=all")).toBe(13);
  expect(await count(enterprise, "&tenant_id=1")).toBe(2);
  expect(await count(openSource, "&tenancy=all")).toBe(10);
  expect((await get(enterprise, "/api/user?tenancy=all&tenant_id=1")).status).toBe(400);
});

test("ordinary people may not list others, but may read themselves", async () => {
  const server = await serve();
  const { email, password } = server.accounts.analyst;
  const { id } = (await logIn(server, { username: email, password })).json;
  const ask = (path: string) => get(server, path, { "x-metabase-session": id });

  const list = await ask("/api/user");
  const self = await ask("/api/user/2");
  const other = await ask("/api/user/1");

  expect([list.status, list.text]).toEqual([403, "You don't have permissions to do that."]);
  expect(self.json).toMatchObject({ id: 2, email });
  expect(other.status).toBe(403);
});

test("a group manager sees people of the groups they manage, with fewer fields", async () => {
  const server = await serve({ edition: "enterprise", users: 60 });
  const { email, password } = server.accounts.manager;
  const { id } = (await logIn(server, { username: email, password })).json;

  const { json } = await get(server, "/api/user", { "x-metabase-session": id });

  expect(json.total).toBeGreaterThan(0);
  expect(json.data.every(({ group_ids }: { group_ids: number[] }) => group_ids.includes(4))).toBe(
    true,
  );
  expect(Object.keys(json.data[0]).sort()).toEqual(
    [
      "common_name",
      "email",
      "first_name",
      "group_ids",
      "id",
      "is_superuser",
      "last_login",
      "last_name",
    ].sort(),
  );
});

test("one person comes with memberships, also when switched off", async () => {
  const server = await serve();

  const { json } = await get(server, "/api/user/3");

  expect(json).toMatchObject({
    id: 3,
    is_active: false,
    user_group_memberships: [{ id: 1 }, { id: 3 }],
    structured_attributes: {},
  });
  expect(json).not.toHaveProperty("group_ids");
  expect((await get(server, "/api/user/4711")).status).toBe(404);
});

test("hidden accounts are read by id, though no list shows them", async () => {
  const server = await serve();
  const { user_id } = server.world.people.apiKeys.at(0);

  const account = await get(server, `/api/user/${user_id}`);

  expect(account.json).toMatchObject({ id: user_id, common_name: "Warehouse sync" });
  expect(account.text).not.toContain(server.keys.admin);
});

test("the server's own account is no person to be read", async () => {
  const server = await serve();

  const answer = await get(server, "/api/user/13371338");

  expect([answer.status, answer.text]).toEqual([400, "Not able to modify the internal user"]);
});

test("a key is asked who it is and tells its hidden account", async () => {
  const server = await serve({ version: "0.49" });

  const admin = await get(server, "/api/user/current");
  const analyst = await get(server, "/api/user/current", { "x-api-key": server.keys.analyst });

  expect(admin.json).toMatchObject({ is_superuser: true, group_ids: [1, 2] });
  expect(analyst.json).toMatchObject({ is_superuser: false, group_ids: [1, 3] });
  expect(admin.json).not.toHaveProperty("permissions");
});

import { expect, test } from "vitest";
import type { MetabaseEdition } from "../../src/metabase/options.ts";
import type { SandboxMetabase } from "../../src/metabase/server/start-metabase.ts";
import { get, logIn, serve } from "./serve.ts";

type Principal = "admin" | "manager" | "analyst" | "few";

/** Headers of a person's session or of a key. */
async function headersOf(
  server: SandboxMetabase,
  principal: Principal,
): Promise<Record<string, string>> {
  if (principal === "few") return { "x-api-key": server.keys.few };
  const { email, password } = server.accounts[principal];
  return { "x-metabase-session": (await logIn(server, { username: email, password })).json.id };
}

test.each<readonly [MetabaseEdition, string, Record<Principal, number>]>([
  ["oss", "/api/user", { admin: 200, manager: 403, analyst: 403, few: 403 }],
  ["enterprise", "/api/user", { admin: 200, manager: 200, analyst: 403, few: 403 }],
  ["enterprise", "/api/permissions/group", { admin: 200, manager: 200, analyst: 403, few: 403 }],
  [
    "enterprise",
    "/api/permissions/membership",
    { admin: 200, manager: 200, analyst: 403, few: 403 },
  ],
  ["enterprise", "/api/permissions/graph", { admin: 200, manager: 403, analyst: 403, few: 403 }],
  ["enterprise", "/api/api-key", { admin: 200, manager: 403, analyst: 403, few: 403 }],
  ["enterprise", "/api/task", { admin: 200, manager: 403, analyst: 403, few: 403 }],
  ["enterprise", "/api/setting", { admin: 200, manager: 403, analyst: 403, few: 403 }],
  ["enterprise", "/api/card", { admin: 200, manager: 200, analyst: 200, few: 200 }],
])("on %s, %s answers %j", async (edition, path, expected) => {
  const server = await serve({ edition });

  const statuses: Record<string, number> = {};
  for (const principal of Object.keys(expected) as Principal[]) {
    statuses[principal] = (await get(server, path, await headersOf(server, principal))).status;
  }

  expect(statuses).toEqual(expected);
});

test("a manager sees only the groups that they manage, and memberships of those", async () => {
  const server = await serve({ edition: "enterprise" });
  const headers = await headersOf(server, "manager");

  const groups = (await get(server, "/api/permissions/group", headers)).json;
  const memberships = (await get(server, "/api/permissions/membership", headers)).json;

  const rows = Object.values(memberships).flat() as { group_id: number; user_id: number }[];
  expect(groups.map(({ name }: { name: string }) => name)).toEqual(["Marketing"]);
  expect(new Set(rows.map(({ group_id }) => group_id))).toEqual(new Set([groups[0].id]));
  expect(rows.length).toBeGreaterThan(1);
});

test("a key with few rights sees some of everything, and less than an ordinary person", async () => {
  const server = await serve({ edition: "enterprise", cards: 300, dashboards: 60 });
  const counts = async (principal: Principal): Promise<number[]> => {
    const headers = await headersOf(server, principal);
    const paths = ["/api/database", "/api/table", "/api/collection", "/api/card", "/api/dashboard"];
    const answers = await Promise.all(paths.map((path) => get(server, path, headers)));
    return answers.map(({ json }) => (json.data ?? json).length);
  };

  const [few, analyst, admin] = [
    await counts("few"),
    await counts("analyst"),
    await counts("admin"),
  ];

  expect(few.every((count, index) => count > 0 && count < (analyst[index] ?? 0))).toBe(true);
  expect(analyst.every((count, index) => count < (admin[index] ?? 0))).toBe(true);
});

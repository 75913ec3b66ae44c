import { expect, test } from "vitest";
import { get, serve } from "../serve.ts";

test.each([
  ["0.49", "oss", "v0.49."],
  ["0.50", "enterprise", "v1.50."],
  ["0.54", "oss", "v0.54."],
  ["0.57", "enterprise", "v1.57."],
  ["0.64", "oss", "v0.64."],
  ["newest", "oss", "v0.64."],
] as const)("version %s %s calls itself %s…", async (version, edition, prefix) => {
  const server = await serve({ version, edition });

  const { json } = await get(server, "/api/session/properties", {});

  expect(json.version.tag.startsWith(prefix)).toBe(true);
  expect(json["has-user-setup"]).toBe(true);
  expect(json["token-features"].hosting).toBe(edition === "enterprise");
});

test("credentials bring more properties, wrong ones no refusal", async () => {
  const server = await serve();
  const count = async (headers: Record<string, string>): Promise<number> =>
    Object.keys((await get(server, "/api/session/properties", headers)).json).length;

  const nobody = await count({});
  const wrong = await count({ "x-api-key": "mb_wrong" });
  const analyst = await count({ "x-api-key": server.keys.analyst });
  const admin = await count({ "x-api-key": server.keys.admin });

  expect(wrong).toBe(nobody);
  expect(analyst).toBeGreaterThan(nobody);
  expect(admin).toBeGreaterThan(analyst);
});

test("a licence can carry some features only", async () => {
  const server = await serve({ edition: "enterprise", features: ["sandboxes"] });

  const features = (await get(server, "/api/session/properties")).json["token-features"];

  expect(features).toMatchObject({ sandboxes: true, advanced_permissions: false });
});

test("settings are listed for administrators and read one by one", async () => {
  const server = await serve();

  const [setting] = (await get(server, "/api/setting")).json;
  const version = await get(server, "/api/setting/version");
  const unset = await get(server, "/api/setting/setup-token");
  const unknown = await get(server, "/api/setting/foo");
  const ordinary = await get(server, "/api/setting", { "x-api-key": server.keys.analyst });

  expect(Object.keys(setting).sort()).toEqual(
    ["default", "description", "env_name", "is_env_setting", "key", "value"].sort(),
  );
  expect(version.json.tag).toMatch(/^v0\.64\./);
  expect([unset.status, unset.text]).toEqual([204, ""]);
  expect([unknown.status, unknown.text]).toEqual([400, "Unknown setting: :foo"]);
  expect(ordinary.status).toBe(403);
});

test.each([
  ["/api/health", 200, '{"status":"ok"}'],
  ["/api/no-such-thing", 404, "API endpoint does not exist."],
  ["/api", 404, "API endpoint does not exist."],
  ["/metabase/api/user", 200, "<!DOCTYPE html>"],
  ["/", 200, "<!DOCTYPE html>"],
])("%s needs no credentials and answers %i", async (path, status, text) => {
  const server = await serve();

  const answer = await get(server, path, {});

  expect(answer.status).toBe(status);
  expect(answer.text.startsWith(text)).toBe(true);
});

test.each([{}, { "x-api-key": "mb_wrong" }, { "x-metabase-session": "wrong" }])(
  "without good credentials, %j, the rest answers 401 in plain text",
  async (headers: Record<string, string>) => {
    const server = await serve();

    const answer = await get(server, "/api/user/current", headers);

    expect(answer.status).toBe(401);
    expect(answer.text).toBe("Unauthenticated");
  },
);

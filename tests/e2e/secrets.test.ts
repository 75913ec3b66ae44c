import * as protocol from "@singer-metabase/singer-protocol";
import * as tap from "@singer-metabase/tap-metabase";
import * as target from "@singer-metabase/target-postgres";
import { expect, test } from "vitest";
import { createScene, type Run, type Scene } from "../harness/create-scene.ts";

const CANARY = 'c4n4ry/+=&%"\\ 5f0e';

const tapSecrets = secretsOf(tap.programName, tap.settingsSchema);
const targetSecrets = secretsOf(target.programName, target.settingsSchema);

test("the secrets are the ones we know; a new one is searched for from now on", () => {
  expect(tapSecrets).toEqual(
    expect.arrayContaining(["api_key", "password", "session_token", "headers"]),
  );
  expect(targetSecrets).toEqual(expect.arrayContaining(["password", "sqlalchemy_url"]));
});

test.each(tapSecrets)("tap-metabase: %s appears nowhere", async (setting) => {
  const scene = await createScene();

  const seen = await everythingFrom(scene, { tap: tapSettings(setting, scene) });

  expect(formsOf(CANARY).filter((form) => seen.includes(form))).toEqual([]);
});

test.each(targetSecrets)("target-postgres: %s appears nowhere", async (setting) => {
  const scene = await createScene();

  const seen = await everythingFrom(scene, { target: targetSettings(setting, scene) });

  expect(formsOf(CANARY).filter((form) => seen.includes(form))).toEqual([]);
});

test("the credentials of a run that goes well appear nowhere", async () => {
  const scene = await createScene();
  const { admin } = scene.metabase.accounts;
  const login = { api_key: undefined, username: admin.email, password: admin.password };

  const seen = (await everythingFrom(scene, {})) + (await everythingFrom(scene, { tap: login }));

  const tokens = scene.metabase.requests.flatMap(
    ({ headers }) => headers["x-metabase-session"] ?? [],
  );
  expect(tokens.length).toBeGreaterThan(0);
  const secrets = [
    scene.metabase.keys.admin,
    admin.password,
    new URL(scene.database.url).password,
    ...tokens.map(String),
  ];
  expect(secrets.flatMap(formsOf).filter((form) => seen.includes(form))).toEqual([]);
});

/** All that a run gives out: both logs, the state, every row of every table. */
async function everythingFrom(scene: Scene, run: Run): Promise<string> {
  const debug = { log_level: "debug", log_values: true };
  const { tap, target, output } = await scene.run({
    tap: { ...debug, max_retries: 0, ...run.tap },
    target: { ...debug, ...run.target },
  });
  expect(tap.log + target.log).not.toBe("");
  return [tap.log, target.log, output, JSON.stringify(await scene.tables())].join("\n");
}

/** A secret as it is, and as it looks in a URL, in JSON, in Basic credentials. */
function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret)
    .toString("base64")
    .replace(/.{0,2}=*$/, "");
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64];
}

function secretsOf(name: string, schema: protocol.SettingsSchema): readonly string[] {
  return protocol
    .describeSettings(name, schema)
    .filter(({ secret }) => secret)
    .map((setting) => setting.name);
}

function tapSettings(setting: string, { metabase }: Scene): Record<string, unknown> {
  switch (setting) {
    case "headers":
      return { headers: { "x-canary": CANARY } };
    case "password":
      return { api_key: undefined, username: metabase.accounts.admin.email, password: CANARY };
    default:
      return { api_key: undefined, [setting]: CANARY };
  }
}

function targetSettings(setting: string, { database }: Scene): Record<string, unknown> {
  const url = new URL(database.url);
  if (setting === "sqlalchemy_url") {
    url.password = CANARY;
    return { sqlalchemy_url: url.href };
  }
  const parts = {
    sqlalchemy_url: undefined,
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: url.password,
    database: database.name,
  };
  const [name = "", nested] = setting.split(".");
  return { ...parts, [name]: nested === undefined ? CANARY : { [nested]: CANARY } };
}

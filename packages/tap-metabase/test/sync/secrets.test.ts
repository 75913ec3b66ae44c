import { expect, test } from "vitest";
import { runTap } from "../run-tap.ts";
import { startAlteredServer, startServer } from "../start-server.ts";

const CANARY = "canary-5e0f8a";

test("no secret setting shows in the output or the logs", async () => {
  const server = await startServer();
  const { email, password } = server.accounts.admin;
  const given = { headers: { "cf-access-client-secret": CANARY } };

  for (const config of [
    { api_key: server.keys.admin, ...given },
    { username: email, password, token_cache: false, log_level: "debug", ...given },
    { api_key: `mb_${CANARY}`, ...given },
    { session_token: `session-${CANARY}`, ...given },
  ]) {
    const run = await runTap({ config: { base_url: server.url, ...config } });

    const shown = `${run.stdout}${JSON.stringify(run.logs)}${String(run.error)}`;
    for (const secret of [CANARY, server.keys.admin, password]) {
      expect(shown).not.toContain(secret);
      expect(shown).not.toContain(Buffer.from(secret).toString("base64"));
    }
  }
});

test("no secret that the server sends reaches the records, known or not", async () => {
  const withSecrets = (rows: object[]) =>
    rows.map((row) => ({
      ...row,
      public_uuid: CANARY,
      details: { host: CANARY, password: CANARY },
      new_api_token: CANARY,
      settings: { nested: [{ "secret-key": CANARY }] },
    }));
  const inData = ({ data, ...rest }: { data: object[] }) => ({ ...rest, data: withSecrets(data) });
  const server = await startAlteredServer({
    "/api/database": inData,
    "/api/card": (cards: object[]) =>
      cards.map((card) => ({
        ...card,
        public_uuid: CANARY,
        dataset_query: { native: { "access-token": CANARY } },
        brand_new: { client_secret: CANARY },
      })),
    "/api/user": ({ data, ...page }: { data: object[] }) => ({
      ...page,
      data: data.map((user) => ({ ...user, login_attributes: { password: CANARY } })),
    }),
  });

  const run = await runTap({ config: { base_url: server.url, api_key: server.keys.admin } });

  expect(run.error).toBeUndefined();
  expect(run.stdout).not.toContain(CANARY);
  expect(run.stdout).not.toContain("canary-7f3e1c");
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { readConnectionOptions } from "../../src/connection-options.ts";
import { connect } from "../../src/postgres.ts";
import { completeSettings } from "../../src/settings/complete-settings.ts";
import type { TestSettings } from "../harness/load.ts";
import { makeAuthority, startTlsServer, type TlsServer } from "./tls-server.ts";

let server: TlsServer;
let stranger: string;
beforeAll(async () => {
  server = await startTlsServer();
  stranger = (await makeAuthority("stranger")).cert;
});
afterAll(() => server.postgres.stop());

/** Connects, and says as whom, and whether over TLS. */
async function introduce(settings: TestSettings) {
  const { port, user, password } = server.postgres;
  const complete = completeSettings({
    host: "localhost",
    port,
    user,
    password,
    database: "postgres",
    ssl_enable: true,
    ...settings,
  });
  const options = await readConnectionOptions(complete, { env: {}, home: "/nowhere" });
  const connection = await connect(options);
  onTestFinished(() => connection.close());
  const [row] = await connection.query(
    "select current_user::text as user, ssl from pg_stat_ssl where pid = pg_backend_pid()",
  );
  return row;
}

test.each([
  ["disable", false],
  ["allow", false],
  ["prefer", true],
  ["require", true],
])("ssl_mode %s: TLS is %j where the server leaves the choice", async (ssl_mode, ssl) => {
  expect(await introduce({ ssl_mode })).toMatchObject({ ssl });
});

test("ssl_mode allow goes over to TLS when the server wants it", async () => {
  expect(await introduce({ ssl_mode: "allow", user: "tls_only" })).toMatchObject({ ssl: true });
});

test.each(["require", "verify-ca", "verify-full"])(
  "ssl_mode %s goes by the authority that is named, and by no other",
  async (ssl_mode) => {
    const authority = server.authority.cert;

    expect(await introduce({ ssl_mode, ssl_certificate_authority: authority })).toMatchObject({
      ssl: true,
    });
    await expect(introduce({ ssl_mode, ssl_certificate_authority: stranger })).rejects.toThrow(
      /self-signed certificate|unable to verify/,
    );
  },
);

test.each(["verify-ca", "verify-full"])(
  "ssl_mode %s without an authority does not trust one that nobody knows",
  async (ssl_mode) => {
    await expect(introduce({ ssl_mode })).rejects.toThrow(/unable to|self-signed/);
  },
);

test("only verify-full looks at the host's name", async () => {
  const settings = { host: "127.0.0.1", ssl_certificate_authority: server.authority.cert };

  expect(await introduce({ ...settings, ssl_mode: "verify-ca" })).toMatchObject({ ssl: true });
  await expect(introduce({ ...settings, ssl_mode: "verify-full" })).rejects.toThrow(
    /IP: 127\.0\.0\.1 is not in the cert/,
  );
});

test("a client certificate logs in, as text and as files", async () => {
  const folder = await mkdtemp(join(tmpdir(), "target-postgres-tls-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [cert, key] = [join(folder, "me.crt"), join(folder, "me.key")];
  await writeFile(cert, server.client.cert);
  await writeFile(key, server.client.private, { mode: 0o600 });
  const settings = {
    user: "carla",
    ssl_mode: "verify-full",
    ssl_certificate_authority: server.authority.cert,
    ssl_client_certificate_enable: true,
  };

  const asText = await introduce({
    ...settings,
    ssl_client_certificate: server.client.cert,
    ssl_client_private_key: server.client.private,
  });
  const asFiles = await introduce({
    ...settings,
    ssl_client_certificate: cert,
    ssl_client_private_key: key,
  });

  expect([asText, asFiles]).toEqual([
    { user: "carla", ssl: true },
    { user: "carla", ssl: true },
  ]);
  await expect(introduce({ ...settings, ssl_client_certificate_enable: false })).rejects.toThrow(
    /connection requires a valid client certificate/,
  );
});

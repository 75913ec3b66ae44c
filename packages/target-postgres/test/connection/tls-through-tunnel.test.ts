import { expect, onTestFinished, test } from "vitest";
import { readTunnelOptions } from "../../src/connection/read-tunnel-options.ts";
import { SshTunnel } from "../../src/connection/ssh-tunnel.ts";
import { readConnectionOptions } from "../../src/connection-options.ts";
import { connect } from "../../src/postgres.ts";
import { completeSettings } from "../../src/settings/complete-settings.ts";
import { makeKeyPair, startSshServer } from "./ssh-server.ts";
import { startTlsServer } from "./tls-server.ts";

test("through a tunnel, the server's certificate is held to the server's name", async () => {
  const server = await startTlsServer();
  onTestFinished(() => server.postgres.stop());
  const hostKey = makeKeyPair().private;
  const ssh = await startSshServer({ hostKey, username: "jump", publicKeys: [], password: "x" });
  onTestFinished(() => ssh.stop());
  const surroundings = { env: {}, home: "/nowhere" };
  const settings = { host: "127.0.0.1", port: ssh.port, username: "jump", password: "x" };
  const tunnel = new SshTunnel(await readTunnelOptions(settings, surroundings, { warn() {} }));
  onTestFinished(() => tunnel.close());
  const { port, user, password } = server.postgres;
  const readOptions = (host: string) =>
    readConnectionOptions(
      completeSettings({
        host,
        port,
        user,
        password,
        database: "postgres",
        ssl_enable: true,
        ssl_certificate_authority: server.authority.cert,
      }),
      surroundings,
    );

  const connection = await connect({ ...(await readOptions("localhost")), tunnel });
  const [row] = await connection.query("select ssl from pg_stat_ssl where pid = pg_backend_pid()");
  await connection.close();

  expect(row).toEqual({ ssl: true });
  expect(ssh.forwarded).toEqual([`localhost:${port}`]);
  await expect(connect({ ...(await readOptions("127.0.0.1")), tunnel })).rejects.toThrow(
    /IP: 127\.0\.0\.1 is not in the cert/,
  );
});

import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ssh2 from "ssh2";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { readTunnelOptions } from "../../src/connection/read-tunnel-options.ts";
import { SshTunnel } from "../../src/connection/ssh-tunnel.ts";
import { readConnectionOptions } from "../../src/connection-options.ts";
import { type Connection, connect } from "../../src/postgres.ts";
import { StatementError } from "../../src/script.ts";
import { completeSettings } from "../../src/settings/complete-settings.ts";
import type { TunnelSettings } from "../../src/settings/protection-settings.ts";
import { recordLine, schemaLine, stateLine } from "../harness/lines.ts";
import { load } from "../harness/load.ts";
import { runProgram } from "../harness/run-program.ts";
import { useDatabase } from "../harness/use-database.ts";
import { makeKeyPair, type SshServer, startSshServer } from "./ssh-server.ts";

const database = useDatabase();

const { generateKeyPairSync } = ssh2.utils;
const KEYS = {
  "RSA key": generateKeyPairSync("rsa", { bits: 2048 }),
  "ECDSA key": generateKeyPairSync("ecdsa", { bits: 256 }),
  "Ed25519 key": makeKeyPair(),
  "key with a passphrase": makeKeyPair("open"),
};
const LOCKED = KEYS["key with a passphrase"].private;
const HOST_KEY = makeKeyPair();
const HOST_KEY_BASE64 = HOST_KEY.public.split(" ")[1] ?? "";
const FINGERPRINT = `SHA256:${createHash("sha256")
  .update(Buffer.from(HOST_KEY_BASE64, "base64"))
  .digest("base64")
  .replace(/=+$/, "")}`;

let host: SshServer;
beforeAll(async () => {
  host = await startSshServer({
    hostKey: HOST_KEY.private,
    username: "jump",
    publicKeys: Object.values(KEYS).map((key) => key.public),
    password: "sesame",
  });
});
afterAll(() => host.stop());

function tunnelSettings(more: TunnelSettings = {}): TunnelSettings {
  return {
    enable: true,
    host: "127.0.0.1",
    port: host.port,
    username: "jump",
    private_key: KEYS["Ed25519 key"].private,
    ...more,
  };
}

/** Opens a session through the tunnel. */
async function open(
  settings: TunnelSettings,
  env: Readonly<Record<string, string>> = {},
): Promise<{ connection: Connection; warnings: string[] }> {
  const warnings: string[] = [];
  const surroundings = { env, home: "/nowhere" };
  const logger = { warn: (message: string) => warnings.push(message) };
  const tunnel = new SshTunnel(await readTunnelOptions(settings, surroundings, logger));
  onTestFinished(() => tunnel.close());
  const complete = completeSettings({ sqlalchemy_url: database().url });
  const options = await readConnectionOptions(complete, surroundings);
  return { connection: await connect({ ...options, tunnel }), warnings };
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "target-postgres-ssh-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

async function writeFileOnce(text: string): Promise<string> {
  const path = join(await makeFolder(), "file");
  await writeFile(path, text);
  return path;
}

test.each(Object.entries(KEYS))("a tunnel opens with this: %s", async (_, key) => {
  const { connection } = await open(
    tunnelSettings({ private_key: key.private, private_key_password: "open" }),
  );

  expect(await connection.query("select 1 as one")).toEqual([{ one: 1 }]);
  expect(host.forwarded.at(-1)).toBe(new URL(database().url).host);
  await connection.close();
});

test("a tunnel opens with a key's file, and with a password", async () => {
  const file = await writeFileOnce(KEYS["Ed25519 key"].private);
  const { username, port, host: address, enable } = tunnelSettings() as Required<TunnelSettings>;

  for (const way of [{ private_key: file }, { password: "sesame" }]) {
    const { connection } = await open({ enable, host: address, port, username, ...way });
    expect(await connection.query("select 1 as one")).toEqual([{ one: 1 }]);
    await connection.close();
  }
});

test("a tunnel opens with a key that only an agent has", async () => {
  const key = ssh2.utils.parseKey(KEYS["Ed25519 key"].private);
  if (key instanceof Error) throw key;
  const path = join(await makeFolder(), "agent");
  const agent = createServer((socket) => {
    const protocol = new ssh2.AgentProtocol(false);
    protocol.on("identities", (request) => {
      protocol.getIdentitiesReply(request, [key]);
    });
    protocol.on("sign", (request, _, data) => protocol.signReply(request, key.sign(data)));
    socket.pipe(protocol).pipe(socket);
  });
  await once(agent.listen(path), "listening");
  onTestFinished(() => void agent.close());
  const { private_key: _, ...settings } = tunnelSettings({ agent: true });

  const { connection } = await open(settings, { SSH_AUTH_SOCK: path });

  expect(await connection.query("select 1 as one")).toEqual([{ one: 1 }]);
  await connection.close();
});

test.each([
  ["a key nobody knows", { private_key: makeKeyPair().private }, /check ssh_tunnel.username and/],
  [
    "a user nobody knows",
    { username: "other" },
    /other@127\.0\.0\.1:\d+.*check ssh_tunnel.username/,
  ],
  ["a missing passphrase", { private_key: LOCKED }, /private_key_password/],
  [
    "a wrong passphrase",
    { private_key: LOCKED, private_key_password: "shut" },
    /private_key_password/,
  ],
  [
    "a missing file",
    { private_key: "/no/such" },
    /"ssh_tunnel.private_key" is neither PEM text nor a file/,
  ],
  [
    "a host that is not there",
    { port: 1 },
    /cannot open the SSH tunnel.*ECONNREFUSED.*check ssh_tunnel.host/,
  ],
  [
    "another host's key",
    { host_key_fingerprint: "SHA256:else" },
    /do not go on before you know why/,
  ],
  ["a missing agent", { agent: true }, /SSH_AUTH_SOCK/],
])("%s opens no tunnel, and has a way out", async (_, more, problem) => {
  await expect(open(tunnelSettings(more))).rejects.toThrow(problem);
});

test("a server that the SSH host does not reach is told from an SSH host that is not there", async () => {
  const { error } = await load({ url: "postgresql://u@127.0.0.1:1/d" }, [], {
    ssh_tunnel: tunnelSettings(),
  });

  expect(error?.message).toMatch(/cannot reach 127\.0\.0\.1:1 from jump@.*check host and port/);
});

test("what is missing for a tunnel is named", async () => {
  await expect(open({ enable: true })).rejects.toThrow(
    /"ssh_tunnel.host" is missing; "ssh_tunnel.username" is missing; one of "ssh_tunnel.private_key"/,
  );
});

test("an unknown host is accepted with a warning that shows its fingerprint, which can then be set", async () => {
  const unchecked = await open(tunnelSettings());
  const checked = await open(tunnelSettings({ host_key_fingerprint: FINGERPRINT }));
  await Promise.all([unchecked.connection.close(), checked.connection.close()]);

  expect(unchecked.warnings.join()).toContain(
    `the SSH host's key is not checked; it is ${FINGERPRINT}`,
  );
  expect(checked.warnings).toEqual([]);
});

test("a file of known hosts decides, in plain and in hashed form", async () => {
  const name = `[127.0.0.1]:${host.port}`;
  const salt = Buffer.from("pepper");
  const hash = createHmac("sha1", salt).update(name).digest("base64");
  const other = makeKeyPair().public;
  const good = [
    `# mine\nelsewhere ${other}\n${name} ssh-ed25519 ${HOST_KEY_BASE64} comment`,
    `|1|${salt.toString("base64")}|${hash} ssh-ed25519 ${HOST_KEY_BASE64}`,
    `*,!nothing ssh-ed25519 ${HOST_KEY_BASE64}`,
  ];
  const bad = [
    "",
    `${name} ${other}`,
    `127.0.0.1 ssh-ed25519 ${HOST_KEY_BASE64}`,
    `*,!${name} ssh-ed25519 ${HOST_KEY_BASE64}`,
    `${name} ssh-ed25519 ${HOST_KEY_BASE64}\n@revoked * ssh-ed25519 ${HOST_KEY_BASE64}`,
  ];

  for (const text of good) {
    const { connection } = await open(tunnelSettings({ known_hosts: await writeFileOnce(text) }));
    await connection.close();
  }
  for (const text of bad) {
    const settings = tunnelSettings({ known_hosts: await writeFileOnce(text) });
    await expect(open(settings), text).rejects.toThrow(/do not go on before you know why/);
  }
});

test("a tunnel that is lost is the error of what was under way, and the next session digs a new one", async () => {
  const surroundings = { env: {}, home: "/nowhere" };
  const tunnel = new SshTunnel(
    await readTunnelOptions(tunnelSettings(), surroundings, { warn: () => {} }),
  );
  onTestFinished(() => tunnel.close());
  const complete = completeSettings({ sqlalchemy_url: database().url });
  const options = { ...(await readConnectionOptions(complete, surroundings)), tunnel };
  const connection = await connect(options);

  const underWay = connection.query("select pg_sleep(60)");
  host.cut();

  await expect(underWay).rejects.toThrow(/the SSH tunnel was lost.*jump@127\.0\.0\.1/);
  const again = await connect(options);
  expect(await again.query("select 1 as one")).toEqual([{ one: 1 }]);
  await again.close();
});

test("a lost tunnel is why statements of one message have failed", async () => {
  const { connection } = await open(tunnelSettings());

  const underWay = connection.run([{ sql: "select pg_sleep(60)" }]);
  host.cut();

  await expect(underWay).rejects.toBeInstanceOf(StatementError);
  await expect(underWay).rejects.toThrow(/the SSH tunnel was lost/);
});

test("a whole run goes through a tunnel", async () => {
  const { error, log } = await load(
    database(),
    [schemaLine("x", { id: { type: "integer" } }, ["id"]), recordLine("x", { id: 1 })],
    { ssh_tunnel: tunnelSettings() },
  );

  expect(error).toBeUndefined();
  expect(log).toMatch(/SSH host's key is not checked/);
  expect(await database().query("select id from t.x")).toEqual([{ id: "1" }]);
});

test("a run whose tunnel is lost goes on through a new one", async () => {
  const target = runProgram({ sqlalchemy_url: database().url, ssh_tunnel: tunnelSettings() });
  const schema = schemaLine("survivor", { id: { type: "integer" } }, ["id"]);

  target.send(schema, recordLine("survivor", { id: 1 }), stateLine(1));
  await target.line(0);
  host.cut();
  target.send(recordLine("survivor", { id: 2 }), stateLine(2));
  target.close();

  expect(await target.finished).toMatchObject({ status: 0, lines: ["1", "2"] });
  expect(await database().query("select id::int from t.survivor order by id")).toEqual([
    { id: 1 },
    { id: 2 },
  ]);
});

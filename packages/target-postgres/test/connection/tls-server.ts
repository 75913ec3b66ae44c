import { chown, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type SandboxPostgres, startPostgres } from "@singer-metabase/sandbox";
import pg from "pg";
import { generate } from "selfsigned";

/** A certificate and its key, as PEM text. */
export interface Certificate {
  readonly cert: string;
  readonly private: string;
}

/** A server with TLS, whose certificate is for `localhost` and not for 127.0.0.1. */
export interface TlsServer {
  readonly postgres: SandboxPostgres;
  readonly authority: Certificate;
  /** A certificate for the user `carla`, who logs in by nothing else. */
  readonly client: Certificate;
}

const RULES = `
hostssl all carla    127.0.0.1/32 cert
hostssl all tls_only 127.0.0.1/32 trust
host    all tls_only 127.0.0.1/32 reject
host    all all      127.0.0.1/32 scram-sha-256
`;

/** Makes an authority of that name, which vouches for itself. */
export function makeAuthority(name: string): Promise<Certificate> {
  return generate([{ name: "commonName", value: name }], {
    keySize: 2048,
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
}

function makeCertificate(name: string, { cert, private: key }: Certificate): Promise<Certificate> {
  return generate([{ name: "commonName", value: name }], {
    keySize: 2048,
    algorithm: "sha256",
    ca: { cert, key },
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: name }] }],
  });
}

/** Starts a server of its own, since TLS is a matter of the whole server. */
export async function startTlsServer(): Promise<TlsServer> {
  const [postgres, authority] = await Promise.all([startPostgres(), makeAuthority("authority")]);
  const server = await makeCertificate("localhost", authority);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const folder: string = (await client.query("show data_directory")).rows[0].data_directory;
  const files = {
    "server.crt": server.cert,
    "server.key": server.private,
    "root.crt": authority.cert,
    "pg_hba.conf": RULES,
  };
  const { uid, gid } = await stat(folder);
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await writeFile(path, text, { mode: 0o600 });
    await chown(path, uid, gid);
  }
  await client.query("create role carla login; create role tls_only login");
  await client.query("alter system set ssl_ca_file = 'root.crt'");
  await client.query("alter system set ssl = on");
  await client.query("select pg_reload_conf()");
  await client.end();
  return { postgres, authority, client: await makeCertificate("carla", authority) };
}

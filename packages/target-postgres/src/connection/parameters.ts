import { ConfigurationError } from "../errors.ts";

/** Parameters of a connection that are honoured, by libpq's names. https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS */
const HONOURED = [
  "host",
  "port",
  "user",
  "password",
  "dbname",
  "sslmode",
  "sslrootcert",
  "sslcrl",
  "sslcert",
  "sslkey",
  "application_name",
  "options",
  "connect_timeout",
  "service",
] as const;

/** What is known of a connection so far. */
export type Parameters = Partial<Record<(typeof HONOURED)[number], string>>;

/** Values that ask for nothing but what happens anyhow. */
const HARMLESS: Readonly<Record<string, RegExp>> = {
  channel_binding: /^(disable|prefer)$/,
  client_encoding: /^(auto|utf-?8)$/i,
  fallback_application_name: /./,
  gssencmode: /^(disable|prefer)$/,
  // A server that cannot be written to is an error of the first statement.
  target_session_attrs: /^(any|read-write|primary)$/,
  keepalives: /./,
  keepalives_idle: /./,
  keepalives_interval: /./,
  keepalives_count: /./,
};

/** The environment variables of libpq. https://www.postgresql.org/docs/current/libpq-envars.html */
const VARIABLES: Readonly<Record<string, string>> = {
  PGHOST: "host",
  PGHOSTADDR: "hostaddr",
  PGPORT: "port",
  PGUSER: "user",
  PGPASSWORD: "password",
  PGDATABASE: "dbname",
  PGSERVICE: "service",
  PGSSLMODE: "sslmode",
  PGSSLROOTCERT: "sslrootcert",
  PGSSLCRL: "sslcrl",
  PGSSLCERT: "sslcert",
  PGSSLKEY: "sslkey",
  PGAPPNAME: "application_name",
  PGOPTIONS: "options",
  PGCONNECT_TIMEOUT: "connect_timeout",
  PGCHANNELBINDING: "channel_binding",
  PGGSSENCMODE: "gssencmode",
  PGREQUIREAUTH: "require_auth",
  PGREQUIREPEER: "requirepeer",
  PGTARGETSESSIONATTRS: "target_session_attrs",
};

/** Reads the environment variables that `psql` reads, too. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Parameters {
  return pickParameters(
    Object.entries(VARIABLES).map(([variable, name]) => [name, env[variable] ?? ""]),
    "the environment",
  );
}

/**
 * Takes the parameters that are honoured. Empty ones count as missing, as in libpq.
 *
 * @throws {ConfigurationError} for one that asks for what cannot be had: it may be for protection.
 */
export function pickParameters(
  entries: Iterable<readonly [string, string]>,
  source: string,
): Parameters {
  const parameters: Parameters = {};
  for (const [name, value] of entries) {
    if (value === "") continue;
    if (isHonoured(name)) parameters[name] = value;
    else if (HARMLESS[name]?.test(value) !== true) {
      throw new ConfigurationError(
        `${source} has the connection parameter ${name}, which this program cannot honour: remove it`,
      );
    }
  }
  return parameters;
}

function isHonoured(name: string): name is keyof Parameters {
  return (HONOURED as readonly string[]).includes(name);
}

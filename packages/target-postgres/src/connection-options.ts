import { homedir } from "node:os";
import { type Parameters, readEnvironment } from "./connection/parameters.ts";
import { parseUrl } from "./connection/parse-url.ts";
import { readService, type Surroundings } from "./connection/read-service.ts";
import { readTls } from "./connection/read-tls.ts";
import { ConfigurationError } from "./errors.ts";
import type { ConnectionOptions } from "./postgres.ts";
import type { Settings } from "./settings.ts";

const DEFAULT_PORT = 5432;
const APPLICATION_NAME = "target-postgres";

/** What Meltano's definition of MeltanoLabs' target says for nobody's choice: no list of authorities. */
const UNCHOSEN_AUTHORITY = "~/.postgresql/root.crl";

/**
 * Works out how the server is reached. `sqlalchemy_url` stands in for host, database and so on and
 * for all ssl settings. What is still missing comes, as in libpq, from a service file, then from the
 * environment; a password also from `.pgpass`, which pg reads.
 *
 * @throws {ConfigurationError} for settings that are missing or cannot be read.
 */
export async function readConnectionOptions(
  settings: Settings,
  surroundings: Surroundings = { env: {}, home: homedir() },
): Promise<ConnectionOptions> {
  const url = settings.sqlalchemy_url;
  const given = url === undefined ? readSettings(settings) : parseUrl(url);
  const fromEnvironment = readEnvironment(surroundings.env);
  const service = settings.service ?? given.service ?? fromEnvironment.service;
  const parameters: Parameters = {
    ...(url !== undefined && { host: "localhost" }),
    ...fromEnvironment,
    ...(service !== undefined && (await readService(service, surroundings))),
    ...given,
  };
  const { host, user, password, dbname, port = DEFAULT_PORT } = parameters;
  return {
    ...requireAll({ host, user, database: dbname ?? (url === undefined ? undefined : user) }),
    port: readNumber("port", port),
    password,
    tls: await readTls(parameters, surroundings.home),
    applicationName: settings.application_name ?? parameters.application_name ?? APPLICATION_NAME,
    startupOptions: readStartupOptions(settings, parameters.options),
    connectTimeoutSeconds: readNumber("connect_timeout", parameters.connect_timeout ?? 0),
  };
}

function readSettings(settings: Settings): Parameters {
  const certificate = settings.ssl_client_certificate_enable;
  if (certificate && !(settings.ssl_client_certificate && settings.ssl_client_private_key)) {
    throw new ConfigurationError(
      'setting "ssl_client_certificate_enable" needs "ssl_client_certificate" and "ssl_client_private_key"',
    );
  }
  return dropMissing({
    host: settings.host,
    port: settings.port?.toString(),
    user: settings.user,
    password: settings.password,
    dbname: settings.database,
    ...(settings.ssl_enable && {
      sslmode: settings.ssl_mode,
      sslrootcert:
        settings.ssl_certificate_authority === UNCHOSEN_AUTHORITY
          ? undefined
          : settings.ssl_certificate_authority,
      sslcrl: settings.ssl_certificate_revocation_list,
    }),
    ...(certificate && {
      sslcert: settings.ssl_client_certificate,
      sslkey: settings.ssl_client_private_key,
    }),
  });
}

/** A missing value must not hide one from elsewhere. */
function dropMissing(
  parameters: Readonly<Record<keyof Parameters | string, string | undefined>>,
): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).filter(([, value]) => value !== undefined && value !== ""),
  );
}

function requireAll<Name extends string>(
  values: Readonly<Record<Name, string | undefined>>,
): Record<Name, string> {
  const missing = Object.entries(values).filter(([, value]) => value === undefined);
  if (missing.length > 0) {
    const names = missing.map(([name]) => `"${name}" (TARGET_POSTGRES_${name.toUpperCase()})`);
    throw new ConfigurationError(
      `missing ${names.join(", ")}: set it in a --config file, or set the variable and use --config ENV; or set sqlalchemy_url`,
    );
  }
  return values as Record<Name, string>;
}

function readNumber(name: string, value: string | number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new ConfigurationError(`connection parameter ${name} is no number: "${value}"`);
}

/**
 * The server's settings for a session, as they travel with its start: nothing has to be undone when
 * a connection pooler gives the session to somebody else.
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-OPTIONS
 */
function readStartupOptions(settings: Settings, others: string | undefined): string {
  const { search_path, statement_timeout, lock_timeout } = settings;
  const own = Object.entries({ search_path, statement_timeout, lock_timeout })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `-c ${name}=${String(value).replaceAll(/[\\\s]/g, "\\$&")}`);
  return [...(others === undefined ? [] : [others]), ...own].join(" ");
}

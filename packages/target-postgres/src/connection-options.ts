import { readFile } from "node:fs/promises";
import type { ConnectionOptions as TlsOptions } from "node:tls";
import { ConfigurationError } from "./errors.ts";
import type { ConnectionOptions } from "./postgres.ts";
import type { Settings, SslMode } from "./settings.ts";

const DEFAULT_PORT = 5432;

/** What TLS is made of, each a path or PEM text. */
interface TlsMaterial {
  readonly mode: SslMode;
  readonly authority: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
}

/**
 * Works out how the server is reached. `sqlalchemy_url` stands in for all other settings.
 *
 * @throws {ConfigurationError} for settings that are missing or cannot be read.
 */
export async function readConnectionOptions(settings: Settings): Promise<ConnectionOptions> {
  if (settings.sqlalchemy_url !== undefined) return readUrl(settings.sqlalchemy_url);
  const { host, port, user, password, database } = settings;
  if (host === undefined || user === undefined || database === undefined) {
    const missing = Object.entries({ host, user, database })
      .filter(([, value]) => value === undefined)
      .map(([name]) => `"${name}" (TARGET_POSTGRES_${name.toUpperCase()})`);
    throw new ConfigurationError(
      `missing ${missing.join(", ")}: set it in a --config file, or set the variable and use --config ENV; or set sqlalchemy_url`,
    );
  }
  const withCertificate = settings.ssl_client_certificate_enable;
  const tls = await readTls({
    mode: settings.ssl_enable ? settings.ssl_mode : "prefer",
    authority: settings.ssl_enable ? settings.ssl_certificate_authority : undefined,
    certificate: withCertificate ? settings.ssl_client_certificate : undefined,
    key: withCertificate ? settings.ssl_client_private_key : undefined,
  });
  return { host, port, user, password, database, tls };
}

async function readUrl(text: string): Promise<ConnectionOptions> {
  let url: URL;
  try {
    // A driver's name, and a socket's URL without a host, are SQLAlchemy's; URL knows neither.
    url = new URL(
      text.replace(/^(postgres(?:ql)?)(?:\+\w+)?:/, "$1:").replace(/^([^?]*@)\//, "$1localhost/"),
    );
  } catch (cause) {
    throw new ConfigurationError(
      "sqlalchemy_url is no URL (postgresql://user:password@host:port/database); percent-encode special characters of the password",
      { cause },
    );
  }
  const query = url.searchParams;
  const tls = await readTls({
    mode: (query.get("sslmode") ?? "prefer") as SslMode,
    authority: query.get("sslrootcert") ?? undefined,
    certificate: query.get("sslcert") ?? undefined,
    key: query.get("sslkey") ?? undefined,
  });
  const user = decodeURIComponent(url.username);
  return {
    // A folder with the server's socket can only stand in the query.
    host:
      query.get("host") ??
      (decodeURIComponent(url.hostname).replace(/^\[|\]$/g, "") || "localhost"),
    port: Number(url.port || query.get("port") || DEFAULT_PORT),
    user,
    password: url.password === "" ? undefined : decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || user,
    tls,
  };
}

/** The ways to try, in order, each as Node's TLS wants it. */
async function readTls(material: TlsMaterial): Promise<(TlsOptions | false)[]> {
  const { mode } = material;
  if (mode === "disable") return [false];
  const ca = await readMaterial("ssl_certificate_authority", material.authority);
  const files = {
    ...(ca !== undefined && { ca }),
    ...optional("cert", await readMaterial("ssl_client_certificate", material.certificate)),
    ...optional("key", await readMaterial("ssl_client_private_key", material.key)),
  };
  const unverified = { ...files, rejectUnauthorized: false };
  // libpq: whoever names an authority wants it used.
  const verified = { ...files, rejectUnauthorized: true, checkServerIdentity: () => undefined };
  switch (mode) {
    case "allow":
      return [false, unverified];
    case "prefer":
      return [unverified, false];
    case "require":
      return [ca === undefined ? unverified : verified];
    case "verify-ca":
      return [verified];
    case "verify-full":
      return [{ ...files, rejectUnauthorized: true }];
    default:
      throw new ConfigurationError(`sslmode "${mode}" is none of PostgreSQL's modes`);
  }
}

async function readMaterial(
  setting: string,
  pathOrPem: string | undefined,
): Promise<string | undefined> {
  if (pathOrPem === undefined || pathOrPem.includes("-----BEGIN")) return pathOrPem;
  try {
    return await readFile(pathOrPem, "utf8");
  } catch (cause) {
    throw new ConfigurationError(
      `setting "${setting}" is neither PEM text nor a file that can be read`,
      { cause },
    );
  }
}

function optional<Name extends string>(
  name: Name,
  value: string | undefined,
): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}

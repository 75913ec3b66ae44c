import { ConfigurationError } from "../errors.ts";
import { type Parameters, pickParameters } from "./parameters.ts";

/**
 * Reads a URL in SQLAlchemy's form, which is libpq's with a driver's name that is of no use here.
 * https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls
 *
 * @throws {ConfigurationError} for what is no such URL; the text stands in no message.
 */
export function parseUrl(text: string): Parameters {
  const driverless = text.replace(/^(postgres(?:ql)?)(?:\+\w+)?:/, "$1:");
  if (!/^postgres(ql)?:\/\//.test(driverless)) throw invalid();
  let entries: [string, string][];
  try {
    // A socket's URL has no host, which URL does not know.
    entries = listParts(
      new URL(driverless.replace(/^(\w+:\/\/(?:[^/?]*@)?)(?=[/?]|$)/, `$1${NO_HOST}`)),
    );
  } catch (cause) {
    throw invalid(cause);
  }
  return pickParameters(entries, "sqlalchemy_url");
}

function listParts(url: URL): [string, string][] {
  const host = decodeURIComponent(url.hostname).replace(/^\[|\]$/g, "");
  return [
    ["host", host === NO_HOST ? "" : host],
    ["port", url.port],
    ["user", decodeURIComponent(url.username)],
    ["password", decodeURIComponent(url.password)],
    ["dbname", decodeURIComponent(url.pathname.slice(1))],
    // A folder with the server's socket can only stand in the query.
    ...url.searchParams,
  ];
}

const NO_HOST = "no-host.invalid";

function invalid(cause?: unknown): ConfigurationError {
  return new ConfigurationError(
    "sqlalchemy_url is no URL (postgresql://user:password@host:port/database); percent-encode special characters of the password",
    { cause },
  );
}

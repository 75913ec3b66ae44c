import { ConfigurationError } from "../errors.ts";

/**
 * Brings the address of a Metabase instance into one form: origin and sub-path, without a trailing
 * slash and without the `/api` that people copy along.
 *
 * @throws {ConfigurationError} for anything that is not a plain http or https address
 */
export function normaliseBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl.trim()) ? new URL(baseUrl.trim()) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw invalid(baseUrl, "must be an address such as https://metabase.example.com");
  }
  if (url.username !== "" || url.password !== "") {
    throw invalid(
      baseUrl,
      "must not hold a user name or password: use username and password for Metabase's own login, or headers for a proxy's",
    );
  }
  if (url.search !== "" || url.hash !== "") {
    throw invalid(
      baseUrl,
      "must not hold a query or a fragment: it is the address of Metabase's start page",
    );
  }
  const path = url.pathname
    .replace(/\/+$/, "")
    .replace(/\/api$/, "")
    .replace(/\/+$/, "");
  return url.origin + path;
}

function invalid(baseUrl: string, what: string): ConfigurationError {
  return new ConfigurationError(["base_url"], `base_url ${what}; it is "${shown(baseUrl)}"`);
}

/** An address without the two places that people put secrets into. */
function shown(baseUrl: string): string {
  return baseUrl.replace(/^(\w+:\/\/)?.*@/s, "$1***@").replace(/([?#]).*$/s, "$1***");
}

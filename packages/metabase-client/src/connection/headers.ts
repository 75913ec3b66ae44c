import { readFileSync } from "node:fs";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { ConfigurationError } from "../errors.ts";

/** Carried by the authentication; a second one of them would win or lose by chance. */
const RESERVED: Readonly<Record<string, string>> = {
  "x-api-key": "api_key",
  "x-metabase-session": "session_token",
};

/**
 * The headers of every request. No cookies: a session cookie would win over an API key.
 *
 * @throws {ConfigurationError} for an own header that cannot be sent, or that carries credentials
 * which have a setting of their own
 */
export function commonHeaders(options: {
  readonly userAgent?: string;
  readonly headers?: Readonly<Record<string, string>>;
}): Readonly<Record<string, string>> {
  const own = Object.entries(options.headers ?? {});
  for (const [name, value] of own) {
    const setting = RESERVED[name.toLowerCase()];
    if (setting !== undefined) {
      throw new ConfigurationError(
        ["headers", setting],
        `headers must not hold ${name}: use the setting ${setting}`,
      );
    }
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      // Node's message would be fine, but its error may hold the value.
      throw new ConfigurationError(
        ["headers"],
        `headers: ${name} is not a header that can be sent`,
      );
    }
  }
  return {
    accept: "application/json",
    // Metadata shrinks to a tenth; Metabase speaks no other encoding.
    "accept-encoding": "gzip",
    // Error texts in English whatever the user's language is.
    "x-metabase-locale": "en",
    "user-agent": options.userAgent ?? `metabase-client/${readVersion()} (+node)`,
    ...Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value])),
  };
}

function readVersion(): string {
  const file = new URL("../../package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return version;
}

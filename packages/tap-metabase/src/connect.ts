import {
  chooseAuthentication,
  createMetabaseClient,
  type MetabaseClient,
  type MetabaseClientOptions,
} from "@singer-metabase/metabase-client";
import type { Settings } from "./settings.ts";

/** What a client needs besides the settings. */
export type ConnectOptions = Pick<MetabaseClientOptions, "env" | "signal" | "log" | "onRequest"> & {
  /** Said in the `User-Agent` unless the settings have their own. */
  readonly version: string;
  readonly onSecret: (secret: string) => void;
};

/**
 * Makes the client that the settings describe.
 *
 * @throws {ConfigurationError} when they contradict each other
 */
export function connect(settings: Settings, options: ConnectOptions): MetabaseClient {
  const { version, ...edges } = options;
  return createMetabaseClient({
    ...edges,
    baseUrl: settings.base_url,
    authentication: chooseAuthentication({
      apiKey: settings.api_key,
      username: settings.username,
      password: settings.password,
      sessionToken: settings.session_token,
    }),
    ...(!settings.token_cache
      ? { tokenCache: false }
      : settings.cache_dir !== undefined && { tokenCache: { directory: settings.cache_dir } }),
    sessionLifetimeDays: settings.session_lifetime_days,
    maxConcurrentRequests: settings.max_concurrent_requests,
    connectTimeoutSeconds: settings.connect_timeout_seconds,
    idleTimeoutSeconds: settings.idle_timeout_seconds,
    maxRetries: settings.max_retries,
    insecureSkipVerify: settings.insecure_skip_verify,
    userAgent: settings.user_agent ?? `tap-metabase/${version}`,
    ...given("requestsPerSecond", settings.requests_per_second),
    ...given("headers", settings.headers),
    ...given("caFile", settings.ca_file),
    ...given("clientCertFile", settings.client_cert_file),
    ...given("clientKeyFile", settings.client_key_file),
  });
}

function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]: Value });
}

import { setMaxListeners } from "node:events";
import {
  chooseAuthentication,
  createMetabaseClient,
  type MetabaseClient,
  type MetabaseClientOptions,
} from "@singer-metabase/metabase-client";
import type { ProgramContext } from "@singer-metabase/singer-protocol";
import { programName } from "./about.ts";
import type { Settings } from "./settings.ts";
import { readVersion } from "./version.ts";

/** What wants to hear of a client's requests and answers, and what ends them. */
export type ConnectionHooks = Pick<MetabaseClientOptions, "signal" | "onRequest" | "onAnswer">;

/**
 * Makes the client that the settings describe. Every credential it learns is kept out of the logs.
 *
 * @throws {ConfigurationError} when the settings contradict each other
 */
export function connect(
  settings: Settings,
  { env, redactor, logger, ...context }: ProgramContext,
  { signal = context.signal, onRequest, onAnswer }: ConnectionHooks = {},
): MetabaseClient {
  // Every request under way listens; that is many, and no leak.
  setMaxListeners(0, signal);
  return createMetabaseClient({
    env,
    signal,
    log: logger,
    onSecret: (secret) => redactor.add(secret),
    ...given("onRequest", onRequest),
    ...given("onAnswer", onAnswer),
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
    userAgent: settings.user_agent ?? `${programName}/${readVersion()}`,
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

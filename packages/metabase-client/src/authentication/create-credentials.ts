import type { Exchange } from "../connection/exchange.ts";
import type { ClientLog, Sleep } from "../options.ts";
import type { Secrets } from "../secrets.ts";
import type { Authentication } from "./authentication.ts";
import type { Credentials } from "./credentials.ts";
import { createFileTokenStore } from "./file-token-store.ts";
import { createFixedCredentials } from "./fixed-credentials.ts";
import { logIn, logOut } from "./login.ts";
import { SessionCredentials } from "./session-credentials.ts";
import { noTokenStore } from "./token-store.ts";

/** The end of a run does not wait long for a server that may be gone. */
const LOG_OUT_TIMEOUT_MS = 5000;

/** What credentials need of their client. */
export interface CredentialsContext {
  readonly baseUrl: string;
  readonly exchange: Exchange;
  readonly secrets: Secrets;
  readonly tokenCache: { readonly directory: string } | false | undefined;
  readonly lifetimeDays: number;
  readonly log: ClientLog;
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
}

/** Credentials for the chosen method, with all that they keep secret registered. */
export function createCredentials(
  authentication: Authentication,
  context: CredentialsContext,
): Credentials {
  const { exchange, secrets, tokenCache, log, now, signal } = context;
  if (!("username" in authentication)) {
    for (const secret of Object.values(authentication)) secrets.add(secret);
    return createFixedCredentials(authentication);
  }
  secrets.add(authentication.password);
  const { username } = authentication;
  return new SessionCredentials({
    store:
      tokenCache === false
        ? noTokenStore
        : createFileTokenStore({ ...context, username, directory: tokenCache?.directory }),
    logIn: () => logIn(authentication, { exchange, redact: secrets.redact, now, signal }),
    // Not with the client's signal: an aborted run closes its session, too.
    logOut: (token) =>
      logOut(exchange, token, AbortSignal.timeout(LOG_OUT_TIMEOUT_MS)).catch((error) =>
        log.debug(`the session could not be closed: ${error.message}`),
      ),
    lifetimeDays: context.lifetimeDays,
    now,
    onToken: secrets.add,
    onRenew: () => log.info("the session is no longer accepted, logging in again"),
  });
}

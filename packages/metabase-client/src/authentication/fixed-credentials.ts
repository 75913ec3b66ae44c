import { UnauthenticatedError } from "../errors.ts";
import type { Credentials } from "./credentials.ts";

const ADVICE = {
  api_key:
    "Metabase does not know this api_key: it was deleted or regenerated, or belongs to another instance; create one under Admin settings > Authentication > API keys",
  session_token:
    "the session of session_token has ended (after 14 days by default): give a new one, or use api_key",
};

/** An API key or somebody else's session token: nothing to renew, nothing to close. */
export function createFixedCredentials(
  authentication: { readonly apiKey: string } | { readonly sessionToken: string },
): Credentials {
  const [setting, headers] =
    "apiKey" in authentication
      ? (["api_key", { "x-api-key": authentication.apiKey }] as const)
      : (["session_token", { "X-Metabase-Session": authentication.sessionToken }] as const);
  return {
    headers: async () => headers,
    accept() {},
    reject(_headers, request) {
      throw new UnauthenticatedError(`${request}: 401: ${ADVICE[setting]}`);
    },
    async close() {},
    facts: { kind: setting },
  };
}

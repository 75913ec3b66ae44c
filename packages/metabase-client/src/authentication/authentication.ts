import { ConfigurationError } from "../errors.ts";

/**
 * How the client proves who it is: an API key (server 0.49 and newer), a user's name and password,
 * or a session token that somebody else obtained.
 * https://www.metabase.com/docs/latest/people-and-groups/api-keys,
 * https://www.metabase.com/docs/latest/api/session
 */
export type Authentication =
  | { readonly apiKey: string }
  | { readonly username: string; readonly password: string }
  | { readonly sessionToken: string };

/** Settings as they come from a file or the environment; blank counts as absent. */
export interface AuthenticationSettings {
  readonly apiKey?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly sessionToken?: string | undefined;
}

/**
 * Picks the one method that the settings describe.
 *
 * @throws {ConfigurationError} when they describe none, half of one, or more than one
 */
export function chooseAuthentication(settings: AuthenticationSettings): Authentication {
  // White space around a key or a token comes from files that end in a newline; neither can hold it.
  const apiKey = settings.apiKey?.trim();
  const sessionToken = settings.sessionToken?.trim();
  const username = settings.username?.trim();
  const { password } = settings;
  const given = Object.entries({ api_key: apiKey, username, password, session_token: sessionToken })
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name]) => name);

  switch (given.join()) {
    case "api_key":
      return { apiKey: apiKey as string };
    case "session_token":
      return { sessionToken: sessionToken as string };
    case "username,password":
      return { username: username as string, password: password as string };
    case "username":
      throw new ConfigurationError(["password"], "username is set but password is missing");
    case "password":
      throw new ConfigurationError(["username"], "password is set but username is missing");
    case "":
      throw new ConfigurationError(
        ["api_key", "username", "password", "session_token"],
        "no authentication: set api_key, or username and password, or session_token",
      );
    default:
      throw new ConfigurationError(
        given,
        `${given.join(", ")} contradict each other: keep api_key alone, or username and password, or session_token alone`,
      );
  }
}

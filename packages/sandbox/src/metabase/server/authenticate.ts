import type { IncomingHttpHeaders } from "node:http";
import type { User } from "../world/accounts.ts";
import type { Caller } from "../world/people.ts";
import type { Instance } from "./instance.ts";

/** The token of a session: from the cookie, else from `X-Metabase-Session`. */
export function sessionTokenOf(headers: IncomingHttpHeaders): string | undefined {
  const cookie = /(?:^|;\s*)metabase\.SESSION=([^;]+)/.exec(headers.cookie ?? "")?.[1];
  const header = headers["x-metabase-session"];
  return cookie ?? (typeof header === "string" ? header : undefined);
}

/** Whose request it is. A session that is still open wins over an API key; neither = undefined. */
export function authenticate(instance: Instance, headers: IncomingHttpHeaders): Caller | undefined {
  const user = sessionUser(instance, headers) ?? apiKeyUser(instance, headers);
  return (
    user && {
      user,
      isSuperuser: user.is_superuser,
      groupIds: instance.world.people.groupIdsOf(user.id),
    }
  );
}

function sessionUser(instance: Instance, headers: IncomingHttpHeaders): User | undefined {
  const token = sessionTokenOf(headers);
  const userId = token === undefined ? undefined : instance.sessions.userIdOf(token);
  const user = userId === undefined ? undefined : instance.world.people.accountById(userId);
  return user?.is_active === true ? user : undefined;
}

function apiKeyUser({ world }: Instance, headers: IncomingHttpHeaders): User | undefined {
  const given = headers["x-api-key"];
  const apiKey = [...world.people.apiKeys].find(({ key }) => key === given);
  return apiKey && world.people.accountById(apiKey.user_id);
}

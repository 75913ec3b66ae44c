import { randomUUID } from "node:crypto";
import { json, notFound } from "../server/answers.ts";
import { sessionTokenOf } from "../server/authenticate.ts";
import { hasTenants } from "../server/instance.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { SESSION_LIFETIME_MS } from "../server/sessions.ts";
import type { Caller } from "../world/people.ts";

/** First version whose enterprise edition asks for a second factor. */
const MULTI_FACTOR_SINCE = 63;

/** First version that says in JSON, not in text, that password login is switched off. */
const PASSWORD_LOGIN_JSON_SINCE = 56;

/** Logging in and out. https://www.metabase.com/docs/latest/api/session */
export const sessionRoutes: readonly Route[] = [
  { method: "POST", path: "/api/session", access: "public", answer: logIn },
  { method: "DELETE", path: "/api/session", access: "public", answer: logOut },
];

type PublicRequest = RouteRequest<Caller | undefined>;

function logIn({ instance, world, major, body, address }: PublicRequest): Answer {
  const { username, password } = credentialsIn(body);
  if (username === undefined || password === undefined) {
    return missingFields({ username, password });
  }
  const attempt = { username, address };
  const seconds = instance.loginThrottle.delaySeconds(attempt);
  const refuse = (answer: Answer): Answer => {
    instance.loginThrottle.recordFailure(attempt);
    return answer;
  };
  if (seconds !== undefined) {
    return refuse(
      refused({
        username: `Too many attempts! You must wait ${seconds} seconds before trying again.`,
      }),
    );
  }
  if (!instance.isPasswordLoginEnabled) {
    const message = "Password login is disabled for this instance.";
    return refuse(
      major < PASSWORD_LOGIN_JSON_SINCE
        ? { status: 401, text: message }
        : refused({ _error: message }),
    );
  }
  const { users, externalUsers } = world.people;
  const user = [...users, ...(hasTenants(instance) ? externalUsers : [])].find(
    ({ email }) => email.toLowerCase() === username.toLowerCase(),
  );
  if (user?.password !== password) {
    return refuse(refused({ password: "did not match stored password" }));
  }
  if (!user.is_active) {
    return refuse(refused({ _error: "Your account is disabled." }));
  }
  if (
    instance.isMultiFactorRequired &&
    instance.edition === "enterprise" &&
    major >= MULTI_FACTOR_SINCE
  ) {
    return json({ mfa_required: true, methods: ["totp"], challenge_token: randomUUID() });
  }
  return sessionAnswer(instance.sessions.open(user.id));
}

function logOut({ instance, headers }: PublicRequest): Answer {
  const token = sessionTokenOf(headers);
  return token !== undefined && instance.sessions.close(token)
    ? {
        status: 204,
        headers: { "set-cookie": "metabase.SESSION=;Expires=Thu, 1 Jan 1970 00:00:00 GMT;Path=/" },
        text: "",
      }
    : notFound;
}

function sessionAnswer(token: string): Answer {
  const seconds = SESSION_LIFETIME_MS / 1000;
  return {
    status: 200,
    headers: {
      "set-cookie": `metabase.SESSION=${token};HttpOnly;SameSite=Lax;Path=/;Max-Age=${seconds}`,
    },
    json: { id: token },
  };
}

const refused = (errors: Readonly<Record<string, string>>): Answer => ({
  status: 401,
  json: { errors },
});

function missingFields(given: Readonly<Record<string, string | undefined>>): Answer {
  const missing = Object.keys(given).filter((name) => given[name] === undefined);
  const each = <Value>(value: Value): Record<string, Value> =>
    Object.fromEntries(missing.map((name) => [name, value]));
  return {
    status: 400,
    json: {
      errors: each("value must be a non-blank string."),
      "specific-errors": each(["should be a string, received: nil"]),
    },
  };
}

function credentialsIn(body: unknown): { username?: string; password?: string } {
  const { username, password } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return {
    ...(isNonBlank(username) && { username }),
    ...(isNonBlank(password) && { password }),
  };
}

const isNonBlank = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "";

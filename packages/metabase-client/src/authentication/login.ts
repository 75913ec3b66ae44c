import { isObject, parseJson, readErrorText } from "../bodies/read-body.ts";
import { unexpectedBody } from "../bodies/unexpected-body.ts";
import type { Exchange, Response } from "../connection/exchange.ts";
import { type LoginRefusal, LoginRefusedError } from "../errors.ts";
import { serverMessage, statusError } from "../requests/status-error.ts";

const PATH = "/api/session";

/** What to do about each refusal, behind the sentence that says what happened. */
const ADVICE: Readonly<Record<LoginRefusal, string>> = {
  wrong_password: "user name or password is wrong; check username and password",
  throttled:
    "too many failed logins, also from this address: wait an hour without trying (each try prolongs the lock), or use api_key",
  disabled: "the account is disabled; have an administrator reactivate it, or use api_key",
  password_login_disabled:
    "logins by password are switched off on this instance (single sign-on only); use api_key",
  mfa_required: "this account asks for a second factor, which a program cannot give; use api_key",
  invalid_request: "the server does not accept this user name or password as such",
};

/** The edges of a login. */
export interface LoginContext {
  readonly exchange: Exchange;
  readonly redact: (text: string) => string;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/**
 * Logs in once. https://www.metabase.com/docs/latest/api/session#post-apisession
 *
 * @returns the session token
 * @throws {LoginRefusedError} when the server says no
 * @throws {MetabaseError} when it says something else, or nothing
 */
export function logIn(
  user: { readonly username: string; readonly password: string },
  context: LoginContext,
): Promise<string> {
  return context.exchange(
    {
      method: "POST",
      path: PATH,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username: user.username, password: user.password }),
      isRead: false,
    },
    async (response) => {
      const text = await readErrorText(response);
      const token = response.status === 200 ? tokenIn(text) : undefined;
      if (token !== undefined) return token;
      throw loginError(response, context.redact(text), context.now());
    },
    context.signal,
  );
}

/** Ends a session. https://www.metabase.com/docs/latest/api/session#delete-apisession */
export function logOut(exchange: Exchange, token: string, signal: AbortSignal): Promise<void> {
  return exchange(
    { method: "DELETE", path: PATH, headers: { "X-Metabase-Session": token }, isRead: false },
    async () => {},
    signal,
  );
}

function tokenIn(text: string): string | undefined {
  const body = parseJson(text);
  return isObject(body) && typeof body["id"] === "string" ? body["id"] : undefined;
}

function loginError(response: Response, text: string, now: number): Error {
  const reason = loginRefusal(response.status, text);
  if (reason !== undefined) {
    return new LoginRefusedError(
      reason,
      `login refused (${response.status}): ${ADVICE[reason]} (server said: ${serverMessage(text)})`,
    );
  }
  return response.status === 200
    ? unexpectedBody(response, "no session in the answer to a login", text)
    : statusError({ ...response, text, isRead: false }, now);
}

/**
 * Why a login was refused, from the status and the keys inside `errors`. The texts are localised and
 * reworded between versions; one is looked at, because `_error` alone has two meanings.
 */
export function loginRefusal(status: number, text: string): LoginRefusal | undefined {
  const body = parseJson(text);
  const errors = isObject(body) && isObject(body["errors"]) ? body["errors"] : {};
  if (status === 200) {
    return isObject(body) && body["mfa_required"] === true ? "mfa_required" : undefined;
  }
  if (status !== 400 && status !== 401) return undefined;
  if (/password login is disabled/i.test(text)) return "password_login_disabled";
  if (/too many attempts/i.test(String(errors["username"] ?? ""))) return "throttled";
  if (status === 400) return "invalid_request";
  if ("username" in errors) return "throttled";
  if ("_error" in errors) return "disabled";
  return "password" in errors ? "wrong_password" : undefined;
}

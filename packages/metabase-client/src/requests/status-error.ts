import { stringifyExactly } from "../bodies/exact-json.ts";
import { excerpt } from "../bodies/excerpt.ts";
import { isObject, parseJson } from "../bodies/read-body.ts";
import { HttpStatusError, type MetabaseError, NotAvailableError } from "../errors.ts";
import { retryAfterMs } from "./retry-after.ts";

/** The statuses after which the same read may succeed; the set of Metabase's own client. */
const RETRYABLE: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** An answer that is not a success, with its body read and its credentials taken out. */
export interface FailedAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
  /** Whether the request only reads, so that it can be sent again. */
  readonly isRead: boolean;
}

/**
 * The error that a failed answer stands for. 401 is not among them: whether it is final depends on
 * the credential. https://www.metabase.com/docs/latest/api
 */
export function statusError(answer: FailedAnswer, now: number): MetabaseError {
  const { path, status } = answer;
  const subject = `${answer.method} ${path}: ${status}`;
  const said = `(server said: ${serverMessage(answer.text)})`;
  switch (status) {
    case 402:
      return new NotAvailableError(
        { path, status },
        "paid",
        `${subject}: a paid feature that this instance's plan lacks ${said}`,
      );
    case 403:
      return new NotAvailableError(
        { path, status },
        "forbidden",
        `${subject}: the user or API key may not read this; most lists of people and settings need an administrator ${said}`,
      );
    case 404:
      return isRouteMissing(answer.text)
        ? new NotAvailableError(
            { path, status },
            "missing_route",
            `${subject}: ${describeMissing(answer.text)} ${said}`,
          )
        : new NotAvailableError(
            { path, status },
            "missing_row",
            `${subject}: there is no such object, or no more ${said}`,
          );
    default:
      return new HttpStatusError({ path, status }, `${subject} ${said}`, {
        retryable: RETRYABLE.has(status) && answer.isRead,
        retryAfterMs: retryAfterMs(answer.headers.get("retry-after"), now),
      });
  }
}

/** What a proxy or another server answers where Metabase would answer with text. */
const NOT_METABASE = /^\s*(<|$)/;

/** A missing route has its own sentence; proxies answer with HTML or nothing. */
function isRouteMissing(text: string): boolean {
  return NOT_METABASE.test(text) || /API endpoint does not exist/.test(text);
}

function describeMissing(text: string): string {
  return NOT_METABASE.test(text)
    ? "this is not Metabase's answer: base_url is wrong (its sub-path?), or a proxy in front withholds this address"
    : "this address does not exist here: an older version, or the open source edition";
}

/**
 * What the server says in one of its forms: plain text, `{message}`, `{error}`, `{errors: {…}}`,
 * or the dump of an exception, of which only the message is shown.
 */
export function serverMessage(text: string): string {
  const body = parseJson(text);
  if (!isObject(body)) return excerpt(text);
  const { message, error, errors } = body;
  const told = [message, error, body["error-message"], errors].find(Boolean);
  return excerpt(typeof told === "string" ? told : stringifyExactly(told ?? body));
}

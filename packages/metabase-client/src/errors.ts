/**
 * Everything that this package throws on purpose. One base, few leaves: a leaf exists because a
 * caller acts differently on it. Messages are one line, name the path and the way out, and never
 * hold a credential.
 */
export class MetabaseError extends Error {
  override readonly name: string = "MetabaseError";
  /** Stable, in capitals; for logs and for callers that cross package copies. */
  readonly code: string = "METABASE_ERROR";
  /** Whether the same read may succeed when it is simply tried again. */
  readonly retryable: boolean = false;
}

/** Settings that are missing, contradict each other, or cannot be honoured. */
export class ConfigurationError extends MetabaseError {
  override readonly name = "ConfigurationError";
  override readonly code = "METABASE_CONFIGURATION";
  /** The settings concerned, in the spelling of a configuration file (`api_key`). */
  readonly settings: readonly string[];

  constructor(settings: readonly string[], message: string, options?: ErrorOptions) {
    super(message, options);
    this.settings = settings;
  }
}

/**
 * Why a login was refused. Metabase answers 401 to most of them; only the key inside `errors`
 * tells them apart.
 */
export type LoginRefusal =
  | "wrong_password"
  | "throttled"
  | "disabled"
  | "password_login_disabled"
  | "mfa_required"
  | "invalid_request";

/** The server refused `POST /api/session`. Never repeated: an attempt while throttled prolongs the lock. */
export class LoginRefusedError extends MetabaseError {
  override readonly name = "LoginRefusedError";
  override readonly code = "METABASE_LOGIN_REFUSED";
  readonly reason: LoginRefusal;

  constructor(reason: LoginRefusal, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A 401 on a read that a new login did not cure, or could not. */
export class UnauthenticatedError extends MetabaseError {
  override readonly name = "UnauthenticatedError";
  override readonly code = "METABASE_UNAUTHENTICATED";
}

/** The facts of an answer that all errors below carry. */
export interface AnswerFacts {
  /** Path and query below the base URL, such as `/api/card?f=archived`. */
  readonly path: string;
  readonly status: number;
}

/**
 * Why something is not available: a paid feature (402), no permission (403), a route that this
 * version or edition does not have, or one row that is not there (both 404).
 */
export type Unavailability = "paid" | "forbidden" | "missing_route" | "missing_row";

/** 402, 403 or 404: not a failure of the server, but nothing to read for this caller. */
export class NotAvailableError extends MetabaseError {
  override readonly name = "NotAvailableError";
  override readonly code = "METABASE_NOT_AVAILABLE";
  readonly path: string;
  readonly status: 402 | 403 | 404;
  readonly reason: Unavailability;

  constructor(
    facts: { readonly path: string; readonly status: 402 | 403 | 404 },
    reason: Unavailability,
    message: string,
  ) {
    super(message);
    this.path = facts.path;
    this.status = facts.status;
    this.reason = reason;
  }
}

/** Any other status that is not a success. */
export class HttpStatusError extends MetabaseError {
  override readonly name = "HttpStatusError";
  override readonly code = "METABASE_HTTP_STATUS";
  override readonly retryable: boolean;
  readonly path: string;
  readonly status: number;
  /** What the server asked for in `Retry-After`, when it did. */
  readonly retryAfterMs: number | undefined;

  constructor(
    facts: AnswerFacts,
    message: string,
    retry: { readonly retryable: boolean; readonly retryAfterMs: number | undefined },
  ) {
    super(message);
    this.path = facts.path;
    this.status = facts.status;
    this.retryable = retry.retryable;
    this.retryAfterMs = retry.retryAfterMs;
  }
}

/** A redirect that is not followed, because credentials would travel to another origin. */
export class RedirectError extends MetabaseError {
  override readonly name = "RedirectError";
  override readonly code = "METABASE_REDIRECT";
  readonly path: string;
  readonly status: number;
  /** Where it pointed to: origin and path, without the query. */
  readonly location: string;

  constructor(facts: AnswerFacts, location: string, message: string) {
    super(message);
    this.path = facts.path;
    this.status = facts.status;
    this.location = location;
  }
}

/** No answer, or one that broke off: refused, reset, timed out, not resolved, not trusted. */
export class NetworkError extends MetabaseError {
  override readonly name = "NetworkError";
  override readonly code = "METABASE_NETWORK";
  override readonly retryable: boolean;
  readonly path: string;
  /** Whether there is no host of that name, as far as anybody could tell. */
  readonly isHostUnknown: boolean;

  constructor(
    path: string,
    message: string,
    options: ErrorOptions & { readonly retryable: boolean; readonly isHostUnknown: boolean },
  ) {
    super(message, options);
    this.path = path;
    this.retryable = options.retryable;
    this.isHostUnknown = options.isHostUnknown;
  }
}

/** A success whose body is not what the API promises: HTML, broken JSON, an object for an array. */
export class UnexpectedBodyError extends MetabaseError {
  override readonly name = "UnexpectedBodyError";
  override readonly code = "METABASE_UNEXPECTED_BODY";
  override readonly retryable: boolean;
  readonly path: string;
  readonly status: number;

  constructor(facts: AnswerFacts, message: string, options: { readonly retryable: boolean }) {
    super(message);
    this.path = facts.path;
    this.status = facts.status;
    this.retryable = options.retryable;
  }
}

/** The pages of a list do not add up to the total that the server names, also when read again. */
export class IncompleteListError extends MetabaseError {
  override readonly name = "IncompleteListError";
  override readonly code = "METABASE_INCOMPLETE_LIST";
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** A query that the server accepted and could not run: not one of its rows may be taken. */
export class QueryFailedError extends MetabaseError {
  override readonly name = "QueryFailedError";
  override readonly code = "METABASE_QUERY_FAILED";
  readonly path: string;
  readonly status: number;
  /** The server's word for the cause, such as `invalid-query` or `timed-out`, where it gives one. */
  readonly errorType: string | undefined;

  constructor(facts: AnswerFacts, message: string, errorType: string | undefined) {
    super(message);
    this.path = facts.path;
    this.status = facts.status;
    this.errorType = errorType;
  }
}

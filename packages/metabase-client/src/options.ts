import type { Authentication } from "./authentication/authentication.ts";
import type { OnAnswer } from "./connection/copy-answers.ts";
import type { Fetch } from "./connection/exchange.ts";
import { ConfigurationError } from "./errors.ts";

/** What {@link createMetabaseClient} takes. Only `baseUrl` and `authentication` are required. */
export interface MetabaseClientOptions {
  /** Where Metabase is, such as `https://example.com/metabase`; a trailing `/` or `/api` is fine. */
  readonly baseUrl: string;
  readonly authentication: Authentication;
  /**
   * Where session tokens are kept between runs (user name and password only); `false` keeps them
   * in memory and closes the session in `close()`. @default the user's cache folder
   */
  readonly tokenCache?: { readonly directory: string } | false;
  /**
   * How long a session is trusted, counted from its creation; the server's `MAX_SESSION_AGE`.
   * @default 14
   */
  readonly sessionLifetimeDays?: number;
  /** The client starts with 2 and goes up to this while the server keeps pace. @default 8 */
  readonly maxConcurrentRequests?: number;
  /** May be a fraction. @default no limit */
  readonly requestsPerSecond?: number;
  /** For the TCP and TLS handshake. @default 10 */
  readonly connectTimeoutSeconds?: number;
  /** Longest silence while an answer is awaited or read. @default 300 */
  readonly idleTimeoutSeconds?: number;
  /** How often a failed read is repeated; 0 switches repeating off. @default 5 */
  readonly maxRetries?: number;
  /** Sent with every request, for example for Cloudflare Access. Treated as secrets. */
  readonly headers?: Readonly<Record<string, string>>;
  /** PEM file of certificate authorities to trust beside Node's own. */
  readonly caFile?: string;
  /** PEM files of a client certificate and its key; both or neither. */
  readonly clientCertFile?: string;
  readonly clientKeyFile?: string;
  /** Accept any server certificate; warns. @default false */
  readonly insecureSkipVerify?: boolean;
  /** @default metabase-client/<version> (+node) */
  readonly userAgent?: string;
  /** Where `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are looked up. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Ends everything at once; pending calls reject with its reason. */
  readonly signal?: AbortSignal;
  readonly log?: ClientLog;
  /** Called after every HTTP request, also after failed ones. */
  readonly onRequest?: (event: RequestEvent) => void;
  /** Called when the answer to a GET begins, to keep a copy of it. */
  readonly onAnswer?: OnAnswer;
  /** Called with every credential that the client learns (session tokens), for redaction. */
  readonly onSecret?: (secret: string) => void;
  /** @default node-fetch */
  readonly fetch?: Fetch;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
  /** @default setTimeout of node:timers/promises */
  readonly sleep?: Sleep;
  /** From 0 (inclusive) to 1. @default Math.random */
  readonly random?: () => number;
}

/** Where the client reports what it did. */
export interface ClientLog {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

/** One HTTP request, for metrics. */
export interface RequestEvent {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
  /** Until the body was read. */
  readonly durationSeconds: number;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** Waits; rejects with the signal's reason as soon as it is aborted. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** The options that are numbers, complete and checked. */
export interface Limits {
  readonly sessionLifetimeDays: number;
  readonly maxConcurrentRequests: number;
  readonly requestsPerSecond: number;
  readonly connectTimeoutSeconds: number;
  readonly idleTimeoutSeconds: number;
  readonly maxRetries: number;
}

/**
 * Fills in the defaults and checks the ranges.
 *
 * @throws {ConfigurationError} for a number that makes no sense, naming the setting
 */
export function completeLimits(options: MetabaseClientOptions): Limits {
  const { maxConcurrentRequests = 8, maxRetries = 5 } = options;
  requireWhole("max_concurrent_requests", maxConcurrentRequests, 1);
  requireWhole("max_retries", maxRetries, 0);
  return {
    maxConcurrentRequests,
    maxRetries,
    sessionLifetimeDays: positive("session_lifetime_days", options.sessionLifetimeDays, 14),
    requestsPerSecond: positive("requests_per_second", options.requestsPerSecond, Infinity),
    connectTimeoutSeconds: positive("connect_timeout_seconds", options.connectTimeoutSeconds, 10),
    idleTimeoutSeconds: positive("idle_timeout_seconds", options.idleTimeoutSeconds, 300),
  };
}

function positive(setting: string, value: number | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (value > 0) return value;
  throw new ConfigurationError([setting], `${setting} must be greater than 0, not ${value}`);
}

function requireWhole(setting: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new ConfigurationError(
    [setting],
    `${setting} must be a whole number of at least ${least}, not ${value}`,
  );
}

import { readRefusal } from "./postgres.ts";

/** What is worth trying after a failure that passes: the same again, or that with a new connection. */
export type Transience = "repeat" | "reconnect";

/** Conditions that pass by themselves. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const SERVER_REASONS: Readonly<Record<string, Transience>> = {
  "40001": "repeat", // serialization_failure
  "40P01": "repeat", // deadlock_detected
  "55P03": "repeat", // lock_not_available
  "53300": "reconnect", // too_many_connections
  "57P01": "reconnect", // admin_shutdown
  "57P02": "reconnect", // crash_shutdown
  "57P03": "reconnect", // cannot_connect_now
};

const CONNECTION_EXCEPTION = /^08/;

const SYSTEM_REASONS: ReadonlySet<unknown> = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
]);

/** What pg says of a connection that broke; it gives no code. */
const BROKEN = /^Connection terminated|not queryable|connection error/i;

/** Says whether a failure may pass; undefined when it will not. */
export function readTransience(error: unknown): Transience | undefined {
  const refusal = readRefusal(error);
  if (refusal !== undefined) {
    const { sqlState } = refusal;
    return CONNECTION_EXCEPTION.test(sqlState) ? "reconnect" : SERVER_REASONS[sqlState];
  }
  const { code, message = "", cause } = error as SystemError;
  // What surrounds a cause may repeat its words, and those of the server may quote values.
  if (cause !== undefined) return readTransience(cause);
  return SYSTEM_REASONS.has(code) || BROKEN.test(message) ? "reconnect" : undefined;
}

interface SystemError {
  readonly code?: unknown;
  readonly message?: string;
  readonly cause?: unknown;
}

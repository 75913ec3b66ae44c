import { HttpStatusError, NetworkError } from "../errors.ts";

const STATUSES: ReadonlySet<number> = new Set([408, 429, 503, 504]);

/** Whether a failed request means that the server, or what stands in front, has too much to do. */
export function isOverload(error: unknown): boolean {
  if (error instanceof HttpStatusError) return STATUSES.has(error.status);
  return error instanceof NetworkError && error.retryable;
}

import { OutputClosedError } from "../errors.ts";

const CLOSED: ReadonlySet<string | undefined> = new Set(["EPIPE", "ERR_STREAM_DESTROYED"]);

/** What the failure of an output means: that its reader is gone, or the failure itself. */
export function toOutputError(error: Error & { readonly code?: string }): Error {
  return CLOSED.has(error.code) ? new OutputClosedError(error) : error;
}

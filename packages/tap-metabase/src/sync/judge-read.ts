import { NotAvailableError } from "@singer-metabase/metabase-client";
import type { ReadResult } from "./source-run.ts";

/** What came of reading one stream. */
export type Verdict =
  /** Read to its end; `missing` says which parts could not be read all the same. */
  | { readonly kind: "read"; readonly missing: readonly string[] }
  /** The server does not offer it to this account. */
  | { readonly kind: "unavailable"; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string };

/** The facts of one stream's read. */
export interface ReadOutcome extends ReadResult {
  readonly rows: number;
  /** What ended this stream alone. */
  readonly failure: unknown;
}

/**
 * Judges a read. 402, 403 and 404 before the first record mean that there is nothing to read here
 * for this account; after it they mean that the rest is missing, which is a failure.
 */
export function judgeRead({ rows, error, failure, missing }: ReadOutcome): Verdict {
  const problem = error ?? failure;
  if (problem === undefined) return { kind: "read", missing };
  if (problem instanceof NotAvailableError && rows === 0) {
    return { kind: "unavailable", reason: describeUnavailable(problem) };
  }
  return { kind: "failed", reason: problem instanceof Error ? problem.message : String(problem) };
}

const WAYS_OUT = {
  paid: "it needs a paid plan of Metabase; deselect the stream, or get the plan",
  forbidden:
    "this account may not read it; use an account or API key in the group Administrators, or deselect the stream",
  missing_route: "this Metabase version or edition does not have it; deselect the stream",
  missing_row: "the server does not know it; deselect the stream",
} as const;

function describeUnavailable({ status, path, reason }: NotAvailableError): string {
  return `${path} answers ${status}: ${WAYS_OUT[reason]}`;
}

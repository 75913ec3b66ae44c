import { NotAvailableError } from "@singer-metabase/metabase-client";
import {
  type AvailabilityFacts,
  findUnavailability,
  type Unavailability,
} from "../discovery/availability.ts";
import type { ReadResult } from "./source-run.ts";

/** What came of reading one stream. */
export type Verdict =
  /** Read to its end; `missing` says which parts could not be read all the same. */
  | { readonly kind: "read"; readonly missing: readonly string[] }
  /** The server does not offer it to this account. */
  | { readonly kind: "unavailable"; readonly why: Unavailability }
  | { readonly kind: "failed"; readonly reason: string };

/** The facts of one stream's read. */
export interface ReadOutcome extends Pick<ReadResult, "error" | "missing"> {
  readonly rows: number;
  /** What ended this stream alone. */
  readonly failure: unknown;
}

/**
 * Judges a read. 402, 403 and 404 before the first record mean that there is nothing to read here
 * for this account; after it they mean that the rest is missing, which is a failure.
 */
export function judgeRead(
  { rows, error, failure, missing }: ReadOutcome,
  facts: Omit<AvailabilityFacts, "refusal">,
): Verdict {
  const problem = error ?? failure;
  if (problem === undefined) return { kind: "read", missing };
  if (problem instanceof NotAvailableError && rows === 0) {
    const why = findUnavailability({ ...facts, refusal: problem });
    if (why !== undefined) return { kind: "unavailable", why };
  }
  return { kind: "failed", reason: problem instanceof Error ? problem.message : String(problem) };
}

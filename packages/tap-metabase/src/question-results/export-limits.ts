import type { MetabaseClient } from "@singer-metabase/metabase-client";
import { IncompleteReadError } from "../errors.ts";

/** The rows that an export has at most. */
const EXPORT_LIMIT = 1_048_575;

/** Settings of an instance that cut answers short, for exports too. */
const LIMIT_SETTINGS = [
  "download-row-limit",
  "unaggregated-query-row-limit",
  "aggregated-query-row-limit",
];

/**
 * The numbers of rows at which an instance may cut an export short, without a word about it.
 * https://www.metabase.com/docs/latest/configuring-metabase/environment-variables
 */
export async function exportLimits(client: MetabaseClient): Promise<ReadonlySet<number>> {
  const properties = await client.getObject("/api/session/properties");
  const given = LIMIT_SETTINGS.map((name) => properties[name]).filter(
    (value) => typeof value === "number",
  );
  return new Set([EXPORT_LIMIT, ...given]);
}

/** @throws {IncompleteReadError} for an export with exactly as many rows as one of the limits */
export function requireUncut(what: string, count: number, limits: ReadonlySet<number>): void {
  if (!limits.has(count)) return;
  throw new IncompleteReadError(
    `${what} came with exactly ${count} rows, where the server cuts answers short; narrow it with a filter, or raise the limit in the server's settings`,
  );
}

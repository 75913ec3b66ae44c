import type { Instance } from "../server/instance.ts";
import type { RouteRequest } from "../server/route.ts";

/** Rows of an answer for the browser application, unless settings say otherwise. */
const DEFAULT_UNAGGREGATED = 2000;
const DEFAULT_AGGREGATED = 10_000;

/** Rows of a download, unless a setting says otherwise. */
const DEFAULT_DOWNLOAD = 1_048_575;

/** The most rows of an answer for the browser application. */
export function queryLimit({ rowLimits }: Instance, aggregated: boolean): number {
  return aggregated
    ? (rowLimits.aggregated ?? DEFAULT_AGGREGATED)
    : (rowLimits.unaggregated ?? DEFAULT_UNAGGREGATED);
}

/** The most rows of a download. A limit for answers that was set, rather than left at its default, holds here too. */
export function downloadLimit({ rowLimits }: Instance, aggregated: boolean): number {
  const limit = rowLimits.download ?? DEFAULT_DOWNLOAD;
  return Math.min(limit, (aggregated ? rowLimits.aggregated : rowLimits.unaggregated) ?? limit);
}

/** Last version that takes the options of a download from the query string. */
const QUERY_OPTIONS_UNTIL = 52;

/** Last version that formats downloads unless told not to. */
const FORMATS_UNTIL = 49;

/** Whether a download is to be written as people read it: `format_rows`, from the place where the version looks. */
export function isFormattedExport({ body, query, major }: RouteRequest): boolean {
  const inBody: unknown = Object(body)["format_rows"];
  const given = String(inBody ?? (major <= QUERY_OPTIONS_UNTIL ? query.get("format_rows") : null));
  return given === "true" || (given !== "false" && major <= FORMATS_UNTIL);
}

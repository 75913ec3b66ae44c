import { hasReached, type Release } from "../releases.ts";
import type { Answer, Page } from "./route.ts";

const DEFAULT_LIMIT = 50;

/** Releases that drop what they cannot read of a query, where older ones refuse it. */
const LENIENT_SINCE = [
  [61, 19],
  [62, 17],
  [63, 14],
] as const;

/**
 * `limit` and `offset` as the paging middleware reads them: one without the other gets a default, neither means
 * everything, and so does what is no number where the release is lenient; others answer 400 (`offset_paging.clj`).
 */
export function pageFrom(query: URLSearchParams, release: Release): Page | Answer | undefined {
  const given = [query.get("limit"), query.get("offset")];
  const broken = given.find((text) => text !== null && !/^\d+$/.test(text));
  if (broken !== undefined) {
    return hasReached(release, LENIENT_SINCE) ? undefined : unreadable(broken ?? "");
  }
  const [limit, offset] = given;
  return limit === null && offset === null
    ? undefined
    : { limit: Number(limit ?? DEFAULT_LIMIT), offset: Number(offset ?? 0) };
}

const unreadable = (text: string): Answer => ({
  status: 400,
  json: { message: `Error parsing paging parameters: For input string: "${text}"` },
});

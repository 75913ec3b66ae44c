import type { Page } from "./route.ts";

const DEFAULT_LIMIT = 50;

/**
 * `limit` and `offset` as the paging middleware reads them: one without the other gets a default, neither (or what is
 * no number) means everything.
 */
export function pageFrom(query: URLSearchParams): Page | undefined {
  const limit = countFrom(query.get("limit"));
  const offset = countFrom(query.get("offset"));
  return limit === undefined && offset === undefined
    ? undefined
    : { limit: limit ?? DEFAULT_LIMIT, offset: offset ?? 0 };
}

function countFrom(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

import { hasReached, type Release } from "../releases.ts";

/**
 * Lines whose list of cards does not say what they ask: since 0.61.2, as a client that reads it reports (atlan-metabase-app,
 * commit 3cedff3: 844 cards, none with a query). A guess: that it was so in this line only, since the source of later ones
 * selects whole rows.
 */
const QUERIES_LEFT_OUT = { since: [[61, 2]], until: [[62, 0]] } as const;

/** Whether `/api/card` shows each card's `dataset_query`; where not, it comes with `/api/card/:id` only. */
export function listsQueries(release: Release): boolean {
  return (
    !hasReached(release, QUERIES_LEFT_OUT.since) || hasReached(release, QUERIES_LEFT_OUT.until)
  );
}

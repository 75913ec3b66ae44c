import type { Instance } from "./instance.ts";

/** Users, groups, memberships, both permission graphs, databases: one answer each has all of them. */
const WHOLE_LISTS = 6;

/**
 * The fewest requests that bring every user, group, membership, permission, collection, card, dashboard with its cards,
 * database, table, field and snippet of an instance to an administrator.
 *
 * Lists that mix nothing archived in are asked twice where there is something archived; collections and their
 * permissions once more for each further namespace; a dashboard's cards and a database's fields come with its own row.
 */
export function leastRequests({ world }: Instance): number {
  const { collections, cards, dashboards, databases, snippets } = world;
  const namespaces = new Set([...collections].map(({ namespace }) => namespace));
  const archivedLists = new Set(
    [...collections].filter(({ archived }) => archived).map(({ namespace }) => namespace),
  );
  return (
    WHOLE_LISTS +
    (namespaces.size - 1) +
    (namespaces.size + archivedLists.size) +
    listsOf(cards) +
    listsOf(dashboards) +
    dashboards.length +
    databases.length +
    listsOf(snippets)
  );
}

function listsOf(rows: Iterable<{ readonly archived: boolean }>): number {
  const states = new Set<boolean>();
  for (const { archived } of rows) {
    states.add(archived);
    if (states.size === 2) {
      break;
    }
  }
  return states.size;
}

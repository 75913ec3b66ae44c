import type { Collection } from "../world/collections.ts";
import { hasCollection } from "./has-collection.ts";
import type { Instance } from "./instance.ts";
import { listsQueries } from "./lists-queries.ts";

/** Users, groups, memberships, both permission graphs, databases: one answer each has all of them. */
const WHOLE_LISTS = 6;

/**
 * The fewest requests that bring every user, group, membership, permission, collection, card, dashboard with its cards,
 * database, table, field and snippet of an instance to an administrator.
 *
 * Lists that mix nothing archived in are asked twice where there is something archived; collections and their
 * permissions once more for each further namespace; a dashboard's cards and a database's fields come with its own row,
 * and so does what a card asks where the list leaves it out.
 */
export function leastRequests(instance: Instance): number {
  const { cards, dashboards, databases, snippets } = instance.world;
  const collections = [...instance.world.collections].filter((row) => hasCollection(instance, row));
  const namespacesOf = (rows: readonly Collection[]) => new Set(rows.map((row) => row.namespace));
  const namespaces = namespacesOf(collections);
  const archivedLists = namespacesOf(collections.filter((row) => row.archived));
  const connected = [...databases].filter(
    (row) => !row.is_audit || instance.edition === "enterprise",
  );
  return (
    WHOLE_LISTS +
    (namespaces.size - 1) +
    (namespaces.size + archivedLists.size) +
    listsOf(cards) +
    (listsQueries(instance.release) ? 0 : cards.length) +
    listsOf(dashboards) +
    dashboards.length +
    connected.length +
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

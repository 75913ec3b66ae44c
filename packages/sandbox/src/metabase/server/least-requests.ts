import type { Collection } from "../world/collections.ts";
import { hasCollection } from "./has-collection.ts";
import { hasUsageAnalytics } from "./has-usage-analytics.ts";
import type { Instance } from "./instance.ts";
import { listsQueries } from "./lists-queries.ts";

/** Lists of which one answer has all. Segments, measures and old metrics come with their databases. */
const WHOLE_LISTS = [
  "/api/session/properties",
  "/api/user",
  "/api/permissions/group",
  "/api/permissions/membership",
  "/api/permissions/graph",
  "/api/ee/advanced-permissions/application/graph",
  "/api/ee/advanced-permissions/impersonation",
  "/api/mt/gtap",
  "/api/ee/tenant",
  "/api/api-key",
  "/api/database",
  "/api/action",
  "/api/bookmark",
  "/api/document",
  "/api/glossary",
  "/api/transform",
  "/api/transform/run",
  "/api/transform-job",
  "/api/transform-tag",
  "/api/ee/transform",
  "/api/ee/transform/run",
  "/api/ee/transform-job",
  "/api/ee/transform-tag",
  "/api/notification",
  "/api/channel",
  "/api/persist",
  "/api/cache",
  "/api/task",
  "/api/task/runs",
  "/api/task/info",
  "/api/setting",
  "/api/login-history/current",
] as const;

/** Kinds of things whose answers are kept by rules of their own, beside the rule for all. */
const CACHE_RULE_KINDS = 3;

/**
 * The fewest requests that bring an administrator every object of an instance; not its histories (usage, executed queries,
 * revisions) nor values of fields and models.
 *
 * Lists that mix nothing archived in are asked twice where there is something archived; collections and their
 * permissions once more for each further namespace; a dashboard's cards, a database's fields, a document's comments and a
 * timeline's archived events come by themselves, and so does what a card asks where the list leaves it out.
 *
 * @param paths of the routes that the instance serves
 */
export function leastRequests(instance: Instance, paths: ReadonlySet<string>): number {
  const { world, features, release } = instance;
  const { cards, dashboards, databases, snippets, subscriptions, alerts, reference } = world;
  const { timelines, events, documents } = reference;
  const collections = [...world.collections].filter((row) => hasCollection(instance, row));
  const namespacesOf = (rows: readonly Collection[]) => new Set(rows.map((row) => row.namespace));
  const namespaces = namespacesOf(collections);
  const archivedLists = namespacesOf(collections.filter((row) => row.archived));
  const connected = [...databases].filter((row) => !row.is_audit || hasUsageAnalytics(instance));
  const hiddenEvents = [...events].filter(
    (event) => event.archived && timelines.byId(event.timeline_id)?.archived === false,
  );
  return (
    WHOLE_LISTS.filter((path) => paths.has(path)).length +
    (features.has("cache_granular_controls") && paths.has("/api/cache") ? CACHE_RULE_KINDS : 0) +
    namespaces.size +
    (namespaces.size + archivedLists.size) +
    listsOf(cards) +
    (listsQueries(release) ? 0 : cards.length) +
    listsOf(dashboards) +
    dashboards.length +
    connected.length +
    listsOf(snippets) +
    listsOf(subscriptions) +
    (paths.has("/api/notification") ? 0 : listsOf([...alerts].map(alertState))) +
    listsOf(timelines) +
    new Set(hiddenEvents.map((event) => event.timeline_id)).size +
    (paths.has("/api/comment") ? [...documents].filter((each) => !each.archived).length : 0)
  );
}

const alertState = ({ active }: { readonly active: boolean }) => ({ archived: !active });

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

import { type Card, createCards } from "./cards.ts";
import { type Collections, createCollections } from "./collections.ts";
import { type Contents, createContents } from "./contents.ts";
import { createDashboardOwnership } from "./dashboard-ownership.ts";
import { createDashboards, type Dashboard, placeOfDashboard } from "./dashboards.ts";
import { createGrants, type Grants } from "./data-access.ts";
import { createDatabases, type Database } from "./databases.ts";
import { type Alert, createAlerts } from "./delivery/alerts.ts";
import { type Channel, createChannels } from "./delivery/channels.ts";
import { createSubscriptions, type Subscription } from "./delivery/subscriptions.ts";
import { createEditableList, type EditableList } from "./editable-list.ts";
import type { Fields } from "./fields.ts";
import type { LazyList } from "./lazy-list.ts";
import { createOldMetrics } from "./old-metrics.ts";
import { createPeople, type People } from "./people.ts";
import { createReference, type Reference } from "./reference/reference.ts";
import { createResults, type Results } from "./results/results.ts";
import { createSnippets, type Snippet } from "./snippets.ts";
import { createTables, type Table } from "./tables.ts";
import { createTasks, type Task } from "./tasks.ts";
import { createTransforms, type Transforms } from "./transforms/transforms.ts";
import { createViewCounts, type ViewCounts } from "./view-counts.ts";

/** How large a world is and which one of the many. */
export interface WorldOptions {
  /** Same seed, same world, to the last byte. @default 1 */
  readonly seed?: number;
  /** Questions, models and metrics together, archived ones included. @default 120 */
  readonly cards?: number;
  /** Archived ones included. @default 15 */
  readonly dashboards?: number;
  /** People with an account, deactivated ones included. @default 25 */
  readonly users?: number;
  /** Bytes that each card's result metadata is padded with. @default 0 */
  readonly cardBytes?: number;
  /** Rows that each question without an aggregation answers; 0: a few, by chance. @default 0 */
  readonly resultRows?: number;
  /** Tables, the planned ones included, which there are always. @default the planned ones */
  readonly tables?: number;
}

/**
 * All that a sample company keeps in its Metabase, of no particular version: rows carry the names that the newest
 * version gives them. Lists make their items when asked, so a large world needs no more memory than a small one.
 *
 * Every id that a row mentions belongs to a row of this world.
 */
export interface World {
  readonly options: Required<WorldOptions>;
  readonly people: People;
  readonly collections: Collections;
  readonly cards: EditableList<Card>;
  /** Those that were metrics before metrics were cards. */
  readonly oldMetrics: readonly Card[];
  readonly dashboards: EditableList<Dashboard>;
  readonly databases: LazyList<Database>;
  readonly tables: LazyList<Table>;
  readonly fields: Fields;
  readonly snippets: LazyList<Snippet>;
  readonly reference: Reference;
  readonly alerts: LazyList<Alert>;
  readonly subscriptions: LazyList<Subscription>;
  readonly channels: LazyList<Channel>;
  readonly transforms: Transforms;
  readonly tasks: LazyList<Task>;
  readonly contents: Contents;
  readonly grants: Grants;
  readonly results: Results;
  /** What reading changes. */
  readonly viewCounts: ViewCounts;
}

/** Makes a world; takes no time, since lists are lazy. */
export function createWorld(options: WorldOptions = {}): World {
  const sizes = { cards: 120, dashboards: 15, users: 25, cardBytes: 0, resultRows: 0, tables: 0 };
  const complete = { seed: 1, ...sizes, ...options };
  const { seed } = complete;
  const people = createPeople(complete);
  const { tables, fields } = createTables(complete);
  const collections = createCollections({ seed, cards: complete.cards, people });
  const snippets = createSnippets({ seed, collections });
  const shared = {
    ...complete,
    people,
    collections,
    tables,
    fields,
    ownership: createDashboardOwnership(complete),
  };
  const content = {
    ...shared,
    snippets,
    collectionOfDashboard: (id: number) => placeOfDashboard(id, shared).collection_id,
  };
  const dashboards = createEditableList(createDashboards(shared));
  const cards = createEditableList(createCards(content));
  return {
    options: complete,
    people,
    collections,
    cards,
    oldMetrics: createOldMetrics(cards),
    dashboards,
    databases: createDatabases(seed),
    tables,
    fields,
    snippets,
    reference: createReference(shared),
    alerts: createAlerts(shared),
    subscriptions: createSubscriptions({ seed, dashboards, people }),
    channels: createChannels(seed),
    transforms: createTransforms(shared),
    tasks: createTasks(seed),
    contents: createContents(content),
    grants: createGrants(shared),
    results: createResults(content),
    viewCounts: createViewCounts(),
  };
}

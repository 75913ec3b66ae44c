import { type Card, createCards } from "./cards.ts";
import { type Collections, createCollections } from "./collections.ts";
import { createDashboardOwnership } from "./dashboard-ownership.ts";
import { createDashboards, type Dashboard, placeOfDashboard } from "./dashboards.ts";
import { createDatabases, type Database } from "./databases.ts";
import type { Field } from "./fields.ts";
import type { LazyList } from "./lazy-list.ts";
import { createPeople, type People } from "./people.ts";
import { createSnippets, type Snippet } from "./snippets.ts";
import { createTables, type Table } from "./tables.ts";
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
  readonly cards: LazyList<Card>;
  readonly dashboards: LazyList<Dashboard>;
  readonly databases: LazyList<Database>;
  readonly tables: LazyList<Table>;
  readonly fields: LazyList<Field>;
  readonly snippets: LazyList<Snippet>;
  /** What reading changes. */
  readonly viewCounts: ViewCounts;
}

/** Makes a world; takes no time, since lists are lazy. */
export function createWorld(options: WorldOptions = {}): World {
  const complete = { seed: 1, cards: 120, dashboards: 15, users: 25, cardBytes: 0, ...options };
  const { seed } = complete;
  const people = createPeople(complete);
  const { tables, fields } = createTables(seed);
  const collections = createCollections({ seed, cards: complete.cards, people });
  const snippets = createSnippets({ seed, collections });
  const shared = {
    ...complete,
    people,
    collections,
    ownership: createDashboardOwnership(complete),
  };
  return {
    options: complete,
    people,
    collections,
    cards: createCards({
      ...shared,
      tables,
      fields,
      snippets,
      collectionOfDashboard: (id) => placeOfDashboard(id, shared).collection_id,
    }),
    dashboards: createDashboards(shared),
    databases: createDatabases(seed),
    tables,
    fields,
    snippets,
    viewCounts: createViewCounts(),
  };
}

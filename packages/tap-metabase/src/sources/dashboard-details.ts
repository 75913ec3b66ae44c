import type { ServerObject } from "../records/server-object.ts";
import { membersOf } from "../records/server-object.ts";
import type { Withheld } from "../records/withhold.ts";
import type { Reading, ServerSource } from "../source.ts";
import { cardList } from "./card-list.ts";
import { cardsOnDashboards, standing } from "./cards-on-dashboards.ts";
import { dashboardList } from "./dashboard-list.ts";
import { lastEditStamp } from "./last-edit-stamp.ts";
import { readKeptDetails } from "./read-kept-details.ts";
import { requireList } from "./require-shape.ts";

/**
 * Every dashboard with its cards. There is no list of these: one request a dashboard, and each
 * counts as a view by the account that reads, so unchanged ones come from the cache.
 */
export const dashboardDetails: ServerSource = {
  name: "dashboard details",
  parent: dashboardList,
  switchedOnBy: "dashboard_details",
  /**
   * What neither a revision nor the dashboard's own columns show is that a card on it was archived,
   * brought back or deleted: the list of cards does.
   */
  stamp: lastEditStamp,
  witness: { source: cardList, note: standing },
  async *read(reading) {
    const cards = await cardsOnDashboards(reading);
    const isComplete = yield* readKeptDetails(reading, {
      kind: "dashboard",
      get: (id) => readDashboard(reading, id),
      withheld: WITHHELD,
      stillHolds: cards.areAsBefore,
    });
    if (isComplete) await cards.remember();
  },
  probe: (client) => client.getArray("/api/dashboard", { f: "mine" }),
};

/** A chart over several cards describes their columns, smallest and largest values included. */
export const chartWithheld: Withheld = {
  visualization: { columns: { "*": { fingerprint: { type: true } } } },
};

const WITHHELD: Withheld = {
  dashcards: { "*": { visualization_settings: chartWithheld } },
  // Values of real rows, and what depends on who reads.
  param_values: true,
  param_fields: true,
  last_used_param_values: true,
  // What changes without the dashboard: the list has it, or it is another object's.
  view_count: true,
  last_viewed_at: true,
  "last-edit-info": true,
  collection: true,
  collection_authority_level: true,
  creator: true,
};

async function readDashboard({ client }: Reading, id: number): Promise<ServerObject> {
  const path = `/api/dashboard/${id}`;
  const dashboard = await client.getObject(path);
  const dashcards = requireList(dashboard["dashcards"], `GET ${path}: dashcards`);
  const tabs = requireList(dashboard["tabs"], `GET ${path}: tabs`);
  return { ...dashboard, tabs, dashcards: dashcards.map(withoutCopies) };
}

/**
 * Whole cards are embedded, which make up most of an answer, and whole actions, which may hold
 * credentials; their ids are enough. The level of a card's collection changes without the dashboard.
 */
function withoutCopies({
  card: _card,
  action: _action,
  collection_authority_level: _level,
  series,
  ...dashcard
}: ServerObject): ServerObject {
  return { ...dashcard, series: membersOf(series).map(({ id }) => ({ id })) };
}

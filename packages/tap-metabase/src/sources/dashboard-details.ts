import { IncompleteReadError } from "../errors.ts";
import type { ServerObject } from "../records/server-object.ts";
import { membersOf } from "../records/server-object.ts";
import type { Reading, ServerSource } from "../source.ts";
import { dashboardList } from "./dashboard-list.ts";
import { readKeptDetails } from "./read-kept-details.ts";

/**
 * Every dashboard with its cards. There is no list of these: one request a dashboard, and each
 * counts as a view by the account that reads, so unchanged ones come from the cache.
 */
export const dashboardDetails: ServerSource = {
  name: "dashboard details",
  parent: dashboardList,
  /**
   * `last-edit-info` is the newest revision's, and every change of a dashboard's cards, tabs and
   * filters makes a revision; `updated_at` covers changes of its own columns that make none.
   */
  stamp: ({ updated_at: updatedAt, "last-edit-info": lastEdit }) =>
    JSON.stringify([updatedAt, lastEdit]),
  read: (reading) =>
    readKeptDetails(reading, {
      kind: "dashboard",
      get: (id) => readDashboard(reading, id),
      // Values of real rows, and what depends on who reads.
      withheld: { param_values: true, param_fields: true, last_used_param_values: true },
    }),
  probe: (client) => client.getArray("/api/dashboard", { f: "mine" }),
};

async function readDashboard({ client }: Reading, id: number): Promise<ServerObject> {
  const path = `/api/dashboard/${id}`;
  const dashboard = await client.getObject(path);
  const { dashcards } = dashboard;
  if (!Array.isArray(dashcards)) {
    throw new IncompleteReadError(`GET ${path}: the answer has no list "dashcards"`);
  }
  return { ...dashboard, dashcards: membersOf(dashcards).map(withoutCopies) };
}

/** Whole cards are embedded, which make up most of an answer; their ids are enough. */
function withoutCopies({ card: _, series, ...dashcard }: ServerObject): ServerObject {
  return { ...dashcard, series: membersOf(series).map(({ id }) => ({ id })) };
}

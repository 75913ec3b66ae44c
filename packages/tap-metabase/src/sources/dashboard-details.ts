import type { ServerObject } from "../records/server-object.ts";
import type { Reading, ServerSource } from "../source.ts";
import { dashboardList } from "./dashboard-list.ts";
import { readDetails } from "./read-details.ts";

/**
 * Every dashboard with its cards. There is no list of these: one request a dashboard, and each
 * counts as a view by the account that reads.
 */
export const dashboardDetails: ServerSource = {
  name: "dashboard details",
  parent: dashboardList,
  read: (reading) =>
    readDetails(reading, { kind: "dashboard", open: (id) => readDashboard(reading, id) }),
  probe: (client) => client.getArray("/api/dashboard", { f: "mine" }),
};

async function* readDashboard(reading: Reading, id: number): AsyncGenerator<ServerObject> {
  const dashboard = await reading.client.getObject(`/api/dashboard/${id}`);
  if (dashboard["dashcards"] === undefined) {
    reading.incomplete(`dashboard ${id} came without its cards`);
  }
  yield dashboard;
}

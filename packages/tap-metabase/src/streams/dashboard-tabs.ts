import { dateTime, integer, integerKey, openRecord, text } from "../records/properties.ts";
import { membersOf } from "../records/server-object.ts";
import { dashboardDetails } from "../sources/dashboard-details.ts";
import type { Stream } from "../stream.ts";

/**
 * The pages of dashboards that have several.
 * https://www.metabase.com/docs/latest/api/dashboard
 */
export const dashboardTabs: Stream = {
  name: "dashboard_tabs",
  group: "content",
  description: "The pages of dashboards that have several.",
  endpoint: "GET /api/dashboard/:id",
  versions: "0.49 and newer",
  privilege: "any account; the dashboards it may see",
  keyProperties: ["id"],
  schema: openRecord({
    id: integerKey("The tab's id."),
    entity_id: text("Stable across serialization imports."),
    dashboard_id: integer("dashboards.id"),
    name: text(),
    position: integer("Its place among the tabs, from 0."),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: dashboardDetails,
  rows: (dashboard) => membersOf(dashboard["tabs"]),
};

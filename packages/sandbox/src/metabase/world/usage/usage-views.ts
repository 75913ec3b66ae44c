import type { World } from "../world.ts";
import { contentRows, dashboardCardRows } from "./content-views.ts";
import { databaseRows, fieldRows, tableRows } from "./data-views.ts";
import { alertRows, subscriptionRows } from "./delivery-views.ts";
import { auditRows, queryRows, taskRows, viewRows } from "./log-views.ts";
import { groupMemberRows, userRows } from "./people-views.ts";

/** A row of a view, by the names of its columns. */
export type UsageRow = Readonly<Record<string, unknown>>;

/** What the views of the usage analytics database show of a world, each in its own order. */
export const usageViews: Readonly<Record<string, (world: World) => Iterable<UsageRow>>> = {
  v_alerts: alertRows,
  v_audit_log: auditRows,
  v_content: contentRows,
  v_dashboardcard: dashboardCardRows,
  v_databases: databaseRows,
  v_fields: fieldRows,
  v_group_members: groupMemberRows,
  v_query_log: queryRows,
  v_subscriptions: subscriptionRows,
  v_tables: tableRows,
  v_tasks: taskRows,
  v_users: userRows,
  v_view_log: viewRows,
};

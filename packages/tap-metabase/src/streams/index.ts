import type { Stream } from "../stream.ts";
import { alerts } from "./alerts.ts";
import { cards } from "./cards.ts";
import { collectionPermissions } from "./collection-permissions.ts";
import { collections } from "./collections.ts";
import { dashboardCards } from "./dashboard-cards.ts";
import { dashboards } from "./dashboards.ts";
import { dataPermissions } from "./data-permissions.ts";
import { databases } from "./databases.ts";
import { fields } from "./fields.ts";
import { groupMemberships } from "./group-memberships.ts";
import { nativeQuerySnippets } from "./native-query-snippets.ts";
import { notifications } from "./notifications.ts";
import { permissionGroups } from "./permission-groups.ts";
import { subscriptionChannels } from "./subscription-channels.ts";
import { subscriptions } from "./subscriptions.ts";
import { tables } from "./tables.ts";
import { users } from "./users.ts";
import { webhookChannels } from "./webhook-channels.ts";

/** Every stream, in the order in which they are emitted: what others refer to comes first. */
export const streams: readonly Stream[] = [
  users,
  permissionGroups,
  groupMemberships,
  databases,
  tables,
  fields,
  dataPermissions,
  collections,
  collectionPermissions,
  cards,
  dashboards,
  dashboardCards,
  nativeQuerySnippets,
  subscriptions,
  subscriptionChannels,
  alerts,
  notifications,
  webhookChannels,
];

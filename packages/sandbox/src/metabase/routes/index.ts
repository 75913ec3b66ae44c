import type { Route } from "../server/route.ts";
import { actionRoutes } from "./actions.ts";
import { bookmarkRoutes } from "./bookmarks.ts";
import { cardQueryRoutes } from "./card-queries.ts";
import { cardRoutes } from "./cards.ts";
import { collectionItemRoutes } from "./collection-items.ts";
import { collectionTreeRoutes } from "./collection-tree.ts";
import { collectionRoutes } from "./collections.ts";
import { dashboardRoutes } from "./dashboards.ts";
import { dataRestrictionRoutes } from "./data-restrictions.ts";
import { databaseRoutes } from "./databases.ts";
import { datasetRoutes } from "./datasets.ts";
import { documentRoutes } from "./documents.ts";
import { fieldRoutes } from "./fields.ts";
import { groupRoutes } from "./groups.ts";
import { instanceRoutes } from "./instance.ts";
import { licenceRoutes } from "./licence.ts";
import { loginHistoryRoutes } from "./login-history.ts";
import { notificationRoutes } from "./notifications.ts";
import { permissionRoutes } from "./permissions.ts";
import { persistenceRoutes } from "./persistence.ts";
import { pulseRoutes } from "./pulses.ts";
import { queryExecutionLogRoutes } from "./query-execution-logs.ts";
import { revisionRoutes } from "./revisions.ts";
import { searchRoutes } from "./search.ts";
import { segmentRoutes } from "./segments.ts";
import { sessionRoutes } from "./session.ts";
import { snippetRoutes } from "./snippets.ts";
import { tableRoutes } from "./tables.ts";
import { taskRoutes } from "./tasks.ts";
import { tenantRoutes } from "./tenants.ts";
import { timelineRoutes } from "./timelines.ts";
import { transformRoutes } from "./transforms.ts";
import { userRoutes } from "./users.ts";

/** Every endpoint of the sample server, group by group. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...instanceRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...permissionRoutes,
  ...dataRestrictionRoutes,
  ...collectionRoutes,
  ...cardRoutes,
  ...cardQueryRoutes,
  ...dashboardRoutes,
  ...databaseRoutes,
  ...tableRoutes,
  ...fieldRoutes,
  ...snippetRoutes,
  ...actionRoutes,
  ...bookmarkRoutes,
  ...collectionItemRoutes,
  ...collectionTreeRoutes,
  ...datasetRoutes,
  ...documentRoutes,
  ...licenceRoutes,
  ...loginHistoryRoutes,
  ...notificationRoutes,
  ...persistenceRoutes,
  ...pulseRoutes,
  ...queryExecutionLogRoutes,
  ...revisionRoutes,
  ...searchRoutes,
  ...segmentRoutes,
  ...taskRoutes,
  ...tenantRoutes,
  ...timelineRoutes,
  ...transformRoutes,
];

import type { Route } from "../server/route.ts";
import { cardRoutes } from "./cards.ts";
import { collectionRoutes } from "./collections.ts";
import { dashboardRoutes } from "./dashboards.ts";
import { databaseRoutes } from "./databases.ts";
import { fieldRoutes } from "./fields.ts";
import { groupRoutes } from "./groups.ts";
import { instanceRoutes } from "./instance.ts";
import { permissionRoutes } from "./permissions.ts";
import { sessionRoutes } from "./session.ts";
import { snippetRoutes } from "./snippets.ts";
import { tableRoutes } from "./tables.ts";
import { userRoutes } from "./users.ts";

/** Every endpoint of the sample server, group by group. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...instanceRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...permissionRoutes,
  ...collectionRoutes,
  ...cardRoutes,
  ...dashboardRoutes,
  ...databaseRoutes,
  ...tableRoutes,
  ...fieldRoutes,
  ...snippetRoutes,
];

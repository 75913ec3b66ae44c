import type { Route } from "../server/route.ts";
import { groupRoutes } from "./groups.ts";
import { instanceRoutes } from "./instance.ts";
import { permissionRoutes } from "./permissions.ts";
import { sessionRoutes } from "./session.ts";
import { userRoutes } from "./users.ts";

/** Every endpoint of the sample server, group by group. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...instanceRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...permissionRoutes,
];

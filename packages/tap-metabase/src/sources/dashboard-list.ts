import { contentList } from "./content-list.ts";

/** Every dashboard without its cards. Unlike details, it counts as no view. */
export const dashboardList = contentList({
  name: "dashboard list",
  path: "/api/dashboard",
  probedBy: "mine",
});

import type { Source } from "../source.ts";
import { withoutPersonal } from "./personal-content.ts";
import { readActiveAndArchived } from "./read-active-and-archived.ts";

/** Every dashboard without its cards, archived ones too. Unlike details, it counts as no view. */
export const dashboardList: Source = {
  name: "dashboard list",
  isSpooled: true,
  filteredBy: ["include_archived", "include_personal_collections"],
  read: (reading) =>
    withoutPersonal(
      reading,
      readActiveAndArchived(reading, (archived) =>
        reading.client.streamArray("/api/dashboard", { f: archived ? "archived" : "all" }),
      ),
    ),
  probe: (client) => client.getArray("/api/dashboard", { f: "mine" }),
};

import type { ServerSource } from "../source.ts";
import { withoutPersonal } from "./personal-content.ts";
import { readActiveAndArchived } from "./read-active-and-archived.ts";

/** Every timeline, without its events. */
export const timelineList: ServerSource = {
  name: "timeline list",
  isSpooled: true,
  filteredBy: ["include_archived", "include_personal_collections"],
  read: (reading) =>
    withoutPersonal(
      reading,
      readActiveAndArchived(reading, (archived) =>
        reading.client.streamArray("/api/timeline", { archived }),
      ),
    ),
  probe: (client) => client.getArray("/api/timeline", { archived: true }),
};

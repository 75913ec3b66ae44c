import type { Source } from "../source.ts";
import { withoutPersonal } from "./personal-content.ts";
import { readActiveAndArchived } from "./read-active-and-archived.ts";

/**
 * Every card with its query, archived ones too. The list is never paged and may exceed hundreds
 * of megabytes.
 */
export const cardList: Source = {
  name: "card list",
  isSpooled: true,
  filteredBy: ["include_archived", "include_personal_collections"],
  read: (reading) =>
    withoutPersonal(
      reading,
      readActiveAndArchived(reading, (archived) =>
        reading.client.streamArray("/api/card", { f: archived ? "archived" : "all" }),
      ),
    ),
  probe: (client) => client.getArray("/api/card", { f: "bookmarked" }),
};

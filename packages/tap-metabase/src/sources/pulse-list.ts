import type { ServerSource } from "../source.ts";
import { withoutPersonal } from "./personal-content.ts";
import { readActiveAndArchived } from "./read-active-and-archived.ts";

/** Subscriptions to dashboards, archived ones too; those of archived dashboards the server hides. */
export const pulseList: ServerSource = {
  name: "pulse list",
  isSpooled: true,
  filteredBy: ["include_archived", "include_personal_collections"],
  // A subscription lies where its dashboard does.
  read: (reading) =>
    withoutPersonal(
      reading,
      readActiveAndArchived(reading, (archived) =>
        reading.client.streamArray("/api/pulse", { archived }),
      ),
    ),
  probe: (client) => client.getArray("/api/pulse", { dashboard_id: 1 }),
};

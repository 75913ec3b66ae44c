import type { ServerSource } from "../source.ts";
import { readActiveAndArchived } from "./read-active-and-archived.ts";

/** Every timeline, without its events. */
export const timelineList: ServerSource = {
  name: "timeline list",
  isSpooled: true,
  filteredBy: ["include_archived"],
  read: (reading) =>
    readActiveAndArchived(reading, (archived) =>
      reading.client.streamArray("/api/timeline", { archived }),
    ),
  probe: (client) => client.getArray("/api/timeline", { archived: true }),
};

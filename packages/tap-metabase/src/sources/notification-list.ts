import type { ServerSource } from "../source.ts";
import { readActiveAndArchived } from "./read-active-and-archived.ts";

/** The version that moved alerts into notifications. */
const NOTIFICATIONS_SINCE = 54;

/**
 * Everything that is sent when something happened: notifications from 0.54 on, alerts before.
 * Switched off ones are part of it.
 */
export const notificationList: ServerSource = {
  name: "notification list",
  filteredBy: ["include_archived"],
  read: (reading) => {
    const { client, server, settings } = reading;
    if (server.major >= NOTIFICATIONS_SINCE) {
      return client.streamArray("/api/notification", {
        include_inactive: settings.include_archived,
      });
    }
    return readActiveAndArchived(reading, (archived) =>
      client.streamArray("/api/alert", { archived }),
    );
  },
  probe: async (client) => {
    const { major } = await client.serverInfo();
    return major >= NOTIFICATIONS_SINCE
      ? client.getArray("/api/notification", { card_id: 1 })
      : client.getArray("/api/alert", { user_id: 1 });
  },
};

import type { ServerSource } from "../source.ts";
import { databaseList } from "./database-list.ts";
import { readDetails } from "./read-details.ts";

/**
 * The tables of every database, each with its fields, hidden ones included: one request a
 * database, and the best single source of both. An answer may exceed 100 MB, so its tables are
 * handed out one by one.
 */
export const databaseMetadata: ServerSource = {
  name: "database metadata",
  parent: databaseList,
  read: (reading) =>
    readDetails(reading, {
      kind: "database",
      open: (id) =>
        reading.client.streamArray(
          `/api/database/${id}/metadata`,
          { include_hidden: true },
          { member: "tables" },
        ),
    }),
  probe: (client) => client.getObject("/api/database"),
};

import type { ServerSource } from "../source.ts";
import { objectsOf } from "./objects-of.ts";
import { readActiveAndArchived } from "./read-active-and-archived.ts";

/** Every snippet of SQL that native questions share. */
export const snippetList: ServerSource = {
  name: "native_query_snippets",
  filteredBy: ["include_archived"],
  read: (reading) =>
    readActiveAndArchived(reading, (archived) =>
      objectsOf(reading.client.getArray("/api/native-query-snippet", { archived })),
    ),
  probe: (client) => client.getArray("/api/native-query-snippet", { archived: true }),
};

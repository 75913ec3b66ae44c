import type { ServerObject } from "../records/server-object.ts";
import { membersOf } from "../records/server-object.ts";
import type { Reading, Source } from "../source.ts";
import { databaseList } from "./database-list.ts";
import { readDetails } from "./read-details.ts";

/**
 * The tables of every database, each with its fields, hidden ones included: one request a
 * database, and the best single source of both.
 */
export const databaseMetadata: Source = {
  name: "database metadata",
  parent: databaseList,
  read: (reading) =>
    readDetails(reading, { kind: "database", open: (id) => readTables(reading, id) }),
  probe: (client) => client.getObject("/api/database"),
};

async function* readTables(reading: Reading, id: number): AsyncGenerator<ServerObject> {
  const path = `/api/database/${id}/metadata`;
  const { tables } = await reading.client.getObject(path, { include_hidden: true });
  if (tables === undefined) reading.incomplete(`database ${id} came without its tables`);
  yield* membersOf(tables);
}

import { membersOf } from "../records/server-object.ts";
import type { ServerSource } from "../source.ts";
import { databaseMetadata } from "./database-metadata.ts";
import { readDetails } from "./read-details.ts";

/**
 * The values that the server keeps of fields that filters show as lists: one request a field, and
 * nothing proves that they are as they were.
 */
export const fieldValues: ServerSource = {
  name: "field values",
  parent: databaseMetadata,
  goesThrough: (table) =>
    membersOf(table["fields"]).filter((field) => /list/.test(String(field["has_field_values"]))),
  read: (reading) =>
    readDetails(reading, {
      kind: "field",
      async *open(id) {
        yield await reading.client.getObject(`/api/field/${id}/values`);
      },
    }),
  probe: databaseMetadata.probe,
};

import { membersOf } from "../records/server-object.ts";
import type { ServerSource } from "../source.ts";
import { databaseMetadata } from "./database-metadata.ts";
import { readDetails } from "./read-details.ts";

/** The fields for which the server keeps values, as the metadata of their databases tell. */
const fieldsWithValues: ServerSource = {
  ...databaseMetadata,
  name: "fields with values",
  async *read(reading) {
    for await (const table of databaseMetadata.read(reading)) {
      for (const field of membersOf(table["fields"])) {
        if (/list/.test(String(field["has_field_values"]))) yield field;
      }
    }
  },
};

/**
 * The values that the server keeps of fields that filters show as lists: one request a field, and
 * nothing proves that they are as they were.
 */
export const fieldValues: ServerSource = {
  name: "field values",
  parent: fieldsWithValues,
  read: (reading) =>
    readDetails(reading, {
      kind: "field",
      async *open(id) {
        yield await reading.client.getObject(`/api/field/${id}/values`);
      },
    }),
  probe: databaseMetadata.probe,
};

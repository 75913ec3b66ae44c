import { withCollectionIdsAsText } from "../records/collection-id.ts";
import {
  boolean,
  dateTime,
  integer,
  integerKey,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import type { ServerSource } from "../source.ts";
import { withoutPersonal } from "../sources/personal-content.ts";
import type { Stream } from "../stream.ts";

const persistedList: ServerSource = {
  name: "persisted models",
  filteredBy: ["include_personal_collections"],
  read: (reading) => withoutPersonal(reading, reading.client.streamPages("/api/persist")),
  probe: (client) => client.getObject("/api/persist", { limit: 1, offset: 0 }),
};

/**
 * Models whose results are kept in a table of their database, and how that goes.
 * https://www.metabase.com/docs/latest/api/persist
 */
export const persistedModels: Stream = {
  name: "persisted_models",
  group: "content",
  description: "Models whose results are kept in a table of their database, and how that goes.",
  endpoint: "GET /api/persist",
  versions: "0.49 and newer",
  privilege: "administrator, or the application permission monitoring",
  keyProperties: ["id"],
  withheld: { creator: true },
  schema: openRecord({
    id: integerKey("The entry's id."),
    card_id: integer("cards.id of the model."),
    card_name: text(),
    card_type: text("model, once the card became another kind too."),
    card_archived: boolean(),
    collection_id: text("collections.id of the model; null is the root collection."),
    collection_name: text(),
    collection_authority_level: text("official for an official collection."),
    database_id: integer("databases.id"),
    database_name: text(),
    schema_name: text("The schema that holds the table."),
    table_name: text("The table that holds the results."),
    definition: object("The columns of the table."),
    active: boolean("True when questions read the table."),
    state: text("creating, persisted, refreshing, error, off or deletable."),
    error: text("Why the last refresh failed."),
    refresh_begin: dateTime("When the last refresh began."),
    refresh_end: dateTime("When it ended; null while it runs."),
    "next-fire-time": dateTime("When the next refresh begins."),
    creator_id: integer("users.id"),
  }),
  source: persistedList,
  rows: (model) => [withCollectionIdsAsText(model, "collection_id")],
};

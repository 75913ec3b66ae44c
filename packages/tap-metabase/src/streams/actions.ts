import { canonicalQuery } from "../records/canonical-query.ts";
import { withCollectionIdsAsText } from "../records/collection-id.ts";
import {
  boolean,
  dateTime,
  integer,
  integerKey,
  list,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import { wholeList } from "../sources/whole-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Buttons and forms that write to a database. The server lists none that are archived.
 * https://www.metabase.com/docs/latest/api/action
 */
export const actions: Stream = {
  name: "actions",
  group: "content",
  description: "Buttons and forms that write to a database; archived ones cannot be listed.",
  endpoint: "GET /api/action",
  versions: "0.49 and newer",
  privilege: "any account; the actions of models it may see",
  keyProperties: ["id"],
  withheld: {
    public_uuid: true,
    creator: true,
    model: true,
    collection: true,
    // Where credentials for the other side stand.
    template: { headers: true, body: true },
  },
  schema: openRecord({
    id: integerKey("The action's id."),
    entity_id: text("Stable across serialization imports."),
    name: text(),
    description: text(),
    type: text("implicit, query or http."),
    kind: text("row/create, row/update or row/delete, of an implicit action."),
    model_id: integer("cards.id of the model; null for an action without one (0.65)."),
    collection_id: text("collections.id (0.65); null is the root collection."),
    database_id: integer("databases.id that it writes to."),
    database_enabled_actions: boolean("True when the database lets actions run."),
    dataset_query: object("The statement of an action of type query."),
    legacy_query: text("The statement in MBQL 4, as JSON text (newest versions)."),
    template: object("Method and address of an action of type http."),
    response_handle: text("How an action of type http reads the answer."),
    error_handle: text("How an action of type http reads an error."),
    parameters: list("What the action asks for.", { type: "object" }),
    parameter_mappings: object("Where the parameters go in the request."),
    visualization_settings: object("How its form looks."),
    made_public_by_id: integer("users.id of who made a public link; the link itself is withheld."),
    archived: boolean(),
    archived_directly: boolean("False when only its collection was archived (newest versions)."),
    creator_id: integer("users.id"),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: wholeList({ name: "actions", path: "/api/action" }),
  rows: (action) => [canonical(withCollectionIdsAsText(action, "collection_id"))],
};

function canonical(action: ServerObject): ServerObject {
  return { ...action, dataset_query: canonicalQuery(action["dataset_query"]) };
}

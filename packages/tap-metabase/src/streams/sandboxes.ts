import { integer, integerKey, object, openRecord } from "../records/properties.ts";
import { wholeList } from "../sources/whole-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Row and column security: a group sees a table through a filter or a question in its place.
 * https://www.metabase.com/docs/latest/permissions/row-and-column-security
 */
export const sandboxes: Stream = {
  name: "sandboxes",
  group: "people",
  description: "Row and column security: a group sees a table through a filter or a question.",
  endpoint: "GET /api/mt/gtap",
  versions: "0.49 and newer, Pro and Enterprise",
  privilege: "administrator",
  needs: { feature: "sandboxes" },
  keyProperties: ["id"],
  schema: openRecord({
    id: integerKey("The sandbox's id."),
    group_id: integer("permission_groups.id"),
    table_id: integer("tables.id"),
    card_id: integer("cards.id of the question shown instead; null filters the table itself."),
    attribute_remappings: object("What each attribute of a person is compared with."),
  }),
  source: wholeList({ name: "sandboxes", path: "/api/mt/gtap" }),
};

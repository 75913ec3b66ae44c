import { withCollectionIdsAsText } from "../records/collection-id.ts";
import { boolean, dateTime, integer, integerKey, openRecord, text } from "../records/properties.ts";
import { timelineList } from "../sources/timeline-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Named sets of events that charts can show, archived ones too.
 * https://www.metabase.com/docs/latest/api/timeline
 */
export const timelines: Stream = {
  name: "timelines",
  group: "content",
  description: "Named sets of events that charts can show, archived ones too.",
  endpoint: "GET /api/timeline",
  versions: "0.49 and newer",
  privilege: "any account; the timelines of collections it may see",
  keyProperties: ["id"],
  withheld: { creator: true, collection: true, events: true },
  schema: openRecord({
    id: integerKey("The timeline's id."),
    entity_id: text("Stable across serialization imports."),
    name: text(),
    description: text(),
    icon: text("star, cake, mail, warning, bell or cloud."),
    default: boolean("True for the one that a collection got by itself."),
    collection_id: text("collections.id; null is the root collection."),
    archived: boolean(),
    creator_id: integer("users.id"),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: timelineList,
  rows: (timeline) => [withCollectionIdsAsText(timeline, "collection_id")],
};

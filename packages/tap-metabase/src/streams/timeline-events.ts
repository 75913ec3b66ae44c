import { boolean, dateTime, integer, integerKey, openRecord, text } from "../records/properties.ts";
import type { Reading, ServerSource } from "../source.ts";
import { readDetails } from "../sources/read-details.ts";
import { requireList } from "../sources/require-shape.ts";
import { timelineList } from "../sources/timeline-list.ts";
import type { Stream } from "../stream.ts";

/**
 * The events of each timeline. The list of timelines can bring them along, but not the archived ones
 * of a timeline in use, so it is one request a timeline; instances have few.
 */
const eventsOfTimelines: ServerSource = {
  name: "timeline events",
  parent: timelineList,
  read: (reading) =>
    readDetails(reading, { kind: "timeline", open: (id) => readEvents(reading, id) }),
  probe: timelineList.probe,
};

async function* readEvents({ client, settings }: Reading, id: number) {
  const path = `/api/timeline/${id}`;
  const query = { include: "events", archived: settings.include_archived };
  const { events } = await client.getObject(path, query);
  yield* requireList(events, `GET ${path}: events`);
}

/**
 * What happened when, to be shown on charts, archived events too.
 * https://www.metabase.com/docs/latest/api/timeline
 */
export const timelineEvents: Stream = {
  name: "timeline_events",
  group: "content",
  description: "What happened when, to be shown on charts, archived events too.",
  endpoint: "GET /api/timeline/:id?include=events",
  versions: "0.49 and newer",
  privilege: "any account; the timelines of collections it may see",
  keyProperties: ["id"],
  withheld: { creator: true },
  schema: openRecord({
    id: integerKey("The event's id."),
    timeline_id: integer("timelines.id"),
    name: text(),
    description: text(),
    timestamp: dateTime("When it happened."),
    time_matters: boolean("False when only the day is meant."),
    timezone: text("The zone in which it was entered."),
    icon: text("star, cake, mail, warning, bell or cloud."),
    archived: boolean(),
    creator_id: integer("users.id"),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: eventsOfTimelines,
};

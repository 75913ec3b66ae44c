import { forbidden, json, notFound } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import type { Timeline, TimelineEvent } from "../world/reference/timelines.ts";
import { creatorRow } from "./people-rows.ts";
import { createVisibility, type Visibility } from "./visibility.ts";

/** First version whose timelines of a collection stand under their own name: 0.54.2 documents that path only. */
const TIMELINES_MOVED_SINCE = 54;

/** Events that explain curves. https://www.metabase.com/docs/latest/api/timeline */
export const timelineRoutes: readonly Route[] = [
  { method: "GET", path: "/api/timeline", access: "user", answer: listTimelines },
  { method: "GET", path: "/api/timeline/:id", access: "user", answer: getTimeline },
  { method: "GET", path: "/api/timeline-event/:id", access: "user", answer: getEvent },
  {
    method: "GET",
    path: "/api/collection/:place/timelines",
    until: TIMELINES_MOVED_SINCE - 1,
    access: "user",
    answer: listInCollection,
  },
  {
    method: "GET",
    path: "/api/timeline/collection/:place",
    since: TIMELINES_MOVED_SINCE,
    access: "user",
    answer: listInCollection,
  },
];

function eventRow(request: RouteRequest, event: TimelineEvent) {
  return { ...event, creator: creatorRow(request, event.creator_id) };
}

function timelineRow(
  request: RouteRequest,
  timeline: Timeline,
  options: { readonly visibility: Visibility; readonly archivedEvents: boolean },
) {
  const { query, world } = request;
  const events = [...world.reference.events].filter(
    (event) => event.timeline_id === timeline.id && (options.archivedEvents || !event.archived),
  );
  return {
    ...timeline,
    collection: options.visibility.embeddedCollection(timeline.collection_id),
    creator: creatorRow(request, timeline.creator_id),
    ...(query.get("include") === "events" && {
      events: events.map((event) => eventRow(request, event)),
    }),
  };
}

function rows(request: RouteRequest, matches: (timeline: Timeline) => boolean): object[] {
  const archived = request.query.get("archived") === "true";
  const visibility = createVisibility(request);
  return [...request.world.reference.timelines]
    .filter((timeline) => timeline.archived === archived && matches(timeline))
    .filter((timeline) => visibility.canRead(timeline.collection_id))
    .map((timeline) => timelineRow(request, timeline, { visibility, archivedEvents: archived }));
}

/** With `archived=true` only archived ones; others come with the events that are in use. */
function listTimelines(request: RouteRequest): Answer {
  return json(rows(request, () => true));
}

function listInCollection(request: RouteRequest): Answer {
  const { place } = request.parameters;
  const collectionId = place === "root" ? null : Number(place);
  return json(rows(request, (timeline) => timeline.collection_id === collectionId));
}

/** One timeline; the only way to its archived events is `archived=true`. */
function getTimeline(request: RouteRequest): Answer {
  const timeline = request.world.reference.timelines.byId(Number(request.parameters["id"]));
  if (timeline === undefined) return notFound;
  const visibility = createVisibility(request);
  const archivedEvents = request.query.get("archived") === "true";
  return visibility.canRead(timeline.collection_id)
    ? json(timelineRow(request, timeline, { visibility, archivedEvents }))
    : forbidden;
}

function getEvent(request: RouteRequest): Answer {
  const { events, timelines } = request.world.reference;
  const event = events.byId(Number(request.parameters["id"]));
  const timeline = timelines.byId(event?.timeline_id ?? 0);
  if (event === undefined || timeline === undefined) return notFound;
  return createVisibility(request).canRead(timeline.collection_id)
    ? json(eventRow(request, event))
    : forbidden;
}

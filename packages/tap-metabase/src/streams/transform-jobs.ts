import {
  boolean,
  dateTime,
  integerKey,
  list,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import { transformsList } from "../sources/transform-routes.ts";
import type { Stream } from "../stream.ts";

/**
 * Timetables that run the transforms of some tags.
 * https://www.metabase.com/docs/latest/api/transform-job
 */
export const transformJobs: Stream = {
  name: "transform_jobs",
  group: "content",
  description: "Timetables that run the transforms of some tags.",
  endpoint: "GET /api/transform-job (0.57 and 0.58: GET /api/ee/transform-job)",
  versions: "0.59 and newer; 0.57 and 0.58 with Pro or Enterprise",
  privilege: "administrator or data analyst",
  needs: { since: 57 },
  keyProperties: ["id"],
  schema: openRecord({
    id: integerKey("The job's id."),
    entity_id: text("Stable across serialization imports."),
    name: text(),
    description: text(),
    schedule: text("When it runs, in Quartz's cron form."),
    ui_display_type: text("cron/raw or cron/builder: how people entered the schedule."),
    active: boolean("False when it does not run by itself (0.61 and newer)."),
    built_in_type: text("hourly, daily, weekly or monthly, for those that every instance has."),
    tag_ids: list("transform_tags.id whose transforms it runs.", { type: "integer" }),
    last_run: object("How it went last."),
    next_run: object("When it runs next."),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: transformsList("transform jobs", "transform-job"),
};

import { dateTime, integer, integerKey, openRecord, text } from "../records/properties.ts";
import type { ServerSource } from "../source.ts";
import { readNewestFirst } from "../sources/newest-first.ts";
import type { Stream } from "../stream.ts";

const taskRunHistory: ServerSource = {
  name: "task run history",
  read: (reading) =>
    readNewestFirst(reading, {
      path: "/api/task/runs",
      startedAt: "started_at",
      endedAt: "ended_at",
    }),
  probe: (client) => client.getObject("/api/task/runs", { limit: 1, offset: 0 }),
};

/**
 * Runs that tasks belong to: everything that one alert, subscription or scan set off.
 * https://www.metabase.com/docs/latest/api/task
 */
export const taskRuns: Stream = {
  name: "task_runs",
  group: "operations",
  description: "Runs that tasks belong to: everything that one alert or scan set off.",
  endpoint: "GET /api/task/runs",
  versions: "0.59 and newer",
  privilege: "administrator, or the application permission monitoring",
  needs: { since: 59 },
  keyProperties: ["id"],
  isAppendOnly: true,
  schema: openRecord({
    id: integerKey("The run's id."),
    run_type: text("Such as alert, subscription, sync or fingerprint."),
    entity_type: text("What it was about: card, dashboard, database."),
    entity_id: integer("Id of what it was about."),
    entity_name: text(),
    status: text("started, success, failed or abandoned."),
    started_at: dateTime(),
    ended_at: dateTime("Null while it goes on."),
    task_count: integer(),
    success_count: integer(),
    failed_count: integer(),
  }),
  source: taskRunHistory,
};

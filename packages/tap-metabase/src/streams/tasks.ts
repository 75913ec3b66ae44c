import { dateTime, integer, integerKey, object, openRecord, text } from "../records/properties.ts";
import type { ServerSource } from "../source.ts";
import { readNewestFirst } from "../sources/newest-first.ts";
import type { Stream } from "../stream.ts";

const taskHistory: ServerSource = {
  name: "task history",
  read: (reading) =>
    readNewestFirst(reading, { path: "/api/task", startedAt: "started_at", endedAt: "ended_at" }),
  probe: (client) => client.getObject("/api/task", { limit: 1, offset: 0 }),
};

/**
 * What the server did by itself: scans of databases, deliveries, clean-ups. The server keeps the
 * latest 100,000 entries.
 * https://www.metabase.com/docs/latest/api/task
 */
export const tasks: Stream = {
  name: "tasks",
  group: "operations",
  description: "What the server did by itself: scans of databases, deliveries, clean-ups.",
  endpoint: "GET /api/task",
  versions: "0.49 and newer",
  privilege: "administrator, or the application permission monitoring",
  keyProperties: ["id"],
  isAppendOnly: true,
  // Log lines of a task, as long as the task was talkative.
  withheld: { logs: true },
  schema: openRecord({
    id: integerKey("The entry's id."),
    task: text("Such as sync, send-pulse or task-history-cleanup."),
    db_id: integer("databases.id of the database it was about."),
    run_id: integer("task_runs.id (0.59 and newer)."),
    status: text("started, success, failed or unknown (0.50 and newer)."),
    started_at: dateTime(),
    ended_at: dateTime("Null while it goes on."),
    duration: integer("Milliseconds."),
    task_details: object("What it did or why it failed."),
  }),
  source: taskHistory,
};

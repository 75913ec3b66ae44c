import { boolean, dateTime, integer, integerKey, openRecord, text } from "../records/properties.ts";
import type { ServerSource } from "../source.ts";
import { readNewestFirst } from "../sources/newest-first.ts";
import { fromTransformRoute } from "../sources/transform-routes.ts";
import type { Stream } from "../stream.ts";

const PATH = "transform/run";

const transformHistory: ServerSource = {
  name: "transform history",
  read: (reading) =>
    fromTransformRoute(PATH, (path) =>
      readNewestFirst(reading, { path, startedAt: "start_time", endedAt: "end_time" }),
    ),
  async probe(client) {
    const firstPage = fromTransformRoute(PATH, (path) =>
      client.streamPages(path, {}, { asTheyCome: true }),
    );
    for await (const _first of firstPage) return;
  },
};

/**
 * Each time that a transform ran.
 * https://www.metabase.com/docs/latest/api/transform
 */
export const transformRuns: Stream = {
  name: "transform_runs",
  group: "content",
  description: "Each time that a transform ran.",
  endpoint: "GET /api/transform/run (0.57 and 0.58: GET /api/ee/transform/run)",
  versions: "0.59 and newer; 0.57 and 0.58 with Pro or Enterprise",
  privilege: "administrator or data analyst",
  needs: { since: 57 },
  keyProperties: ["id"],
  isAppendOnly: true,
  withheld: {
    transform: true,
    user: true,
    // Values of a column: real rows' data.
    checkpoint_lo_value: true,
    checkpoint_hi_value: true,
  },
  schema: openRecord({
    id: integerKey("The run's id."),
    transform_id: integer("transforms.id; null when that was deleted."),
    transform_name: text("Its name when it ran (newest versions)."),
    transform_entity_id: text("Its entity_id when it ran (newest versions)."),
    run_method: text("manual or cron."),
    status: text("started, succeeded, failed, timeout, canceling or canceled."),
    is_active: boolean("True while it runs, null afterwards."),
    start_time: dateTime(),
    end_time: dateTime("Null while it runs."),
    message: text("Why it failed."),
    user_id: integer("users.id of who started it by hand."),
    job_run_id: integer("The run of a job that it was part of (newest versions)."),
    dag_run_id: integer("The run of a chain that it was part of (newest versions)."),
    checkpoint_filter_field_id: integer("fields.id by which it reads only what is new."),
    metered_as: text("What it counts as for the licence (newest versions)."),
  }),
  source: transformHistory,
};

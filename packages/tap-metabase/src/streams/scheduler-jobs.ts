import { boolean, list, openRecord, text, textKey } from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import type { ServerSource } from "../source.ts";
import { requireList } from "../sources/require-shape.ts";
import type { Stream } from "../stream.ts";

const schedulerInfo: ServerSource = {
  name: "scheduler info",
  async *read({ client }) {
    const { jobs } = await client.getObject("/api/task/info");
    yield* requireList(jobs, "GET /api/task/info: jobs");
  },
  probe: (client) => client.getObject("/api/task/info"),
};

/**
 * The server's scheduled jobs, with what sets each off and when.
 * https://www.metabase.com/docs/latest/api/task
 */
export const schedulerJobs: Stream = {
  name: "scheduler_jobs",
  group: "operations",
  description: "The server's scheduled jobs, with what sets each off and when.",
  endpoint: "GET /api/task/info",
  versions: "0.49 and newer",
  privilege: "administrator, or the application permission monitoring",
  keyProperties: ["id"],
  // What a trigger carries with it is the job's own business; it has held queries' parameters.
  withheld: { data: true, triggers: { "*": { data: true } } },
  schema: openRecord({
    id: textKey("The job's key, such as metabase.task.sync-and-analyze.job."),
    class: text("The class that does the work."),
    description: text(),
    is_concurrent_execution_disallowed: boolean(),
    is_durable: boolean(),
    requests_recovery: boolean("True when it is run again after a crash."),
    triggers: list("What sets it off: schedule, last and next time.", { type: "object" }),
  }),
  source: schedulerInfo,
  rows: (job) => [toRow(job)],
};

// The misspelt name is the server's own.
function toRow({
  key,
  "concurrent-executation-disallowed?": isConcurrentExecutionDisallowed,
  "durable?": isDurable,
  "requests-recovery?": requestsRecovery,
  ...job
}: ServerObject): ServerObject {
  return {
    ...job,
    id: key,
    is_concurrent_execution_disallowed: isConcurrentExecutionDisallowed,
    is_durable: isDurable,
    requests_recovery: requestsRecovery,
  };
}

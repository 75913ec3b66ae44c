import type { World } from "../world/world.ts";

/** When the sample server's timetables begin. */
const START = "2026-07-01T00:00:00.000Z";

/** Jobs with their triggers, as `/api/task/info` shows them: one trigger for each database that a job is about. */
export function schedulerInfo({ databases }: World) {
  const connected = [...databases].filter((database) => !database.is_audit);
  return {
    scheduler: [
      "Quartz Scheduler (v2.3.2) 'MetabaseScheduler' with instanceId 'NON_CLUSTERED'",
      "  Scheduler class: 'org.quartz.impl.StdScheduler' - running locally.",
    ],
    jobs: [
      job("sync-and-analyze", "metabase.task.sync_databases.SyncAndAnalyzeDatabase", {
        description: "sync-and-analyze for all databases",
        triggers: connected.map(({ id, metadata_sync_schedule }) =>
          trigger(`sync-and-analyze.trigger.${id}`, metadata_sync_schedule, { "db-id": id }),
        ),
      }),
      job("update-field-values", "metabase.task.sync_databases.UpdateFieldValues", {
        description: "update-field-values for all databases",
        triggers: connected.map(({ id, cache_field_values_schedule }) =>
          trigger(`update-field-values.trigger.${id}`, cache_field_values_schedule, {
            "db-id": id,
          }),
        ),
      }),
      job("task-history-cleanup", "metabase.task.task_history_cleanup.TaskHistoryCleanup", {
        description: null,
        triggers: [trigger("task-history-cleanup.trigger", "0 0 0 * * ? *", {})],
      }),
    ],
  };
}

function job(
  name: string,
  className: string,
  rest: { readonly description: string | null; readonly triggers: readonly object[] },
) {
  return {
    key: `metabase.task.${name}.job`,
    class: className,
    description: rest.description,
    // The server spells it so.
    "concurrent-executation-disallowed?": true,
    "durable?": true,
    "requests-recovery?": false,
    data: {},
    triggers: rest.triggers,
  };
}

function trigger(name: string, schedule: string, data: object) {
  return {
    description: null,
    "end-time": null,
    "final-fire-time": null,
    key: `metabase.task.${name}`,
    state: "NORMAL",
    "may-fire-again?": true,
    "misfire-instruction": "DO_NOTHING",
    "next-fire-time": "2026-07-01T01:00:00.000Z",
    "previous-fire-time": START,
    priority: 5,
    "start-time": START,
    schedule,
    timezone: "UTC",
    data,
  };
}

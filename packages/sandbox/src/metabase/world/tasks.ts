import { FIRST_DAY_MS, printInstant } from "./instants.ts";
import { createLazyList, type LazyList } from "./lazy-list.ts";
import { createRandom } from "./random.ts";

/** Something that the server did by itself. */
export interface Task {
  readonly id: number;
  readonly task: string;
  readonly db_id: number | null;
  readonly started_at: string;
  readonly ended_at: string | null;
  /** Milliseconds. */
  readonly duration: number | null;
  readonly task_details: Readonly<Record<string, unknown>> | null;
  readonly status: "started" | "success" | "failed" | "unknown";
  /** The run that it was a part of (server version 0.59 on). */
  readonly run_id: number | null;
}

/** Names of tasks, those that concern a database first. */
export const DATABASE_TASKS = [
  "sync",
  "sync-tables",
  "sync-fields",
  "analyze",
  "fingerprint-fields",
];

/** Names of tasks that concern the whole instance. */
export const INSTANCE_TASKS = ["task-history-cleanup", "send-pulses", "persist-refresh"];

/** How many tasks in a row belong to one run. */
export const TASKS_PER_RUN = 4;

/** The database that a run, and each of its tasks, is about. */
export function databaseOfRun(seed: number, runId: number): number {
  return createRandom(seed, "task run", runId).between(1, 5);
}

/** Makes the history, oldest first; the last task still runs. */
export function createTasks(seed: number, length = 260): LazyList<Task> {
  return createLazyList({
    length,
    make: (id): Task => {
      const random = createRandom(seed, "task", id);
      const isDatabaseTask = random.chance(0.8);
      const start = FIRST_DAY_MS + id * 3_600_000;
      const duration = random.between(12, 90_000);
      const isRunning = id === length;
      const runId = Math.ceil(id / TASKS_PER_RUN);
      const hasFailed = !isRunning && random.chance(0.05);
      return {
        id,
        task: random.pick(isDatabaseTask ? DATABASE_TASKS : INSTANCE_TASKS),
        db_id: isDatabaseTask ? databaseOfRun(seed, runId) : null,
        started_at: printInstant(start, random.between(0, 999)),
        ended_at: isRunning ? null : printInstant(start + duration, random.between(0, 999)),
        duration: isRunning ? null : duration,
        task_details: hasFailed
          ? {
              status: "failed",
              class: "class java.sql.SQLException",
              message: "Connection refused",
            }
          : isDatabaseTask
            ? { "total-tables": random.between(1, 20), "updated-tables": 0 }
            : null,
        status: isRunning ? "started" : hasFailed ? "failed" : "success",
        run_id: isDatabaseTask ? runId : null,
      };
    },
  });
}

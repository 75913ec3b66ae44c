import { createLazyList, type LazyList } from "./lazy-list.ts";
import { databaseOfRun, TASKS_PER_RUN, type Task } from "./tasks.ts";

/** Tasks that were done for one purpose (server version 0.59 on). */
export interface TaskRun {
  readonly id: number;
  readonly run_type: "sync";
  readonly entity_type: "database";
  readonly entity_id: number;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly status: "started" | "success" | "failed";
  readonly task_count: number;
  readonly success_count: number;
  readonly failed_count: number;
}

/** The runs that the tasks name. One whose last task still runs has no end. */
export function createTaskRuns(seed: number, tasks: LazyList<Task>): LazyList<TaskRun> {
  return createLazyList({
    length: Math.floor(tasks.length / TASKS_PER_RUN),
    make: (id, index): TaskRun => {
      const first = tasks.at(index * TASKS_PER_RUN);
      const last = tasks.at((index + 1) * TASKS_PER_RUN - 1);
      const own = tasksOfRun(tasks, id);
      const count = (status: Task["status"]): number =>
        own.filter((task) => task.status === status).length;
      return {
        id,
        run_type: "sync",
        entity_type: "database",
        entity_id: databaseOfRun(seed, id),
        started_at: first.started_at,
        ended_at: last.ended_at,
        status: last.ended_at === null ? "started" : count("failed") > 0 ? "failed" : "success",
        task_count: own.length,
        success_count: count("success"),
        failed_count: count("failed"),
      };
    },
  });
}

/** The tasks of one run, oldest first. */
export function tasksOfRun(tasks: LazyList<Task>, runId: number): Task[] {
  return Array.from({ length: TASKS_PER_RUN }, (_, place) =>
    tasks.at((runId - 1) * TASKS_PER_RUN + place),
  ).filter((task) => task.run_id === runId);
}

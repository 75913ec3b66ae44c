import { envelope, json, notFound, pageOf } from "../server/answers.ts";
import { asOf, type Since } from "../server/as-of.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { DATABASE_TASKS, INSTANCE_TASKS, type Task } from "../world/tasks.ts";

/** What the server did by itself. https://www.metabase.com/docs/latest/api/task */
export const taskRoutes: readonly Route[] = [
  { method: "GET", path: "/api/task", access: "monitoring", answer: listTasks },
  { method: "GET", path: "/api/task/info", access: "monitoring", answer: getInfo },
  {
    method: "GET",
    path: "/api/task/unique-tasks",
    since: 54,
    access: "monitoring",
    answer: () => json([...DATABASE_TASKS, ...INSTANCE_TASKS].sort()),
  },
  { method: "GET", path: "/api/task/:id", access: "monitoring", answer: getTask },
];

const SINCE: Since = { run_id: 59, logs: 59 };

/** First version that filters the list. */
const FILTERS_SINCE = 54;

function taskRow({ major }: RouteRequest, task: Task) {
  return asOf({ ...task, logs: null }, major, SINCE);
}

/** The history, newest first. */
function listTasks(request: RouteRequest): Answer {
  const { world, page, query, major } = request;
  const status = major >= FILTERS_SINCE ? query.get("status") : null;
  const name = major >= FILTERS_SINCE ? query.get("task") : null;
  const tasks = [...world.tasks]
    .filter((task) => status === null || task.status === status)
    .filter((task) => name === null || task.task === name)
    .reverse();
  return envelope(
    [...pageOf(tasks, page)].map((task) => taskRow(request, task)),
    {
      total: tasks.length,
      page,
    },
  );
}

function getTask(request: RouteRequest): Answer {
  const task = request.world.tasks.byId(Number(request.parameters["id"]));
  return task === undefined ? notFound : json(taskRow(request, task));
}

function getInfo(): Answer {
  return json({
    scheduler: ["Metabase uses Quartz Scheduler", "Running since the start"],
    jobs: [
      {
        key: "metabase.task.sync-and-analyze.job",
        class: "metabase.task.sync_databases.SyncAndAnalyzeDatabase",
        description: "sync and analyze all databases",
        "concurrent-executation-disallowed?": true,
        "durable?": true,
        "requests-recovery?": false,
        triggers: [],
      },
    ],
  });
}

import { envelope, json, notFound, pageOf } from "../server/answers.ts";
import { asOf, type Since } from "../server/as-of.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { createTaskRuns, type TaskRun, tasksOfRun } from "../world/task-runs.ts";
import { DATABASE_TASKS, INSTANCE_TASKS, type Task } from "../world/tasks.ts";
import type { World } from "../world/world.ts";
import { schedulerInfo } from "./scheduler-info.ts";

/** First version that filters the list, and names what there is to choose from: 0.54.2 documents neither. */
const FILTERS_SINCE = 55;

/** What the server did by itself. https://www.metabase.com/docs/latest/api/task */
export const taskRoutes: readonly Route[] = [
  { method: "GET", path: "/api/task", access: "monitoring", answer: listTasks },
  {
    method: "GET",
    path: "/api/task/info",
    access: "monitoring",
    answer: ({ world }) => json(schedulerInfo(world)),
  },
  {
    method: "GET",
    path: "/api/task/unique-tasks",
    since: FILTERS_SINCE,
    access: "monitoring",
    answer: () => json([...DATABASE_TASKS, ...INSTANCE_TASKS].sort()),
  },
  { method: "GET", path: "/api/task/runs", since: 59, access: "monitoring", answer: listRuns },
  { method: "GET", path: "/api/task/runs/:id", since: 59, access: "monitoring", answer: getRun },
  { method: "GET", path: "/api/task/:id", access: "monitoring", answer: getTask },
];

const SINCE: Since = { run_id: 59, logs: 59 };

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

/** Runs, newest first; each parameter that is given must equal the run's member. */
function listRuns(request: RouteRequest): Answer {
  const { world, page, query } = request;
  const wanted = RUN_FILTERS.filter((name) => query.has(name.replace("_", "-")));
  const runs = [...runsOf(world)]
    .filter((run) =>
      wanted.every((name) => String(run[name]) === query.get(name.replace("_", "-"))),
    )
    .reverse();
  return envelope(
    [...pageOf(runs, page)].map((run) => runRow(request, run)),
    { total: runs.length, page },
  );
}

/** A run with its tasks. */
function getRun(request: RouteRequest): Answer {
  const { world, parameters } = request;
  const run = runsOf(world).byId(Number(parameters["id"]));
  if (run === undefined) return notFound;
  const tasks = tasksOfRun(world.tasks, run.id).map((task) => taskRow(request, task));
  return json({ ...runRow(request, run), tasks });
}

const RUN_FILTERS = ["run_type", "entity_type", "entity_id", "status"] as const;

const runsOf = ({ options, tasks }: World) => createTaskRuns(options.seed, tasks);

function runRow({ world }: RouteRequest, run: TaskRun) {
  return { ...run, entity_name: world.databases.byId(run.entity_id)?.name ?? null };
}

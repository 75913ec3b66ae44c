import { envelope, forbidden, json, jsonArray, notFound, pageOf } from "../server/answers.ts";
import { asOf, type Since } from "../server/as-of.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import type { Transform, TransformJob, TransformRun } from "../world/transforms/transforms.ts";
import { creatorRow } from "./people-rows.ts";
import { toMbql5 } from "./query-mbql5.ts";
import { tableColumns } from "./table-rows.ts";

/** First version whose open source edition has transforms. */
const OPEN_SINCE = 59;

/** Queries that write tables, for administrators and data analysts. https://www.metabase.com/docs/latest/api/transform */
export const transformRoutes: readonly Route[] = (
  [
    ["/api/transform", listTransforms],
    ["/api/transform/run", listRuns],
    ["/api/transform/run/:id", getRun],
    ["/api/transform/:id", getTransform],
    ["/api/transform/:id/dependencies", listDependencies],
    ["/api/transform-job", listJobs],
    ["/api/transform-job/:id", getJob],
    ["/api/transform-job/:id/transforms", listJobTransforms],
    ["/api/transform-tag", listTags],
  ] as const
).flatMap(([path, answer]): Route[] => [
  { method: "GET", path, since: OPEN_SINCE, access: "user", answer: guarded(answer) },
  {
    method: "GET",
    path: path.replace("/api/", "/api/ee/"),
    since: 57,
    until: OPEN_SINCE - 1,
    edition: "enterprise",
    access: "user",
    answer: guarded(answer),
  },
]);

const SINCE: Since = { target_table_id: 61, active: 61 };

function guarded(answer: Route["answer"] & ((request: RouteRequest) => Answer)) {
  return (request: RouteRequest): Answer =>
    request.caller.isSuperuser || request.caller.user.is_data_analyst ? answer(request) : forbidden;
}

function lastRunOf({ world }: RouteRequest, transform: Transform): TransformRun | null {
  return (
    [...world.transforms.runs].filter((run) => run.transform_id === transform.id).at(-1) ?? null
  );
}

function transformRow(request: RouteRequest, transform: Transform) {
  const { sql, database_id, ...columns } = transform;
  const table = request.world.tables.byId(transform.target_table_id ?? 0);
  return asOf(
    {
      ...columns,
      source: {
        type: "query",
        query: toMbql5({
          database: database_id,
          type: "native",
          native: { query: sql, "template-tags": {} },
        }),
      },
      source_type: "native",
      source_database_id: database_id,
      target: { type: "table", database: database_id, ...transform.target },
      target_db_id: database_id,
      table: table === undefined ? null : tableColumns(request, table),
      owner_user_id: null,
      owner_email: null,
      last_run: lastRunOf(request, transform),
      creator: creatorRow(request, transform.creator_id),
    },
    request.major,
    SINCE,
  );
}

function listTransforms(request: RouteRequest): Answer {
  const rows = [...request.world.transforms.transforms];
  return json(rows.map((transform) => transformRow(request, transform)));
}

function getTransform(request: RouteRequest): Answer {
  const transform = request.world.transforms.transforms.byId(Number(request.parameters["id"]));
  return transform === undefined ? notFound : json(transformRow(request, transform));
}

/** Transforms whose tables a transform reads: none of the sample ones reads another's. */
function listDependencies({ world, parameters }: RouteRequest): Answer {
  const transform = world.transforms.transforms.byId(Number(parameters["id"]));
  return transform === undefined ? notFound : jsonArray([]);
}

function runRow(run: TransformRun) {
  // Metabase marks the one run that is under way, and leaves null on all that ended.
  return { ...run, is_active: null };
}

/** The history, newest first. */
function listRuns({ world, query, page }: RouteRequest): Answer {
  const ids = query.getAll("transform-ids").map(Number);
  const runs = [...world.transforms.runs]
    .filter((run) => ids.length === 0 || ids.includes(run.transform_id))
    .reverse();
  return envelope([...pageOf(runs, page)].map(runRow), { total: runs.length, page });
}

function getRun({ world, parameters }: RouteRequest): Answer {
  const run = world.transforms.runs.byId(Number(parameters["id"]));
  return run === undefined ? notFound : json(runRow(run));
}

function jobRow({ major }: RouteRequest, job: TransformJob) {
  return asOf({ ...job, last_run: null, next_run: null }, major, SINCE);
}

function listJobs(request: RouteRequest): Answer {
  return json([...request.world.transforms.jobs].map((job) => jobRow(request, job)));
}

function getJob(request: RouteRequest): Answer {
  const job = request.world.transforms.jobs.byId(Number(request.parameters["id"]));
  return job === undefined ? notFound : json(jobRow(request, job));
}

function listJobTransforms(request: RouteRequest): Answer {
  const { transforms, jobs } = request.world.transforms;
  const job = jobs.byId(Number(request.parameters["id"]));
  if (job === undefined) return notFound;
  const chosen = [...transforms].filter(({ tag_ids }) =>
    tag_ids.some((id) => job.tag_ids.includes(id)),
  );
  return json(chosen.map((transform) => transformRow(request, transform)));
}

function listTags({ world }: RouteRequest): Answer {
  return json([...world.transforms.tags]);
}

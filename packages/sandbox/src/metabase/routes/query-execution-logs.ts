import { badRequest, jsonArray } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { queryExecutions } from "../world/usage/query-executions.ts";

const LOGS = {
  method: "GET",
  edition: "enterprise",
  feature: "audit_app",
  access: "superuser",
  answer: listExecutions,
} as const;

/** What was asked in a month. https://www.metabase.com/docs/latest/api/ee/logs */
export const queryExecutionLogRoutes: readonly Route[] = [
  { ...LOGS, path: "/api/ee/advanced-config/logs/query_execution/:month", until: 49 },
  { ...LOGS, path: "/api/ee/logs/query_execution/:month", since: 50 },
];

/** All executions of a month, oldest first, never paged. */
function listExecutions({ world, parameters }: RouteRequest): Answer {
  const { month = "" } = parameters;
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month)
    ? jsonArray(executionRows(world, month))
    : badRequest({ "yyyy-mm": "Must be a string like 2020-04 or 2222-11." });
}

function* executionRows(world: RouteRequest["world"], month: string): Generator<object> {
  for (const { query: _query, ...execution } of queryExecutions(world, month)) {
    yield {
      ...execution,
      hash: Buffer.from(`query of card ${execution.card_id}`).toString("base64"),
      dashboard_id: null,
      pulse_id: null,
      action_id: null,
      is_sandboxed: false,
      cache_hash: null,
    };
  }
}

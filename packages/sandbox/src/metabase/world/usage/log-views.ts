import type { World } from "../world.ts";
import { queryExecutions } from "./query-executions.ts";
import { usageEvents } from "./usage-events.ts";
import type { UsageRow } from "./usage-views.ts";

/** `v_view_log`: who looked at what. */
export function* viewRows(world: World): Generator<UsageRow> {
  for (const event of usageEvents(world)) {
    yield { ...event, entity_qualified_id: `${event.entity_type}_${event.entity_id}` };
  }
}

/** `v_query_log`: what was asked. */
export function* queryRows(world: World): Generator<UsageRow> {
  for (const execution of queryExecutions(world)) {
    const { id, running_time, native, context, executor_id, ...row } = execution;
    yield {
      ...row,
      entity_id: id,
      running_time_seconds: running_time / 1000,
      is_native: native,
      query_source: context,
      user_id: executor_id,
      card_qualified_id: `card_${row.card_id}`,
      dashboard_id: null,
      dashboard_qualified_id: null,
      pulse_id: null,
      database_qualified_id: `database_${row.database_id}`,
      action_id: null,
      action_qualified_id: null,
    };
  }
}

/** `v_audit_log`: who changed what; the creation of each card, by the order of ids rather than of time. */
export function* auditRows({ cards }: World): Generator<UsageRow> {
  for (const card of cards) {
    yield {
      id: card.id,
      topic: "card-create",
      timestamp: card.created_at,
      end_timestamp: null,
      user_id: card.creator_id,
      entity_type: "Card",
      entity_id: card.id,
      entity_qualified_id: `card_${card.id}`,
      details: JSON.stringify({ name: card.name, description: card.description }),
    };
  }
}

/** `v_tasks`: what the server did by itself. */
export function* taskRows({ tasks }: World): Generator<UsageRow> {
  for (const { db_id, duration, task_details, run_id: _runId, ...task } of tasks) {
    yield {
      ...task,
      database_qualified_id: db_id === null ? null : `database_${db_id}`,
      duration_seconds: duration === null ? null : duration / 1000,
      details: task_details === null ? null : JSON.stringify(task_details),
    };
  }
}

import type { World } from "../world.ts";
import type { UsageRow } from "./usage-views.ts";

/** The addresses of people, in one text. */
function addresses({ people }: World, ids: readonly number[]): string {
  return ids.flatMap((id) => people.accountById(id)?.email ?? []).join(",");
}

/** `v_alerts` */
export function* alertRows(world: World): Generator<UsageRow> {
  for (const alert of world.alerts) {
    if (alert.card_id === null) continue;
    yield {
      entity_id: alert.id,
      entity_qualified_id: `pulse_${alert.id}`,
      created_at: alert.created_at,
      updated_at: alert.updated_at,
      creator_id: alert.creator_id,
      card_id: alert.card_id,
      card_qualified_id: `card_${alert.card_id}`,
      alert_condition: alert.condition,
      schedule_type: "daily",
      schedule_day: null,
      schedule_hour: alert.hour,
      archived: !alert.active,
      recipient_type: "email",
      recipients: addresses(world, alert.recipient_ids),
      recipient_external: alert.outside_recipients.join(","),
    };
  }
}

/** `v_subscriptions` */
export function* subscriptionRows(world: World): Generator<UsageRow> {
  for (const subscription of world.subscriptions) {
    yield {
      entity_id: subscription.id,
      entity_qualified_id: `pulse_${subscription.id}`,
      created_at: subscription.created_at,
      updated_at: subscription.updated_at,
      creator_id: subscription.creator_id,
      archived: subscription.archived,
      dashboard_qualified_id: `dashboard_${subscription.dashboard_id}`,
      schedule_type: subscription.schedule_type,
      schedule_day: subscription.schedule_day,
      schedule_hour: subscription.schedule_hour,
      recipient_type: subscription.channel_type,
      recipients: addresses(world, subscription.recipient_ids),
      recipient_external: null,
      parameters: "[]",
    };
  }
}

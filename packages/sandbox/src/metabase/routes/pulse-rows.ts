import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import type { Subscription } from "../world/delivery/subscriptions.ts";
import { creatorRow } from "./people-rows.ts";
import { userForOthers } from "./user-rows.ts";

const SINCE: Since = { channel_id: 51, format_rows: 50, pivot_results: 51 };

/** People who are sent something. */
export function recipientRows({ world }: RouteRequest, ids: readonly number[]) {
  return ids.flatMap((id) => {
    const user = world.people.accountById(id);
    return user === undefined ? [] : [userForOthers(user)];
  });
}

/** A subscription as `/api/pulse` shows it: a pulse with all cards of its dashboard. */
export function pulseRow(request: RouteRequest, subscription: Subscription) {
  const { world, major, caller } = request;
  const { id, entity_id, created_at, updated_at, channel_type } = subscription;
  const { schedule_type, schedule_hour, schedule_day, schedule_frame } = subscription;
  const dashboard = world.dashboards.byId(subscription.dashboard_id);
  const cards = (dashboard?.dashcards ?? []).flatMap((dashcard) => {
    const card = world.cards.byId(dashcard.card_id ?? 0);
    if (card === undefined) return [];
    const { name, description, display, collection_id } = card;
    return [
      asOf(
        {
          id: card.id,
          name,
          description,
          display,
          collection_id,
          include_csv: false,
          include_xls: false,
          dashboard_card_id: dashcard.id,
          dashboard_id: subscription.dashboard_id,
          format_rows: true,
          pivot_results: false,
          parameter_mappings: [],
        },
        major,
        SINCE,
      ),
    ];
  });
  return {
    id,
    entity_id,
    name: subscription.name,
    creator_id: subscription.creator_id,
    creator: creatorRow(request, subscription.creator_id),
    dashboard_id: subscription.dashboard_id,
    collection_id: dashboard?.collection_id ?? null,
    collection_position: null,
    archived: subscription.archived,
    skip_if_empty: subscription.skip_if_empty,
    parameters: [],
    alert_condition: null,
    alert_first_only: null,
    alert_above_goal: null,
    can_write: caller.isSuperuser || caller.user.id === subscription.creator_id,
    cards,
    channels: [
      asOf(
        {
          id,
          pulse_id: id,
          channel_type,
          channel_id: null,
          schedule_type,
          schedule_hour,
          schedule_day,
          schedule_frame,
          enabled: true,
          details: channel_type === "slack" ? { channel: "#zahlen" } : {},
          recipients: recipientRows(request, subscription.recipient_ids),
          entity_id,
          created_at,
          updated_at,
        },
        major,
        SINCE,
      ),
    ],
    created_at,
    updated_at,
  };
}

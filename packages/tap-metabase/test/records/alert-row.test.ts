import { expect, test } from "vitest";
import { alertRow } from "../../src/records/alert-row.ts";

const dates = { created_at: "2026-01-02T03:04:05Z", updated_at: "2026-01-02T03:04:06Z" };

const pulse = {
  ...dates,
  id: 4,
  creator_id: 1,
  archived: false,
  alert_condition: "goal",
  alert_above_goal: false,
  alert_first_only: true,
  card: { id: 12, name: "Orders" },
  channels: [
    {
      channel_type: "email",
      schedule_type: "daily",
      schedule_hour: 8,
      details: { emails: ["desk@example.com"] },
      recipients: [{ id: 3, email: "ann@example.com" }, { email: "desk@example.com" }],
    },
    { channel_type: "slack", schedule_type: "hourly", details: { channel: "#numbers" } },
  ],
};

const notification = {
  ...dates,
  id: 9,
  payload_type: "notification/card",
  payload: { card_id: 12, send_condition: "goal_below", send_once: true },
  creator_id: 1,
  active: true,
  subscriptions: [{ cron_schedule: "0 0 8 * * ? *" }],
  handlers: [
    {
      channel_type: "channel/email",
      recipients: [
        { user_id: 3, permissions_group_id: null, details: null },
        { user_id: null, permissions_group_id: 5, details: null },
        { user_id: null, permissions_group_id: null, details: { value: "desk@example.com" } },
      ],
    },
    { channel_type: "channel/slack", recipients: [{ details: { value: "#numbers" } }] },
  ],
};

test("both generations of an alert say the same in the same columns", () => {
  const same = {
    card_id: 12,
    creator_id: 1,
    active: true,
    send_condition: "goal_below",
    send_once: true,
    recipient_user_ids: [3],
    recipient_emails: ["desk@example.com"],
    channel_types: ["email", "slack"],
    slack_channels: ["#numbers"],
  };

  expect(alertRow(pulse)).toMatchObject({
    ...same,
    schedules: [{ schedule_type: "daily", schedule_hour: 8 }, { schedule_type: "hourly" }],
  });
  expect(alertRow(notification)).toMatchObject({
    ...same,
    recipient_group_ids: [5],
    schedules: [{ cron_schedule: "0 0 8 * * ? *" }],
  });
});

test("a notification about something else is no alert", () => {
  expect(alertRow({ ...notification, payload_type: "notification/system-event" })).toBeUndefined();
});

test("an alert whose question is gone has no card", () => {
  expect(alertRow({ ...notification, payload: null })).toMatchObject({ id: 9, card_id: null });
});

test.each([
  [{ alert_condition: "rows" }, "has_result"],
  [{ alert_condition: "goal", alert_above_goal: true }, "goal_above"],
  [{ alert_condition: "goal", alert_above_goal: null }, "goal_below"],
])("the old condition %j is %s", (condition, expected) => {
  expect(alertRow({ ...pulse, ...condition })).toMatchObject({ send_condition: expected });
});

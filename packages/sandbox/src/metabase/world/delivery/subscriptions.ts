import type { Dashboard } from "../dashboards.ts";
import { createLazyList, type LazyList } from "../lazy-list.ts";
import type { People } from "../people.ts";
import { createRandom } from "../random.ts";
import { createStamp, type Stamp } from "../stamp.ts";

/** A dashboard that is sent to people by a timetable. */
export interface Subscription extends Stamp {
  readonly dashboard_id: number;
  readonly name: string;
  readonly archived: boolean;
  readonly skip_if_empty: boolean;
  readonly creator_id: number;
  readonly channel_type: "email" | "slack";
  readonly schedule_type: "hourly" | "daily" | "weekly" | "monthly";
  readonly schedule_hour: number | null;
  readonly schedule_day: "mon" | "fri" | null;
  readonly schedule_frame: "first" | "mid" | "last" | null;
  readonly recipient_ids: readonly number[];
}

/** One subscription for each fourth dashboard; every fifth of them is archived. */
export function createSubscriptions(options: {
  readonly seed: number;
  readonly dashboards: LazyList<Dashboard>;
  readonly people: People;
}): LazyList<Subscription> {
  const { seed, dashboards, people } = options;
  return createLazyList({
    length: Math.floor(dashboards.length / 4),
    make: (id, index): Subscription => {
      const random = createRandom(seed, "subscription", id);
      const person = (): number => people.users.at(random.between(0, people.users.length - 1)).id;
      const dashboard = dashboards.at(index * 4);
      const schedule = random.pick(["hourly", "daily", "weekly", "monthly"] as const);
      const isSlack = random.chance(0.3);
      return {
        ...createStamp(seed, "subscription", id),
        dashboard_id: dashboard.id,
        name: dashboard.name,
        archived: id % 5 === 3,
        skip_if_empty: random.chance(0.5),
        creator_id: person(),
        channel_type: isSlack ? "slack" : "email",
        schedule_type: schedule,
        schedule_hour: schedule === "hourly" ? null : random.between(0, 23),
        schedule_day: schedule === "weekly" ? "mon" : schedule === "monthly" ? "fri" : null,
        schedule_frame: schedule === "monthly" ? random.pick(["first", "last"]) : null,
        recipient_ids: isSlack ? [] : [...new Set([person(), person(), person()])],
      };
    },
  });
}

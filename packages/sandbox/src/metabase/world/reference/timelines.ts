import { FIRST_DAY_MS, printInstant } from "../instants.ts";
import { type LazyList, listOf } from "../lazy-list.ts";
import { createStamp, type Stamp } from "../stamp.ts";
import type { ReferenceOptions } from "./reference.ts";

/** Pictures that timelines and events can have. */
type Icon = "star" | "cake" | "mail" | "warning" | "bell" | "cloud";

/** A collection of events that charts can show. */
export interface Timeline extends Stamp {
  readonly name: string;
  readonly description: string | null;
  readonly icon: Icon;
  readonly default: boolean;
  readonly archived: boolean;
  readonly collection_id: number | null;
  readonly creator_id: number;
}

/** Something that happened and explains a curve. */
export interface TimelineEvent extends Omit<Stamp, "entity_id"> {
  readonly timeline_id: number;
  readonly name: string;
  readonly description: string | null;
  readonly timestamp: string;
  readonly time_matters: boolean;
  readonly timezone: string;
  readonly icon: Icon;
  readonly archived: boolean;
  readonly creator_id: number;
}

const TIMELINES: readonly { name: string; icon: Icon; events: readonly string[] }[] = [
  { name: "Releases", icon: "star", events: ["Shop 4.0", "New checkout", "Rücknahme-Portal"] },
  { name: "Outages ⚡", icon: "warning", events: ["Payment down for 4 h", 'DNS: "who was it?"'] },
  { name: "キャンペーン", icon: "mail", events: ["春のセール", "Black Friday", "Summer mailing"] },
  { name: "Before the move", icon: "cloud", events: ["Last day in the old warehouse"] },
];

/** Makes timelines, the last one archived, and their events, the last of each timeline archived. */
export function createTimelines({ seed, collections }: ReferenceOptions): {
  readonly timelines: LazyList<Timeline>;
  readonly events: LazyList<TimelineEvent>;
} {
  const timelines = TIMELINES.map(
    ({ name, icon }, index): Timeline => ({
      ...createStamp(seed, "timeline", index + 1),
      name,
      description: index === 0 ? "What we shipped, and when" : null,
      icon,
      default: false,
      archived: index === TIMELINES.length - 1,
      collection_id: index === 0 ? null : (collections.shared[index] ?? null),
      creator_id: 1,
    }),
  );
  const events = TIMELINES.flatMap(({ icon, events: names }, index) =>
    names.map((name, place) => ({
      name,
      icon,
      timeline_id: index + 1,
      archived: index === TIMELINES.length - 1 || (place > 0 && place === names.length - 1),
    })),
  ).map((event, index): TimelineEvent => {
    const { entity_id: _entityId, ...stamp } = createStamp(seed, "timeline event", index + 1);
    return {
      ...stamp,
      description: index % 2 === 0 ? null : "See the post-mortem.",
      timestamp: printInstant(FIRST_DAY_MS + (index + 1) * 40 * 86_400_000),
      time_matters: index % 3 === 0,
      timezone: "Europe/Vienna",
      creator_id: 2,
      ...event,
    };
  });
  return { timelines: listOf(timelines), events: listOf(events) };
}

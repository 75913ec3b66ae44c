import { stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "meltano/sdk#171: streams that alternate drain each other",
  runs: [
    Array.from({ length: 40 }, (_, key) => [
      ...streamLines(`taking_turns_${key % 2}`, {}, [{ id: key }]),
      stateLine({ at: key }),
    ]).flat(),
  ],
  query:
    "select count(*)::int from (table t.taking_turns_0 union all table t.taking_turns_1) as alternating",
  rows: [[40]],
  log: /"batch_count","value":[1-5],"tags":\{"stream":"taking_turns_1"/,
};

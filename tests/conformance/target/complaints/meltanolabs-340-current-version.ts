import { activateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "MeltanoLabs/target-postgres#340: hard_delete removes rows of the version that is activated",
  settings: { hard_delete: true },
  runs: [
    [
      ...streamLines("current", {}, [{ id: 1 }, { id: 2 }], { version: 5 }),
      activateLine("current", 5),
    ],
    [
      ...streamLines("current", {}, [{ id: 2 }, { id: 3 }], { version: 6 }),
      activateLine("current", 6),
    ],
  ],
  query: "select id::int from t.current order by id",
  rows: [[2], [3]],
};

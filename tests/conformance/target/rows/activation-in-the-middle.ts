import { activateLine, recordLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "an activation in the middle does not wait for the end, nor touch other streams",
  settings: { hard_delete: true },
  runs: [
    [
      ...streamLines("left", {}, [{ id: 1 }], { version: 1 }),
      ...streamLines("right", {}, [{ id: 1 }], { version: 1 }),
      recordLine("left", { id: 2 }, { version: 2 }),
      activateLine("left", 2),
      recordLine("right", { id: 2 }, { version: 1 }),
    ],
  ],
  query:
    "select array(select id::int from t.left) as l, array(select id::int from t.right order by 1) as r",
  rows: [[[2], [1, 2]]],
};

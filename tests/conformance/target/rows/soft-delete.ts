import { activateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "an activation marks the rows of older versions, and those of none",
  runs: [
    streamLines("marked_softly", {}, [{ id: 1 }]),
    [
      ...streamLines("marked_softly", {}, [{ id: 2 }], { version: 1 }),
      ...streamLines("marked_softly", {}, [{ id: 3 }], { version: 2 }),
      activateLine("marked_softly", 2),
    ],
  ],
  query: "select id::int, _sdc_deleted_at is not null as deleted from t.marked_softly order by id",
  rows: [
    [1, true],
    [2, true],
    [3, false],
  ],
};

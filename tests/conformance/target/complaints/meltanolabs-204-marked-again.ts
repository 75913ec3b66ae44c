import { activateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "MeltanoLabs/target-postgres#204, #240: rows that are marked as deleted are marked again by every run",
  runs: [
    [
      ...streamLines("marked", {}, [{ id: 1 }, { id: 2 }], { version: 1 }),
      activateLine("marked", 1),
    ],
    [...streamLines("marked", {}, [{ id: 1 }], { version: 2 }), activateLine("marked", 2)],
    [...streamLines("marked", {}, [{ id: 1 }], { version: 3 }), activateLine("marked", 3)],
  ],
  // Marked once, the row is in its second place.
  query: "select id::int, ctid::text, _sdc_deleted_at is null from t.marked order by id",
  rows: [
    [1, "(0,1)", true],
    [2, "(0,3)", false],
  ],
};

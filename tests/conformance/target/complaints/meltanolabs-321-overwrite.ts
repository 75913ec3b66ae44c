import { activateLine, stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#321: load_method overwrite is advertised and ignored",
  settings: { load_method: "overwrite" },
  runs: [
    [
      ...streamLines("replaced", {}, [{ id: 1 }, { id: 2 }], { version: 1 }),
      activateLine("replaced", 1),
    ],
    [
      ...streamLines("replaced", {}, [{ id: 2 }, { id: 3 }], { version: 2 }),
      stateLine({ at: 1 }),
      activateLine("replaced", 2),
      stateLine({ at: 2 }),
    ],
  ],
  query: "select id::int from t.replaced order by id",
  rows: [[2], [3]],
};

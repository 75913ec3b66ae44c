import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "the end of the input removes nothing",
  settings: { hard_delete: true },
  runs: [
    streamLines("unfinished", {}, [{ id: 1 }], { version: 1 }),
    streamLines("unfinished", {}, [{ id: 2 }], { version: 2 }),
  ],
  query: "select id::int from t.unfinished order by id",
  rows: [[1], [2]],
};

import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#22, #649: a merge in two steps writes each row twice",
  runs: [
    streamLines("twice", {}, [{ id: 1 }, { id: 2 }]),
    streamLines("twice", {}, [{ id: 2 }, { id: 3 }]),
  ],
  query: "select id::int, ctid::text from t.twice order by id",
  rows: [
    [1, "(0,1)"],
    [2, "(0,2)"],
    [3, "(0,3)"],
  ],
};

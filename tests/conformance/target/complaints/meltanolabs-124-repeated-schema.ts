import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#124: a SCHEMA that repeats is taken for a change, and drains",
  runs: [
    Array.from({ length: 20 }, (_, index) => streamLines("repeating", {}, [{ id: index }])).flat(),
  ],
  query: "select count(*)::int from t.repeating",
  rows: [[20]],
  log: /"batch_count","value":1,"tags":\{"stream":"repeating"/,
};

import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#2, #577: the sync stops when a time becomes a text",
  runs: [
    streamLines("times", { v: { type: "string", format: "time" } }, [{ id: 1, v: "12:00:00" }]),
    streamLines("times", { v: string }, [{ id: 2, v: "noon" }]),
  ],
  query: "select id::int, coalesce(v::text, v__text) from t.times order by id",
  rows: [
    [1, "12:00:00"],
    [2, "noon"],
  ],
};

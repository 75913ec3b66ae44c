import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a new property is a new column",
  runs: [
    streamLines("added", {}, [{ id: 1 }]),
    streamLines("added", { v: string }, [{ id: 2, v: "a" }]),
  ],
  query: "select id::int, v from t.added order by id",
  rows: [
    [1, null],
    [2, "a"],
  ],
};
